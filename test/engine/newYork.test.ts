import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumber, newYorkToUtc, utcToNewYork, weekdayOf } from "../../src/engine/newYork.ts";

const HOUR = 3_600_000;
const intl = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/New_York",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
function byIntl(ms: number): { date: string; minutes: number } {
  const part = Object.fromEntries(intl.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, minutes: Number(part.hour) * 60 + Number(part.minute) };
}

describe("New York clock", () => {
  it("agrees with the time zone database every seventh hour from 2007 to 2037", () => {
    const wrong: string[] = [];
    for (let ms = Date.UTC(2007, 0, 1); ms < Date.UTC(2038, 0, 1); ms += 7 * HOUR) {
      const ours = utcToNewYork(ms);
      const theirs = byIntl(ms);
      if (ours.date !== theirs.date || ours.minutes !== theirs.minutes) wrong.push(new Date(ms).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it("agrees minute by minute around both changes of the clock", () => {
    for (const noon of [
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 10, 1, 6),
      Date.UTC(2024, 2, 10, 7),
      Date.UTC(2027, 10, 7, 6),
    ])
      for (let ms = noon - 2 * HOUR; ms < noon + 2 * HOUR; ms += 60_000) expect(utcToNewYork(ms)).toEqual(byIntl(ms));
  });

  it("turns wall time back into the same instant outside the repeated hour", () => {
    for (let ms = Date.UTC(2022, 0, 1); ms < Date.UTC(2028, 0, 1); ms += 11 * HOUR + 60_000) {
      const { date, minutes } = utcToNewYork(ms);
      const back = newYorkToUtc(date, minutes);
      const repeated = minutes >= 60 && minutes < 120 && back === ms - HOUR;
      expect(back === ms || repeated, new Date(ms).toISOString()).toBe(true);
    }
  });

  it("knows the close in summer and in winter, from text and from a number", () => {
    expect(new Date(newYorkToUtc("2025-06-06", 960)).toISOString()).toBe("2025-06-06T20:00:00.000Z");
    expect(new Date(newYorkToUtc(20_240_105, 960)).toISOString()).toBe("2024-01-05T21:00:00.000Z");
  });

  it("moves a skipped time forward and takes the first of a repeated hour", () => {
    expect(new Date(newYorkToUtc("2026-03-08", 150)).toISOString()).toBe("2026-03-08T07:30:00.000Z");
    expect(new Date(newYorkToUtc("2026-11-01", 90)).toISOString()).toBe("2026-11-01T05:30:00.000Z");
  });

  it("counts days and weekdays across leap days and before the epoch", () => {
    expect(dateOfDay(dayNumber("2024-02-28") + 2)).toBe("2024-03-01");
    expect(dayNumber(20_240_229)).toBe(dayNumber("2024-02-29"));
    expect([weekdayOf(dayNumber("2026-03-08")), weekdayOf(dayNumber("1969-12-31"))]).toEqual([0, 3]);
  });
});
