import type { TimeStyle } from "./inline.ts";

const LOCALE = "en-US";
const FORMATS: Record<Exclude<TimeStyle, "R">, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { year: "numeric", month: "2-digit", day: "2-digit" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** Longest first; the size of each unit in seconds. */
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** What `<t:unix:style>` reads as, in the reader's time zone unless one is given. */
export function formatTime(date: Date, style: TimeStyle, { now, timeZone }: { now: Date; timeZone?: string }): string {
  if (Number.isNaN(date.getTime())) return "Invalid date";
  if (style === "R") return relative((date.getTime() - now.getTime()) / 1000);
  return new Intl.DateTimeFormat(LOCALE, { ...FORMATS[style], ...(timeZone ? { timeZone } : {}) }).format(date);
}

/** The time beside a message's author: "9:41 AM" today, else with the day. */
export function formatMessageTime(date: Date, { now, timeZone }: { now: Date; timeZone?: string }): string {
  const zone = timeZone ? { now, timeZone } : { now };
  const time = formatTime(date, "t", zone);
  const day = formatTime(date, "D", zone);
  if (day === formatTime(now, "D", zone)) return time;
  if (day === formatTime(new Date(now.getTime() - 86_400_000), "D", zone)) return `Yesterday at ${time}`;
  return `${formatTime(date, "d", zone)} ${time}`;
}

function relative(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
