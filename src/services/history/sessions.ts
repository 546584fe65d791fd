import { dateOfDay, dayNumber, utcToNewYork } from "../../engine/newYork.ts";
import { closeMinutes, isTradingDay, previousTradingDay } from "../../engine/nyse.ts";
import type { NyDate } from "../../engine/snapshot.ts";
import type { DailyBar } from "../../engine/vrp/types.ts";

/** Three years: a z-score looks back on one, its first rows on a quarter more, and the rest is for wider windows. */
const KEPT_DAYS = 3 * 365;
/** Quotes are a quarter of an hour late, and the last prints come after the bell. */
const AFTER_CLOSE_MINUTES = 45;
/** Ten sessions: longer than any table was late, shorter than a z-score could be wrong for. */
const DEAD_DAYS = 14;

/** The last session that is over and printed at that instant, ms since 1970. */
export function lastWholeSession(now: number): NyDate {
  const { date, minutes } = utcToNewYork(now);
  const close = closeMinutes(date);
  return close !== null && minutes >= close + AFTER_CLOSE_MINUTES ? date : previousTradingDay(date);
}

/**
 * The first date that is kept of a series: documents go back to 1975, and reading all of them carefully would hold up everybody
 * else. Three years before its newest date up to `last`; a date of the future is damage. @param dates as printed, in any order
 */
export function keptSince(dates: Iterable<unknown>, last: NyDate): NyDate {
  let newest = "";
  for (const date of dates) if (typeof date === "string" && date > newest && date <= last) newest = date;
  return newest === "" ? last : dateOfDay(dayNumber(newest) - KEPT_DAYS);
}

/**
 * Prices as whole sessions, ascending, each date once (of two rows the later printed one). Left out are
 * days without a session, on which a repeated close would pass for a calm day, and sessions after `last`, which are not over.
 */
export function wholeSessions(bars: readonly DailyBar[], last: NyDate): readonly DailyBar[] {
  const byDate = new Map(bars.map((bar) => [bar.date, bar]));
  return [...byDate.values()]
    .filter(({ date }) => date <= last && isTradingDay(date))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Whether an index was still published when the prices were: it is dead when it ends two weeks before them. */
export function isAlive(index: readonly DailyBar[], bars: readonly DailyBar[]): boolean {
  const [end, until] = [index.at(-1)?.date, bars.at(-1)?.date];
  return end === undefined || until === undefined || dayNumber(until) - dayNumber(end) <= DEAD_DAYS;
}
