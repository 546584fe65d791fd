import { dateOfDay, dayNumber } from "../../src/engine/newYork.ts";
import { OPEN_MINUTES } from "../../src/engine/nyse.ts";
import { sessionClose } from "./clock.ts";
import { keep } from "./keep.ts";
import { mix, mixText, normal, wander } from "./noise.ts";
import { MARKET_VOL, type Underlying } from "./symbols.ts";

/** Share of a day's variance that falls into the night before the session. */
const OVERNIGHT = 0.3;
const PIN = 3;

export interface Prices {
  /** Official close of a trading day, in cents. */
  close(underlying: Underlying, date: string): number;
  /** Every minute of a session, first the open, last the close, four decimals. `previous` is the session before it. */
  session(underlying: Underlying, date: string, previous: string): Float64Array;
  /** Mean close over roughly the last eight weeks: where the open interest of `date` was built. */
  mean(underlying: Underlying, date: string): number;
}

/** The walk of all prices: one market factor and one factor per symbol, each from close to close and minute by minute. */
export function createPrices(seed: number): Prices {
  const market = factor(mixText(seed, "market"), MARKET_VOL);
  const own = new Map<string, Factor>();
  const ownFactor = ({ symbol, ownVol }: Underlying): Factor => {
    const known = own.get(symbol) ?? factor(mixText(seed, `own ${symbol}`), ownVol);
    own.set(symbol, known);
    return known;
  };
  const level = (underlying: Underlying, date: string) =>
    underlying.beta * market.level(date) + ownFactor(underlying).level(date);
  const sessions = keep<Float64Array>(48);

  const close = (underlying: Underlying, date: string) =>
    Math.round(underlying.anchor * Math.exp(level(underlying, date)) * 100) / 100;

  return {
    close,
    session: (underlying, date, previous) =>
      sessions.get(`${underlying.symbol} ${date}`, () => {
        const shared = market.minutes(date, previous);
        const alone = ownFactor(underlying).minutes(date, previous);
        const path = Float64Array.from(shared, (value, i) => {
          const log = underlying.beta * value + (alone[i] ?? 0);
          return Math.round(underlying.anchor * Math.exp(log) * 10_000) / 10_000;
        });
        path[path.length - 1] = close(underlying, date);
        return path;
      }),
    mean: (underlying, date) => {
      const day = dayNumber(date);
      const back = [2, 5, 9, 14, 20, 27, 35, 44, 54];
      const dates = back.map((days) => dateOfDay(day - days));
      return dates.reduce((sum, past) => sum + close(underlying, past), 0) / dates.length;
    },
  };
}

interface Factor {
  level(date: string): number;
  minutes(date: string, previous: string): Float64Array;
}

function factor(key: number, volPerYear: number): Factor {
  const perDay = volPerYear / Math.sqrt(365);
  const level = (date: string) => wander(key, dayNumber(date), { perDay, pin: PIN * perDay });
  return {
    level,
    minutes: (date, previous) => {
      const from = level(previous);
      const to = level(date);
      const dayKey = mix(mix(key, 9), dayNumber(date));
      const night = perDay * Math.sqrt(OVERNIGHT * (1 - OVERNIGHT)) * normal(dayKey);
      const open = from + OVERNIGHT * (to - from) + night;
      return walkBetween(dayKey, open, {
        to,
        steps: sessionClose(date) - OPEN_MINUTES,
        sd: perDay * Math.sqrt(1 - OVERNIGHT),
      });
    },
  };
}

/** Brownian bridge from `from` to `to`, livelier in the first and the last half hour. */
function walkBetween(key: number, from: number, { to, steps, sd }: { to: number; steps: number; sd: number }) {
  const walk = new Float64Array(steps + 1);
  const time = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) {
    const edge = Math.min(i, steps + 1 - i);
    const variance = edge <= 30 ? 2.2 : 1;
    time[i] = (time[i - 1] ?? 0) + variance;
    walk[i] = (walk[i - 1] ?? 0) + Math.sqrt(variance) * normal(mix(key, i));
  }
  const whole = time[steps] ?? 1;
  const end = walk[steps] ?? 0;
  return walk.map((value, i) => {
    const share = (time[i] ?? 0) / whole;
    return from + (to - from) * share + (sd / Math.sqrt(whole)) * (value - end * share);
  });
}
