import { minutesOf, parseTime } from "./timeOfDay.ts";
import { parseZone, wallAt } from "./zones.ts";

/** Hours in which somebody wants to hear nothing: from one "HH:MM" until before the other, on the clock of the zone. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
  /** IANA name. */
  readonly zone: string;
}

const MINUTE = 60_000;
const MINUTES_OF_DAY = 1440;
const DEFAULT_ZONE = "America/New_York";

/** "22:00-07:00", New York's clock, or "22:00-07:00 Berlin"; null when it is neither. */
export function parseQuietHours(typed: string): QuietHours | null {
  const [, first = "", second = "", place = ""] = /^([^-–]+)[-–]\s*(\S+)(?:\s+(.+))?$/.exec(typed.trim()) ?? [];
  const [from, until] = [parseTime(first), parseTime(second)];
  const zone = place.trim() === "" ? DEFAULT_ZONE : parseZone(place);
  return from === null || until === null || from === until || zone === null ? null : { from, until, zone };
}

/** The inverse of `parseQuietHours`: "22:00-07:00 America/New_York". */
export const quietText = ({ from, until, zone }: QuietHours): string => `${from}-${until} ${zone}`;

/** @param at ms since 1970 */
export function isQuiet({ from, until, zone }: QuietHours, at: number): boolean {
  const minutes = Math.floor(wallAt(zone, at) / MINUTE) % MINUTES_OF_DAY;
  const [start, end] = [minutesOf(from), minutesOf(until)];
  return start < end ? minutes >= start && minutes < end : minutes >= start || minutes < end;
}
