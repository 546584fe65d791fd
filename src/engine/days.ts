import type { Days } from "./timetable.ts";

/** As ISO 8601 counts them: Monday is 1. */
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * Days out of "trading", "daily", "weekdays", "weekends", "mon,wed", "Mon-Fri", "tue thu", "fri-mon"; null when it is none
 * of these.
 */
export function parseDays(typed: string): Days | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replaceAll(/\s*[-–]\s*/g, "-");
  const words = WORDS.get(text.replace(/ days$/, ""));
  if (words !== undefined) return words;
  const digits = new Set<number>();
  for (const part of text.split(/[\s,;+&]+|\band\b/).filter((one) => one !== "")) {
    const [first, last = first, more] = part.split("-").map(weekdayNamed);
    if (first === null || last === null || first === undefined || last === undefined || more !== undefined) return null;
    for (let day = first; ; day = (day % 7) + 1) {
      digits.add(day);
      if (day === last) break;
    }
  }
  if (digits.size === 7) return "daily";
  return digits.size === 0 ? null : [...digits].toSorted((a, b) => a - b).join("");
}

/** To follow a time: "on trading days", "every day", "from Monday to Friday", "on Monday, Wednesday and Friday". */
export function daysWords(days: Days): string {
  if (days === "trading") return "on trading days";
  if (days === "daily") return "every day";
  const names = Array.from(days, (digit) => NAMES[Number(digit) - 1] ?? digit);
  const [first, last] = [names[0], names.at(-1)];
  if (names.length > 2 && "1234567".includes(days)) return `from ${first} to ${last}`;
  return names.length === 1 ? `on ${first}` : `on ${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Whether these days, which do not go by the exchange, have that day of the week. @param weekday 0 = Sunday … 6 = Saturday */
export function haveWeekday(days: Days, weekday: number): boolean {
  return days === "daily" || days.includes(String(weekday === 0 ? 7 : weekday));
}

const WORDS: ReadonlyMap<string, Days> = new Map([
  ["trading", "trading"],
  ["market", "trading"],
  ["nyse", "trading"],
  ["daily", "daily"],
  ["every day", "daily"],
  ["all", "daily"],
  ["weekdays", "12345"],
  ["weekday", "12345"],
  ["weekends", "67"],
  ["weekend", "67"],
]);

/** "mo", "Tues", "thursdays"; two letters are enough, and none of them may be wrong. */
function weekdayNamed(text: string): number | null {
  const at = NAMES.findIndex((name) => text.length >= 2 && `${name}s`.toLowerCase().startsWith(text));
  return at < 0 ? null : at + 1;
}
