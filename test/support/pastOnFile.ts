import { dateOfDay, dayNumber } from "../../src/engine/newYork.ts";
import { isTradingDay } from "../../src/engine/nyse.ts";

/** Sessions up to that date, oldest first. */
export function sessionsTo(last: string, count: number): readonly string[] {
  const dates: string[] = [];
  for (let day = dayNumber(last); dates.length < count; day--)
    if (isTradingDay(dateOfDay(day))) dates.push(dateOfDay(day));
  return dates.reverse();
}

/** A historical chart as Cboe prints it; the close of the first session is 100, of every further one 1 more. */
export const chartOf = (dates: readonly string[], { volume = 1000 }: { volume?: number } = {}) => ({
  timestamp: "2026-11-25 21:30:00",
  symbol: "SPY",
  data: dates.map((date, i) => ({ date, open: 100 + i, high: 101 + i, low: 99 + i, close: 100 + i, volume })),
});

/** An index table as Cboe prints it; the first value is 20, every further one a tenth more. */
export const tableOf = (dates: readonly string[]) =>
  ["DATE,OPEN,HIGH,LOW,CLOSE", ...dates.map((date, i) => lineOf(date, (20 + i / 10).toFixed(2))), ""].join("\r\n");

const lineOf = (date: string, value: string) =>
  `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)},${value},${value},${value},${value}`;
