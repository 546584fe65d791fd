import { emptyRow } from "../../engine/vrp/emptyRow.ts";
import type { Ticker } from "../../engine/ticker.ts";
import { realisedByBar } from "../../engine/vrp/realised.ts";
import type { DailyBar, DailySnapshot, Realised } from "../../engine/vrp/types.ts";
import { usableBars } from "../../engine/vrp/usableBars.ts";

export interface Joined {
  /** As the bot kept them, ascending. */
  readonly rows: readonly DailySnapshot[];
  readonly bars: readonly DailyBar[];
  /** The exchange's volatility index on the symbol, in vol points. */
  readonly index: readonly DailyBar[];
}

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
  const realised = realisedByBar(usable);
  const worked = new Map(usable.map(({ date }, place) => [date, realised[place]!]));
  return [...rows, ...filled]
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) => ({
      ...row,
      iv: { ...row.iv, cboe_index: volatility.get(row.date) ?? null },
      realised: mended(row.realised, worked.get(row.date)),
    }));
}

/** Window by window: as it was kept, else as worked out. */
function mended(kept: Realised, worked: Realised | undefined): Realised {
  if (worked === undefined) return kept;
  return {
    5: kept[5] ?? worked[5],
    10: kept[10] ?? worked[10],
    20: kept[20] ?? worked[20],
    30: kept[30] ?? worked[30],
    60: kept[60] ?? worked[60],
  };
}
