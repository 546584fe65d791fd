import { describe, expect, it } from "vitest";
import { feedInstant } from "../../../sandbox/market/clock.ts";

/** Wall-clock time in New York in the winter of 2026 (UTC − 5 h). */
const winter = (date: string, time: string) => new Date(`${date}T${time}:00-05:00`);

describe("what the delayed feed shows at a moment", () => {
  it.each([
    ["at 08:00 the close of the session before", "2026-11-18", "08:00", "2026-11-17", 960, false],
    [
      "at 09:35 still the close of the session before: the delayed clock reads 09:20",
      "2026-11-18",
      "09:35",
      "2026-11-17",
      960,
      false,
    ],
    ["at 09:45 the first quotes of the day", "2026-11-18", "09:45", "2026-11-18", 570, true],
    ["at 12:00 the quotes of 11:45", "2026-11-18", "12:00", "2026-11-18", 705, true],
    ["at 16:10 the session is still running on the delayed clock", "2026-11-18", "16:10", "2026-11-18", 955, true],
    ["at 16:30 the close", "2026-11-18", "16:30", "2026-11-18", 960, false],
    ["on Saturday Friday's close", "2026-11-21", "12:00", "2026-11-20", 960, false],
    ["on Sunday Friday's close", "2026-11-22", "20:00", "2026-11-20", 960, false],
    ["on Thanksgiving Wednesday's close", "2026-11-26", "12:00", "2026-11-25", 960, false],
    ["the day after Thanksgiving at 12:00 the running session", "2026-11-27", "12:00", "2026-11-27", 705, true],
    ["the day after Thanksgiving at 14:00 the early close of 13:00", "2026-11-27", "14:00", "2026-11-27", 780, false],
    ["in summer the same", "2026-07-15", "11:00", "2026-07-15", 705, true],
  ])("%s", (_, date, time, session, minutes, open) => {
    expect(feedInstant(winter(date, time))).toMatchObject({ session, minutes, open });
  });

  it("dates the quotes in UTC and the publication to the minute", () => {
    const instant = feedInstant(new Date("2026-11-18T17:00:42.500Z"));
    expect(instant.publishedAt.toISOString()).toBe("2026-11-18T17:00:00.000Z");
    expect(instant.struckAt.toISOString()).toBe("2026-11-18T16:45:00.000Z");
  });

  it("changes the open interest at New York midnight of a trading day, never on a weekend", () => {
    const oiDay = (date: string, time: string) => feedInstant(winter(date, time)).oiDay;
    expect(oiDay("2026-11-19", "23:59")).toBe("2026-11-19");
    expect(oiDay("2026-11-20", "00:01")).toBe("2026-11-20");
    expect(oiDay("2026-11-22", "12:00")).toBe("2026-11-20");
    expect(oiDay("2026-11-26", "12:00"), "Thanksgiving").toBe("2026-11-25");
  });
});
