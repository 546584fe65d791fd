import { EARLY_CLOSES, HOLIDAYS } from "../engine/nyseDays.data.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const QUARTER = 15 * MINUTE;
/** Whole days before and after what is asked for, however far the zone is from UTC, and a change. */
const MARGIN = 2 * DAY + 3 * 60 * MINUTE;

/** A clock on a wall of the zone: "2026-11-24 09:45" for an instant. */
export function wallClock(zone: string): (at: number) => string {
  const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => swedish.format(at);
}

/** "2026-11-24 09:45" as if it were UTC. */
const asUtc = (reading: string) => Date.parse(`${reading.replace(" ", "T")}Z`);

/**
 * Local time the slow way: a wall clock is looked at every quarter of an hour, one after the other, and every minute of a
 * quarter in which it was changed; the first instant at which it shows the time wanted, or a later one, is the answer.
 */
export function zoneOracle(zone: string, { from, to }: { from: number; to: number }) {
  const show = wallClock(zone);
  const first = Math.floor((from - MARGIN) / QUARTER) * QUARTER;
  const looks: { readonly at: number; readonly wall: number }[] = [];
  let wall = asUtc(show(first));
  for (let at = first; at < to + MARGIN; at += QUARTER) {
    looks.push({ at, wall });
    const next = asUtc(show(at + QUARTER));
    if (next - wall !== QUARTER)
      for (let minute = at + MINUTE; minute < at + QUARTER; minute += MINUTE)
        looks.push({ at: minute, wall: asUtc(show(minute)) });
    wall = next;
  }
  return (date: string, time: string): number => {
    const wanted = asUtc(`${date} ${time}`);
    let i = Math.max(0, Math.floor((wanted - 2 * DAY - first) / QUARTER));
    // As long as it is seen again before it can show the time wanted.
    while (looks[i]!.wall + looks[i + 1]!.at - looks[i]!.at <= wanted) i++;
    const { at, wall } = looks[i]!;
    return at + Math.max(0, wanted - wall);
  };
}

const newYork = wallClock("America/New_York");

/** What the exchange makes of an instant, by the lists of its holidays: the same, three hours before, or no slot at all. */
export function onExchange(at: number): number | null {
  const [date = "", time = ""] = newYork(at).split(" ");
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  const weekday = new Date(`${date}T00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || HOLIDAYS[year]!.split(" ").includes(day)) return null;
  return EARLY_CLOSES[year]!.split(" ").includes(day) && time >= "16:00" ? at - 180 * MINUTE : at;
}
