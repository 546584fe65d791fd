import { dayNumber } from "../../src/engine/newYork.ts";
import { OPEN_MINUTES } from "../../src/engine/nyse.ts";
import { sessionClose } from "./clock.ts";
import { mix, mixText, normal, wander } from "./noise.ts";
import type { Underlying } from "./symbols.ts";

const MONTH = 30 / 365;
/** How fast the term structure turns from the 30-day to the long-run level, in years. */
const TERM = 0.35;
/** Roundness of the smile's trough, in ln(K/F)/√T. */
const ROUND = 0.15;
/** Beyond this the smile is flat, in ln(K/F)/√T. */
const FLAT_BEYOND = 6;
const SHORTEST = 1 / 365;

/** State of one symbol's volatility at one minute. */
export interface VolState {
  /** At-the-money volatility for `years`, decimal. */
  atm(years: number): number;
  /** Volatility of a strike; `logMoneyness` is ln(K/F). */
  smile(atm: number, logMoneyness: number, years: number): number;
}

/** What moves the level of volatility: the day's own mood and, against it, the market. */
export interface VolDrivers {
  readonly seed: number;
  readonly session: string;
  readonly previous: string;
  /** Minute of the session, since midnight. */
  readonly minutes: number;
  /** ln(market / its anchor) now. */
  readonly market: number;
}

/** The implied volatility surface. Depends on the spot only through the market's level, so it is smooth over the day. */
export function volState(underlying: Underlying, drivers: VolDrivers): VolState {
  const key = mixText(mixText(drivers.seed, "volatility"), underlying.symbol);
  const mood = (date: string) => wander(key, dayNumber(date), { perDay: 0.02, pin: 0.06 });
  const share = (drivers.minutes - OPEN_MINUTES) / (sessionClose(drivers.session) - OPEN_MINUTES);
  const today = mood(drivers.previous) * (1 - share) + mood(drivers.session) * share;
  const month = underlying.iv * Math.exp(today - 4 * drivers.market);
  const wing = underlying.wing * Math.sqrt(month / underlying.iv);
  const { trough, longIv } = underlying;
  const atForward = Math.hypot(trough, ROUND);
  return {
    atm: (years) => longIv + (month - longIv) * Math.exp((MONTH - years) / TERM),
    smile: (atm, logMoneyness, years) => {
      const x = logMoneyness / Math.sqrt(Math.max(years, SHORTEST));
      const held = Math.min(FLAT_BEYOND, Math.max(-FLAT_BEYOND, x));
      return Math.max(0.03, atm + wing * (Math.hypot(held - trough, ROUND) - atForward));
    },
  };
}

/** Persistent dent of one expiry in the term structure, a factor near 1. */
export function expiryDent(seed: number, symbol: string, date: string): number {
  return 1 + 0.015 * normal(mix(mixText(mixText(seed, "dent"), symbol), dayNumber(date)));
}
