const MINUTE = 60_000;
const DAY = 86_400_000;

/** Made once per zone: making one takes a thousand times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of the zone shows at that instant: ms since 1970 as if it were UTC, whole seconds. */
export function wallAt(zone: string, at: number): number {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, (clock = clockOf(zone)));
  // "01/02/2026, 00:00:05"
  const text = clock.format(at);
  const number = (from: number, to: number) => Number(text.slice(from, to));
  return Date.UTC(number(6, 10), number(0, 2) - 1, number(3, 5), number(12, 14), number(15, 17), number(18, 20));
}

/**
 * The first instant at which the clock of the zone has reached that time of that day, ms since 1970: in the hour that autumn
 * repeats the first one, for a time that spring skips the moment it skips it.
 */
export function instantOf(zone: string, day: number, minutes: number): number {
  const wall = day * DAY + minutes * MINUTE;
  const before = offsetOfDay(zone, day - 1);
  const after = offsetOfDay(zone, day + 2);
  const first = wall - before;
  if (before === after || offsetAt(zone, first) === before) return first;
  const second = wall - after;
  return offsetAt(zone, second) === after ? second : changeAfter(zone, day - 1);
}

/** An IANA name out of what people type: "america/new_york", "New York", "ET", "Berlin", "utc"; null when it is no zone. */
export function parseZone(typed: string): string | null {
  const key = keyOf(typed);
  const known = WORDS.get(key) ?? zoneByKey().get(key);
  // Names without a slash mean something else there: BST is Bangladesh, EST Panama.
  if (known !== undefined || !key.includes("/")) return known ?? null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: typed.trim() }).resolvedOptions();
    return TODAY[timeZone] ?? timeZone;
  } catch {
    return null;
  }
}

/** Zones that may be meant, best first; for nothing typed the common ones. */
export function suggestZones(typed: string, limit: number): readonly string[] {
  const key = keyOf(typed);
  if (key === "") return COMMON.slice(0, limit);
  const exact = parseZone(typed);
  const keys = [...zoneByKey().entries()];
  const found = [exact ?? [], ranked(keys, (one) => one.startsWith(key)), ranked(keys, (one) => one.includes(key))];
  return [...new Set(found.flat())].slice(0, limit);
}

const ranked = (keys: readonly (readonly [string, string])[], fits: (key: string) => boolean) =>
  keys.filter(([key]) => fits(key)).map(([, zone]) => zone);

const keyOf = (typed: string) => typed.trim().toLowerCase().replaceAll(/\s+/g, "_");

function clockOf(zone: string): Intl.DateTimeFormat {
  const two = "2-digit";
  const date = { year: "numeric", month: two, day: two } as const;
  const time = { hour: two, minute: two, second: two, hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, ...date, ...time });
}

/** Ms to add to an instant to get what the wall shows. */
const offsetAt = (zone: string, at: number) => wallAt(zone, at) - at;

/** The days around today are asked for again and again, by every timetable of a zone. */
const MOST_DAYS = 100;
const offsets = new Map<string, Map<number, number>>();

/** As that day begins in UTC. */
function offsetOfDay(zone: string, day: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  let offset = known.get(day);
  if (offset === undefined) {
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, (offset = offsetAt(zone, day * DAY)));
  }
  return offset;
}

/** When the clock of the zone is changed in the three days after that midnight in UTC; on a whole minute, as clocks are. */
function changeAfter(zone: string, day: number): number {
  const before = offsetOfDay(zone, day);
  let [low, high] = [(day * DAY) / MINUTE, ((day + 3) * DAY) / MINUTE];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

let byKey: ReadonlyMap<string, string> | null = null;
/** Zones by city, then by whole name; no two have a city in common. */
function zoneByKey(): ReadonlyMap<string, string> {
  if (byKey) return byKey;
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").map((zone) => TODAY[zone] ?? zone)];
  byKey = new Map([
    ...zones.map((zone) => [keyOf(zone.split("/").at(-1)!), zone] as const),
    ...zones.map((zone) => [keyOf(zone), zone] as const),
  ]);
  return byKey;
}

/** What these places are called today, where Intl still says what they were called once: `backward` of the tz database. */
const TODAY: Readonly<Record<string, string>> = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Mendoza": "America/Argentina/Mendoza",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
};

const COMMON = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "UTC",
  "Europe/London",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Australia/Sydney",
];

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "America/New_York": "et est edt eastern ny nyc",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    UTC: "z gmt",
    "Europe/London": "uk bst",
    "Europe/Berlin": "cet cest",
    "Asia/Tokyo": "jst",
  }).flatMap(([zone, words]) => words.split(" ").map((word) => [word, zone] as const)),
);
