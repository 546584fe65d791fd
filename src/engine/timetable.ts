/** On which days: "trading" (those of the NYSE), "daily", or weekdays as digits, Monday 1 to Sunday 7 ("135"). */
export type Days = string;

/** When something is sent, in the words of whoever chose it. */
export interface Timetable {
  /** "HH:MM", 24 hours, on the clock of the zone. */
  readonly time: string;
  /** IANA name, "America/New_York". */
  readonly zone: string;
  readonly days: Days;
}

/** One time of a timetable on one day. */
export interface Slot extends Timetable {
  /** On the calendar of the zone, YYYY-MM-DD. */
  readonly date: string;
  /** When that is, ms since 1970. */
  readonly at: number;
}
