import { emptyRow } from "../../engine/vrp/emptyRow.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { NyDate } from "../../engine/snapshot.ts";
import { realisedVolatilities } from "../../engine/vrp/realised.ts";
import type { DailyBar, DailySnapshot, Realised, RealisedWindow } from "../../engine/vrp/types.ts";
import { usableBars } from "../../engine/vrp/usableBars.ts";

export interface Joined {
  /** As the bot kept them, ascending. */
  readonly rows: readonly DailySnapshot[];
  readonly bars: readonly DailyBar[];
  /** The exchange's volatility index on the symbol, in vol points. */
  readonly index: readonly DailyBar[];
}

/** Closes that the longest window of realised volatility takes. */
const LONGEST = 61;

/**
 * The rows the bot kept, with the index of each date in its place beside the other implied volatilities, and rows of close and
 * index alone for the sessions before it kept any. What was realised up to a date is worked out from the closes where the row
 * does not have it. Nothing is carried from one basis to another, or from one date to the next.
 */
export function joinRows(symbol: Ticker, { rows, bars, index }: Joined): readonly DailySnapshot[] {
  const volatility = new Map(index.map(({ date, close }) => [date, close]));
  const kept = new Set(rows.map(({ date }) => date));
  const filled = bars
    .filter(({ date }) => !kept.has(date) && volatility.has(date))
    .map(({ date, close }) => emptyRow(symbol, { date, close }));
  const usable = usableBars(bars).bars;
  const places = new Map(usable.map(({ date }, place) => [date, place]));
  const realisedAt = (date: NyDate): Realised => {
    const place = places.get(date);
    return realisedVolatilities(place === undefined ? [] : usable.slice(Math.max(0, place + 1 - LONGEST), place + 1));
  };
  return [...rows, ...filled]
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) => ({
      ...row,
      iv: { ...row.iv, cboe_index: volatility.get(row.date) ?? null },
      realised: mended(row.realised, realisedAt(row.date)),
    }));
}

/** Window by window: as it was kept, else as worked out. */
function mended(kept: Realised, worked: Realised): Realised {
  const entries = Object.entries(worked).map(([n, value]) => [n, kept[Number(n) as RealisedWindow] ?? value]);
  return Object.fromEntries(entries) as Realised;
}
