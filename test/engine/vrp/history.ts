import { previousTradingDay } from "../../../src/engine/nyse.ts";
import { parseTicker } from "../../../src/engine/ticker.ts";
import { emptyRow } from "../../../src/engine/vrp/emptyRow.ts";
import type { DailyBar, DailySnapshot } from "../../../src/engine/vrp/types.ts";

/** The exchange's sessions up to that date, ascending. */
export function sessionsTo(last: string, count: number): string[] {
  const dates = [last];
  while (dates.length < count) dates.push(previousTradingDay(dates.at(-1)!));
  return dates.reverse();
}

/** Bars with these closes on the sessions that end at `last`; flat within the day and of even volume. */
export function barsTo(last: string, closes: readonly number[], volume: number | null = 1_000_000): DailyBar[] {
  const dates = sessionsTo(last, closes.length);
  return closes.map((close, i) => ({ date: dates[i]!, open: close, high: close, low: close, close, volume }));
}

/** Closes that swing by ±size from one day to the next. */
export const swinging = (count: number, size: number, around = 100): number[] =>
  Array.from({ length: count }, (_, i) => around * Math.exp(i % 2 === 0 ? 0 : size));

/** A stored row with nothing on record but what a test says. */
export const row = (date: string, overrides: Partial<DailySnapshot> = {}): DailySnapshot => ({
  ...emptyRow(parseTicker("SPY")!, { date, close: 100 }),
  ...overrides,
});

/** A row whose premium on that basis is `vrp`: an IV above a realised volatility of 10. */
export function rowOf(date: string, basis: keyof DailySnapshot["iv"], vrp: number): DailySnapshot {
  const { iv, realised } = row(date);
  return row(date, { iv: { ...iv, [basis]: 10 + vrp }, realised: { ...realised, 20: 10 } });
}

/** Rows on the sessions before that date with these premiums on one basis. */
export function rowsBefore(date: string, basis: keyof DailySnapshot["iv"], vrps: readonly number[]): DailySnapshot[] {
  const dates = sessionsTo(previousTradingDay(date), vrps.length);
  return vrps.map((vrp, i) => rowOf(dates[i]!, basis, vrp));
}
