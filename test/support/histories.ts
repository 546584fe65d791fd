import type { SymbolHistory } from "../../src/context.ts";
import { previousTradingDay } from "../../src/engine/nyse.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { emptyRow } from "../../src/engine/vrp/emptyRow.ts";
import type { DailyBar, DailySnapshot } from "../../src/engine/vrp/types.ts";

export interface Past {
  /** Days with an IV and a realised volatility. */
  readonly rows?: number;
  readonly basis?: "cboe_index" | "iv30";
  readonly volIndex?: SymbolHistory["volIndex"];
  readonly notes?: SymbolHistory["notes"];
  readonly madeUp?: boolean;
  /** IV of the last day, in place of 13 or 15. */
  readonly last?: number;
  /** Closes; they end on the session before the readings of `snapshots.ts`. */
  readonly bars?: number;
  /** As printed by the source: what a test does to the closes. */
  readonly spoil?: (bars: readonly DailyBar[]) => readonly DailyBar[];
}

/** Sessions before Nov 23, 2026, ascending. */
export function sessionsBefore(count: number): string[] {
  const dates: string[] = [];
  for (let date = "2026-11-23"; dates.length < count;) dates.unshift((date = previousTradingDay(date)));
  return dates;
}

/** A record in which every day paid 3 points, a day with an odd number 2 more; returns of ±0.5 % that alternate. */
export function historyOf(past: Past = {}): SymbolHistory {
  const { rows = 252, basis = "cboe_index", bars = 90, spoil = (all) => all, notes = [], madeUp = false, last } = past;
  const closes = sessionsBefore(bars).map((date, index): DailyBar => {
    const close = index % 2 === 0 ? 600 : 603;
    return { date, open: close, high: close + 1, low: close - 1, close, volume: 5e7 };
  });
  return {
    bars: spoil(closes),
    rows: sessionsBefore(rows).map((date, index) =>
      rowOf(date, basis, index === rows - 1 && last !== undefined ? last : index % 2 === 0 ? 13 : 15),
    ),
    volIndex: past.volIndex === undefined ? { name: "VIX", state: "published" } : past.volIndex,
    notes,
    madeUp,
  };
}

function rowOf(date: string, basis: "cboe_index" | "iv30", iv: number): DailySnapshot {
  const row = emptyRow("SPY" as Ticker, { date, close: 600 });
  return { ...row, iv: { ...row.iv, [basis]: iv }, realised: { 5: 10, 10: 10, 20: 10, 30: 10, 60: 10 } };
}
