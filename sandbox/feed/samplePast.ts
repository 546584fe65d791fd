import { setImmediate as breathe } from "node:timers/promises";
import { previousTradingDay, sessionOf } from "../../src/engine/nyse.ts";
import type { NyDate } from "../../src/engine/snapshot.ts";
import type { DailyBar } from "../../src/engine/vrp/types.ts";
import { feedInstant } from "../market/clock.ts";
import { keep } from "../market/keep.ts";
import type { SampleMarket } from "../market/sampleMarket.ts";
import type { MadeUpPast, MadeUpSymbol } from "./madeUpHistory.ts";

/** Two years. */
const SESSIONS = 504;
/** Sessions worked out in one go: a few ms. */
const AT_ONCE = 12;
const AFTER_CLOSE_MS = 20 * 60_000;

/**
 * How rich the premium of each symbol is made. Some symbols of this market are always in positive gamma, some never, so all
 * four cells are there on any day: A AAPL or META, B IWM, C GOOGL, D AMD, TSLA or NVDA.
 */
const Z: Readonly<Record<string, number>> = {
  SPX: 0.6,
  SPY: 0.6,
  QQQ: 1.2,
  IWM: 1.8,
  AAPL: 1.6,
  META: 1.4,
  AMZN: -0.2,
  GOOGL: 0.2,
  AMD: -0.6,
  TSLA: -0.8,
  NVDA: -0.4,
};

/** The past of the sample market at `now`: the quotes it would have shown after every close. */
export function samplePast(market: SampleMarket, now: () => Date): MadeUpPast {
  const known = keep<Promise<MadeUpSymbol>>(market.symbols.length);
  return {
    async of(ticker) {
      const z = Z[ticker];
      if (z === undefined || !market.symbols.includes(ticker)) return null;
      const { session, previous, open } = feedInstant(now());
      const last = open ? previous : session;
      return known.get(`${ticker} ${last}`, () => walkBack(market, { ticker, last, z }));
    },
  };
}

interface Walk {
  readonly ticker: string;
  readonly last: NyDate;
  readonly z: number;
}

async function walkBack(market: SampleMarket, { ticker, last, z }: Walk): Promise<MadeUpSymbol> {
  const bars: DailyBar[] = [];
  const evening = (date: NyDate) => market.quote(ticker, new Date(sessionOf(date)!.closesAt + AFTER_CLOSE_MS))!.data;
  for (let date = last; bars.length < SESSIONS; date = previousTradingDay(date)) {
    const { open, high, low, close, volume } = evening(date);
    bars.push({ date, open, high, low, close, volume: volume || null });
    if (bars.length % AT_ONCE === 0) await breathe();
  }
  return { bars: bars.reverse(), iv30: evening(last).iv30, basis: "iv30", z };
}
