import { nextTradingDay, previousTradingDay } from "../nyse.ts";
import type { ExposureSnapshot, NyDate } from "../snapshot.ts";
import { utcToNewYork } from "../newYork.ts";
import type { DailyBar } from "./types.ts";
import { missingSessions, usableBars, type UsableBars } from "./usableBars.ts";

/** The bars a reading of that moment may use. */
export interface Closes extends UsableBars {
  /** New York date of the session the quotes are from. */
  readonly session: NyDate;
  /** The last close is so old that its volatility is not today's; `bars` are none then. */
  readonly stale: boolean;
  /** The last close is neither of that session nor of the one before. */
  readonly late: boolean;
  /** Sessions without a bar among the last 61. */
  readonly missing: number;
}

const MOST_SESSIONS_OLD = 3;
const LOOKED_AT = 61;

/** Whole sessions up to the quotes of the snapshot: the bar of a running session is a part of a day. */
export function closesOf(
  { quoteTime, session: state }: Pick<ExposureSnapshot, "quoteTime" | "session">,
  printed: readonly DailyBar[],
): Closes {
  const session = utcToNewYork(Date.parse(quoteTime)).date;
  const { bars, split } = usableBars(
    printed.filter(({ date }) => (state === "open" ? date < session : date <= session)),
  );
  const last = bars.at(-1)?.date ?? null;
  const stale = last !== null && isOld(last, session);
  return {
    bars: stale ? [] : bars,
    split,
    session,
    stale,
    late: last !== null && last < previousTradingDay(session),
    missing: missingSessions(bars.slice(-LOOKED_AT)),
  };
}

/** More than three sessions before that date. */
export function isOld(date: NyDate, session: NyDate): boolean {
  let latest = date;
  for (let i = 0; i < MOST_SESSIONS_OLD; i++) latest = nextTradingDay(latest);
  return latest < session;
}
