import { dayNumber, newYorkToUtc, utcToNewYork } from "../../../engine/newYork.ts";
import { closeMinutes, OPEN_MINUTES, previousTradingDay } from "../../../engine/nyse.ts";
import type { Instant, NyDate } from "../../../engine/snapshot.ts";
import { ProviderError } from "../../../errors.ts";

export interface ClockInput {
  /** The document's stamp, "YYYY-MM-DD HH:MM:SS". */
  readonly timestamp: string;
  /** Last trade of the underlying in New York time, "YYYY-MM-DDTHH:MM:SS"; names the session even on holidays. */
  readonly lastTrade: string | null;
  readonly fetchedAt: Instant;
  readonly httpDate: Instant | null;
}

export interface QuoteClock {
  /** When the quotes were struck. */
  readonly quoteTime: Instant;
  readonly session: "open" | "closed";
  readonly sessionDate: NyDate;
  /** The trading day whose clearing produced the open interest. */
  readonly oiDate: NyDate;
  readonly timestampReadAs: "utc" | "new_york";
}

const MINUTE = 60_000;
const DELAY = 15 * MINUTE;
/** Clocks of different machines may differ by this much. */
const SKEW = 5 * MINUTE;
const NEW_YORK_AGREES = 20 * MINUTE;

/**
 * The instant the quotes of a document were struck: its stamp less 15 minutes during the session, else the last close,
 * through nights, weekends and holidays. The stamp is UTC; one that lies four or five hours behind the server's clock but
 * agrees with it as New York time is read as that, since the feed is reported to have changed once.
 * @throws {ProviderError} "bad-response" for a stamp that is none or lies in the future.
 */
export function quoteTime({ timestamp, lastTrade, fetchedAt, httpDate }: ClockInput): QuoteClock {
  const { stamp, readAs } = readStamp(timestamp, Date.parse(httpDate ?? fetchedAt));
  const struck = stamp - DELAY;
  const { date, minutes } = utcToNewYork(struck);
  const close = closeMinutes(date);
  const inSession =
    close !== null && minutes >= OPEN_MINUTES && minutes < close && !isUnscheduledClosure({ date, minutes, lastTrade });
  if (inSession) return clock({ at: struck, session: "open", date, readAs });
  const sessionDate = lastSession({ date, minutes, lastTrade });
  return clock({
    at: newYorkToUtc(sessionDate, closeMinutes(sessionDate) ?? 960),
    session: "closed",
    date: sessionDate,
    readAs,
  });
}

function clock(c: { at: number; session: "open" | "closed"; date: NyDate; readAs: "utc" | "new_york" }): QuoteClock {
  return {
    quoteTime: new Date(c.at).toISOString(),
    session: c.session,
    sessionDate: c.date,
    oiDate: previousTradingDay(c.date),
    timestampReadAs: c.readAs,
  };
}

function readStamp(timestamp: string, serverTime: number): { stamp: number; readAs: "utc" | "new_york" } {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(timestamp);
  if (!match) throw new ProviderError("cboe", "bad-response", "the document has no readable time");
  const [, date = "", hours, minutes, seconds] = match;
  const utc = Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(utc)) throw new ProviderError("cboe", "bad-response", "the document has no readable time");
  if (utc - serverTime > SKEW) throw new ProviderError("cboe", "bad-response", "the document is dated in the future");
  const newYork = newYorkToUtc(date, Number(hours) * 60 + Number(minutes)) + Number(seconds) * 1000;
  const behind = serverTime - newYork;
  const fits = behind >= -SKEW && behind <= NEW_YORK_AGREES;
  return fits ? { stamp: newYork, readAs: "new_york" } : { stamp: utc, readAs: "utc" };
}

interface Moment {
  readonly date: NyDate;
  readonly minutes: number;
  readonly lastTrade: string | null;
}

/** Any optionable underlying trades within minutes of the open; half an hour without a trade means that nothing opened. */
const QUIET_MINUTES = 30;

function isUnscheduledClosure({ date, minutes, lastTrade }: Moment): boolean {
  return (
    minutes >= OPEN_MINUTES + QUIET_MINUTES && lastTrade !== null && dayNumber(lastTrade.slice(0, 10)) < dayNumber(date)
  );
}

/** A halted or hardly traded underlying: its last trade no longer names the session in which its options were quoted. */
const LAST_TRADE_COUNTS_DAYS = 7;

/** The latest session that is over, by the last trade when that is plausible, else by the calendar. */
function lastSession({ date, minutes, lastTrade }: Moment): NyDate {
  const close = closeMinutes(date);
  const byCalendar = close !== null && minutes >= close ? date : previousTradingDay(date);
  const traded = lastTrade?.slice(0, 10);
  if (!traded || closeMinutes(traded) === null) return byCalendar;
  const behind = dayNumber(byCalendar) - dayNumber(traded);
  return behind > 0 && behind <= LAST_TRADE_COUNTS_DAYS ? traded : byCalendar;
}
