import { haveWeekday } from "./days.ts";
import { dateOfDay, newYorkToUtc, utcToNewYork, weekdayOf } from "./newYork.ts";
import { closeMinutes, sessionOf } from "./nyse.ts";
import { minutesOf } from "./timeOfDay.ts";
import type { Slot, Timetable } from "./timetable.ts";
import { instantOf } from "./zones.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The day's open interest reaches the feed before seven; until then a post for today would speak of yesterday. */
const FIRST_MINUTES = 7 * 60 + 15;
const USUAL_CLOSE_MINUTES = 16 * 60;
/** From the usual close to an early one, ms. */
const MOST_MOVED = 3 * 60 * MINUTE;

/** The slots of a timetable after `from` and not after `to`, ms, ascending. */
export function slotsBetween(timetable: Timetable, from: number, to: number): Slot[] {
  const { time, zone, days } = timetable;
  const minutes = minutesOf(time);
  const slots: Slot[] = [];
  // The calendars of the earth are at most a day apart; a slot may lie beside its day, where clocks change and on early closes.
  const last = Math.floor(to / DAY) + 2;
  for (let day = Math.floor(from / DAY) - 2; day <= last; day++) {
    if (days !== "trading" && !haveWeekday(days, weekdayOf(day))) continue;
    const named = instantOf(zone, day, minutes);
    // Whether there is a session takes longer to find out than whether it matters.
    if (named <= from || named > to + MOST_MOVED) continue;
    const at = days === "trading" ? inSession(named) : named;
    if (at !== null && at > from && at <= to) slots.push({ ...timetable, date: dateOfDay(day), at });
  }
  return slots;
}

/** The first slot after that instant; null when the timetable has no days. */
export function nextSlot(timetable: Timetable, after: number): Slot | null {
  // The exchange has never been closed for as long by rule, and every weekday is among them.
  return slotsBetween(timetable, after, after + 10 * DAY)[0] ?? null;
}

/** What is planned once: "dashboard 2026-11-24 09:45 America/New_York trading". */
export function slotKey(job: string, { date, time, zone, days }: Slot): string {
  return `${job} ${date} ${time} ${zone} ${days}`;
}

/** When the letters of a slot may leave, ms: at once, but on trading days not before 07:15 in New York. */
export function earliestSend({ at, days }: Pick<Slot, "at" | "days">): number {
  return days === "trading" ? Math.max(at, newYorkToUtc(utcToNewYork(at).date, FIRST_MINUTES)) : at;
}

/** How long the letters of a job are of use. */
export interface Freshness {
  /** After they may leave, ms. */
  readonly graceMs: number;
  /** What was due before the closing bell is of no use after it. */
  readonly sameSession?: boolean;
}

/** When the letters of a slot are of no use any more, ms. */
export function latestSend(slot: Pick<Slot, "at" | "days">, { graceMs, sameSession = false }: Freshness): number {
  const late = earliestSend(slot) + graceMs;
  const session = sameSession ? sessionOf(utcToNewYork(slot.at).date) : null;
  return session && slot.at < session.closesAt ? Math.min(late, session.closesAt) : late;
}

/** On a day that ends early everything after the bell comes as much earlier as the bell; null on a day without a session. */
function inSession(at: number): number | null {
  const { date, minutes } = utcToNewYork(at);
  const close = closeMinutes(date);
  if (close === null) return null;
  return minutes < USUAL_CLOSE_MINUTES ? at : at - (USUAL_CLOSE_MINUTES - close) * MINUTE;
}
