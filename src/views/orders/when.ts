import { daysWords } from "../../engine/days.ts";
import { earliestSend, slotsBetween } from "../../engine/slots.ts";
import type { Timetable } from "../../engine/timetable.ts";
import { wallAt } from "../../engine/zones.ts";
import { monthDay } from "../format.ts";

const DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** One time or several of the same days. */
export interface Times {
  readonly times: readonly string[];
  readonly zone: string;
  readonly days: string;
}

export const timetablesOf = ({ times, zone, days }: Times): Timetable[] => times.map((time) => ({ time, zone, days }));

/** "at 09:45 and 15:30 New York time on trading days". */
export function timesWords({ times, zone, days }: Times): string {
  const listed = times.length > 1 ? `${times.slice(0, -1).join(", ")} and ${times.at(-1)}` : times[0];
  return `at ${listed} ${clockWords(zone)} ${daysWords(days)}`;
}

/** An instant on the clock of a zone: "Tue, Nov 24 at 09:20 New York time". @param at ms since 1970 */
export function momentWords(at: number, zone: string): string {
  const wall = new Date(wallAt(zone, at));
  const text = wall.toISOString();
  return `${WEEKDAYS[wall.getUTCDay()]}, ${monthDay(text.slice(0, 10))} at ${text.slice(11, 16)} ${clockWords(zone)}`;
}

/**
 * When the next letter leaves, in words; empty when none does.
 * @param what "Next post". @param since ms: slots before it are none of theirs
 */
export function nextWords(
  what: string,
  times: Times,
  { now, since }: { readonly now: Date; readonly since: number },
): string {
  const next = timetablesOf(times)
    // Of a slot that has begun the letter may still be waiting for the day's open interest.
    .flatMap((one) => slotsBetween(one, Math.max(since - 1, now.getTime() - DAY), now.getTime() + 10 * DAY))
    .map((slot) => ({ slot, at: earliestSend(slot) }))
    .filter(({ at }) => at > now.getTime())
    .toSorted((a, b) => a.at - b.at)[0];
  if (!next) return "";
  const waits =
    next.at > next.slot.at ? " It waits until then: the day's open interest is in at 07:15 in New York." : "";
  return `${what}: ${momentWords(next.at, times.zone)}.${waits}`;
}

function clockWords(zone: string): string {
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return city === zone ? zone : `${city} time`;
}
