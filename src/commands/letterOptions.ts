import { ApplicationCommandOptionType } from "discord.js";
import { parseDays } from "../engine/days.ts";
import { parseTime } from "../engine/timeOfDay.ts";
import type { Days } from "../engine/timetable.ts";
import { parseZone, suggestZones } from "../engine/zones.ts";
import { UserError } from "../errors.ts";
import type { Option } from "./command.ts";
import { CHOICES, inert } from "./options.ts";

/** So many posts a day are a feed and no dashboard any more. */
const MOST_TIMES = 8;

/** "HH:MM" on the clock of the zone. */
export const requiredTimeOption: Option<string> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "When it comes: 09:20, 15:30 or 7 pm",
    required: true,
    max_length: 20,
  },
  read: (options, name) => timeOf(options.getString(name, true)),
};

/** Null: left out. */
export const timeOption: Option<string | null> = {
  json: { ...requiredTimeOption.json, required: false },
  read(options, name) {
    const text = options.getString(name);
    return text === null ? null : timeOf(text);
  },
};

/** One or several times, each once and in their order; null: left out. */
export const timesOption: Option<readonly string[] | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "When to post: one time or several, for example 09:45, 15:30 (default: 09:45)",
    max_length: 100,
  },
  read(options, name) {
    const text = options.getString(name);
    if (text === null) return null;
    // "9:45 pm" has a blank in it, "09:45 15:30" two times around one.
    const parts = text
      .split(/[,;&]|\band\b/)
      .flatMap((part) => (parseTime(part) === null ? part.split(/\s+/) : part))
      .filter((part) => part.trim() !== "");
    const times = [...new Set(parts.map(timeOf))].toSorted();
    if (times.length === 0) throw noTime(text);
    if (times.length > MOST_TIMES)
      throw new UserError(`These are ${times.length} times a day; up to ${MOST_TIMES} work.`);
    return times;
  },
};

/** An IANA name; null: left out. */
export const zoneOption: Option<string | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Whose clock the time is on (default: New York)",
    max_length: 50,
    autocomplete: true,
  },
  read(options, name) {
    const text = options.getString(name);
    if (text === null) return null;
    const zone = parseZone(text);
    if (zone === null)
      throw new UserError(`**${inert(text)}** is no time zone. Pick one while typing, for example New York or Berlin.`);
    return zone;
  },
  suggest: (typed) => suggestZones(typed, CHOICES).map((zone) => ({ name: zone, value: zone })),
};

/** What most people want, offered while typing; any weekdays can be typed. */
const USUAL_DAYS = [
  { name: "Trading days of the NYSE", value: "trading" },
  { name: "Every day", value: "daily" },
  { name: "From Monday to Friday", value: "weekdays" },
  { name: "Monday, Wednesday and Friday", value: "mon, wed, fri" },
  { name: "Saturday and Sunday", value: "weekends" },
] as const;

/** Null: left out. */
export const daysOption: Option<Days | null> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "On which days: trading (default), daily, weekdays, or days like mon, wed, fri",
    max_length: 60,
    autocomplete: true,
  },
  read(options, name) {
    const text = options.getString(name);
    if (text === null) return null;
    const days = parseDays(text);
    if (days === null)
      throw new UserError(
        `**${inert(text)}** names no days. Use trading, daily, weekdays, or days like mon, wed, fri.`,
      );
    return days;
  },
  suggest(typed) {
    const wanted = typed.trim().toLowerCase();
    return USUAL_DAYS.filter(({ name, value }) => value.startsWith(wanted) || name.toLowerCase().includes(wanted));
  },
};

function timeOf(text: string): string {
  const time = parseTime(text);
  if (time === null) throw noTime(text);
  return time;
}

const noTime = (text: string) =>
  new UserError(`**${inert(text)}** is no time of day. Use 24 hours like 09:20 and 15:30, or 9:20 am.`);
