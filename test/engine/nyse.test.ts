import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumber, weekdayOf } from "../../src/engine/newYork.ts";
import {
  closeMinutes,
  daysBetween,
  isThirdFriday,
  isTradingDay,
  nextDay,
  nextTradingDay,
  previousTradingDay,
  sessionOf,
} from "../../src/engine/nyse.ts";
import { EARLY_CLOSES, HOLIDAYS } from "./nyseDays.data.ts";

describe("NYSE calendar", () => {
  for (const [year, holidays] of Object.entries(HOLIDAYS)) {
    it(`closes and closes early in ${year} on the days of the list and no others`, () => {
      const closed: string[] = [];
      const early: string[] = [];
      for (let day = dayNumber(`${year}-01-01`); dateOfDay(day).startsWith(year); day++) {
        const date = dateOfDay(day);
        const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
        if (weekend) expect(isTradingDay(date)).toBe(false);
        else if (!isTradingDay(date)) closed.push(date.slice(5));
        if (closeMinutes(date) === 780) early.push(date.slice(5));
        expect(closeMinutes(date) === null).toBe(!isTradingDay(date));
      }
      expect(closed.join(" ")).toBe(holidays);
      expect(early.join(" ")).toBe(EARLY_CLOSES[Number(year)]);
    });
  }

  it("keeps the last day of 2021 open although New Year fell on a Saturday, and knows no Juneteenth before 2022", () => {
    expect([isTradingDay("2021-12-31"), isTradingDay("2021-12-24"), isTradingDay("2021-06-18")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("steps over weekends, holidays and the turn of the year", () => {
    expect(previousTradingDay("2024-01-08")).toBe("2024-01-05");
    expect(previousTradingDay("2025-01-10"), "the day of mourning is stepped over").toBe("2025-01-08");
    expect(nextTradingDay("2025-04-17")).toBe("2025-04-21");
    expect(nextTradingDay("2026-12-31")).toBe("2027-01-04");
    expect(nextDay("2024-02-28")).toBe("2024-02-29");
  });

  it("finds third Fridays, holiday or not", () => {
    const found: string[] = [];
    for (let date = "2025-01-01"; date < "2025-07-01"; date = nextDay(date)) if (isThirdFriday(date)) found.push(date);
    expect(found).toEqual(["2025-01-17", "2025-02-21", "2025-03-21", "2025-04-18", "2025-05-16", "2025-06-20"]);
  });

  it("gives a session its instants and a holiday none", () => {
    const { opensAt, closesAt } = sessionOf("2025-11-28")!;
    expect(new Date(opensAt).toISOString()).toBe("2025-11-28T14:30:00.000Z");
    expect(new Date(closesAt).toISOString(), "13:00 in New York").toBe("2025-11-28T18:00:00.000Z");
    expect(sessionOf("2025-11-27")).toBeNull();
  });

  it("counts calendar days with a sign", () => {
    expect([daysBetween("2024-02-28", "2024-03-01"), daysBetween("2024-03-01", "2024-02-28")]).toEqual([2, -2]);
  });
});
