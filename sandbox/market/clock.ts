import { newYorkToUtc, utcToNewYork } from "../../src/engine/newYork.ts";
import { closeMinutes, isTradingDay, OPEN_MINUTES, previousTradingDay } from "../../src/engine/nyse.ts";

const CLOSE_MINUTES = 960;
const DELAY_MINUTES = 15;
const MINUTE = 60_000;

/** What the delayed feed shows at one instant. All dates and minutes are New York's. */
export interface FeedInstant {
  /** When the document was generated: the instant asked for, floored to the minute. */
  readonly publishedAt: Date;
  /** The session whose quotes are shown. */
  readonly session: string;
  /** The session before it. */
  readonly previous: string;
  /** Minute of the session at which the quotes were struck. */
  readonly minutes: number;
  /** The same as an instant. */
  readonly struckAt: Date;
  /** False from the moment the quotes stand at the close. */
  readonly open: boolean;
  /** Minutes traded after the close, 0–240: the stock moves on, the options do not. */
  readonly afterHours: number;
  /** The trading day in whose early morning the open interest was published. Changes at New York midnight. */
  readonly oiDay: string;
}

/**
 * Reads the clock as Cboe's delayed feed does: quotes are 15 minutes old during the session and stand at the close
 * (16:00, on early closes 13:00) for the rest of the time, weekends and holidays included.
 */
export function feedInstant(at: Date): FeedInstant {
  const published = Math.floor(at.getTime() / MINUTE) * MINUTE;
  const delayed = utcToNewYork(published - DELAY_MINUTES * MINUTE);
  const today = utcToNewYork(published).date;
  const begun = isTradingDay(delayed.date) && delayed.minutes >= OPEN_MINUTES;
  const session = begun ? delayed.date : previousTradingDay(delayed.date);
  const close = sessionClose(session);
  const minutes = begun ? Math.min(delayed.minutes, close) : close;
  return {
    publishedAt: new Date(published),
    session,
    previous: previousTradingDay(session),
    minutes,
    struckAt: new Date(newYorkToUtc(session, minutes)),
    open: minutes < close,
    afterHours: delayed.date === session ? Math.min(Math.max(0, delayed.minutes - close), 240) : 240,
    oiDay: isTradingDay(today) ? today : previousTradingDay(today),
  };
}

/** Minute of the day at which a trading day ends; 16:00 for a day without a session. */
export function sessionClose(date: string): number {
  return closeMinutes(date) ?? CLOSE_MINUTES;
}

/** "YYYY-MM-DDTHH:MM:SS" without zone, as the feed writes New York times. */
export function newYorkText(date: string, minutes: number, second = 0): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(second)}`;
}
