import { dateOfDay, dayNumber, newYorkToUtc, nthWeekday, weekdayOf } from "./newYork.ts";
import type { NyDate } from "./snapshot.ts";

/** Regular trading opens at 09:30 New York. */
export const OPEN_MINUTES = 9 * 60 + 30;
const CLOSE_MINUTES = 16 * 60;
const EARLY_CLOSE_MINUTES = 13 * 60;

/** Closures no rule foresees: Ford, Sandy, Bush, Carter. A new one is one more line. */
const UNSCHEDULED: readonly NyDate[] = ["2007-01-02", "2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09"];

interface YearOfDays {
  readonly holidays: ReadonlySet<number>;
  readonly earlyCloses: ReadonlySet<number>;
}
const years = new Map<number, YearOfDays>();

/** Whether the NYSE holds a session on that New York date, by the exchange's rules since 2007. */
export function isTradingDay(date: NyDate): boolean {
  return isSession(dayNumber(date));
}

/** Minutes after New York midnight at which regular trading ends: 960, on early closes 780, null without a session. */
export function closeMinutes(date: NyDate): number | null {
  const day = dayNumber(date);
  if (!isSession(day)) return null;
  return daysOf(day).earlyCloses.has(day) ? EARLY_CLOSE_MINUTES : CLOSE_MINUTES;
}

/** Opening and closing instants of regular trading in ms since the epoch; null without a session. */
export function sessionOf(date: NyDate): { readonly opensAt: number; readonly closesAt: number } | null {
  const close = closeMinutes(date);
  if (close === null) return null;
  return { opensAt: newYorkToUtc(date, OPEN_MINUTES), closesAt: newYorkToUtc(date, close) };
}

/** The last session strictly before the date. */
export function previousTradingDay(date: NyDate): NyDate {
  let day = dayNumber(date) - 1;
  while (!isSession(day)) day--;
  return dateOfDay(day);
}

/** The first session strictly after the date. */
export function nextTradingDay(date: NyDate): NyDate {
  let day = dayNumber(date) + 1;
  while (!isSession(day)) day++;
  return dateOfDay(day);
}

/** The next calendar day, session or not. */
export function nextDay(date: NyDate): NyDate {
  return dateOfDay(dayNumber(date) + 1);
}

/** Third Friday of its month, holiday or not: the nominal date of the monthly expiry. */
export function isThirdFriday(date: NyDate): boolean {
  const dayOfMonth = Number(date.slice(8, 10));
  return weekdayOf(dayNumber(date)) === 5 && dayOfMonth > 14 && dayOfMonth < 22;
}

/** Calendar days from a to b; negative when b is earlier. */
export function daysBetween(a: NyDate, b: NyDate): number {
  return dayNumber(b) - dayNumber(a);
}

function isSession(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !daysOf(day).holidays.has(day);
}

function daysOf(day: number): YearOfDays {
  const year = Number(dateOfDay(day).slice(0, 4));
  let days = years.get(year);
  if (!days) years.set(year, (days = daysOfYear(year)));
  return days;
}

/** NYSE Rule 7.2 and the exchange's published practice for early closes. */
function daysOfYear(year: number): YearOfDays {
  const on = (month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000;
  const nth = (month: number, weekday: number, nth: number) => nthWeekday({ year, month, weekday, nth });
  const newYear = on(1, 1);
  const christmas = on(12, 25);
  const independence = on(7, 4);
  const thanksgiving = nth(11, 4, 4);
  const holidays = new Set([
    // A New Year on a Saturday is not moved to the Friday: that day closes the accounting year.
    weekdayOf(newYear) === 6 ? newYear : observed(newYear),
    nth(1, 1, 3),
    nth(2, 1, 3),
    easterSunday(year) - 2,
    lastMondayOfMay(year),
    ...(year >= 2022 ? [observed(on(6, 19))] : []),
    observed(independence),
    nth(9, 1, 1),
    thanksgiving,
    observed(christmas),
    ...UNSCHEDULED.map(dayNumber),
  ]);
  const eves = [independence - 1, christmas - 1].filter((eve) => !holidays.has(eve));
  return { holidays, earlyCloses: new Set([thanksgiving + 1, ...eves]) };
}

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(day: number): number {
  const weekday = weekdayOf(day);
  return weekday === 6 ? day - 1 : weekday === 0 ? day + 1 : day;
}

function lastMondayOfMay(year: number): number {
  const last = Date.UTC(year, 4, 31) / 86_400_000;
  return last - ((weekdayOf(last) + 6) % 7);
}

/** Gregorian Easter by the anonymous (Meeus/Jones/Butcher) algorithm. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / 86_400_000;
}
