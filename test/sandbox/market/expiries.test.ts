import { describe, expect, it } from "vitest";
import { isTradingDay } from "../../../src/engine/nyse.ts";
import { listExpiries } from "../../../sandbox/market/expiries.ts";
import { UNDERLYINGS } from "../../../sandbox/market/symbols.ts";

const of = (symbol: string, day: string) =>
  listExpiries(
    UNDERLYINGS.find((u) => u.symbol === symbol)!,
    day,
  );
const dates = (symbol: string, day: string) => of(symbol, day).map(({ date }) => date);

describe("which expiries are listed", () => {
  it("SPY expires every trading day of the next two weeks, and never on a holiday", () => {
    expect(dates("SPY", "2026-11-20").slice(0, 8)).toEqual([
      "2026-11-20",
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
      "2026-11-27",
      "2026-11-30",
      "2026-12-01",
      "2026-12-02",
    ]);
  });

  it("IWM expires Monday, Wednesday and Friday; a stock on Fridays", () => {
    expect(dates("IWM", "2026-11-09").slice(0, 4)).toEqual(["2026-11-09", "2026-11-11", "2026-11-13", "2026-11-16"]);
    expect(dates("AAPL", "2026-11-09").slice(0, 3)).toEqual(["2026-11-13", "2026-11-20", "2026-11-27"]);
  });

  it("every expiry is a trading day, once per root, ascending, out to about a year and a half", () => {
    for (const { symbol } of UNDERLYINGS) {
      const expiries = of(symbol, "2026-03-10");
      expect(expiries.every(({ date }) => isTradingDay(date))).toBe(true);
      expect(new Set(expiries.map(({ root, date }) => root + date)).size).toBe(expiries.length);
      expect(expiries.map(({ days }) => days)).toEqual(expiries.map(({ days }) => days).toSorted((a, b) => a - b));
      expect(expiries.at(-1)!.days).toBeGreaterThan(450);
    }
  });

  it("SPX lists the third Friday under both roots, AM-settled only as SPX", () => {
    const third = of("SPX", "2026-11-09").filter(({ date }) => date === "2026-11-20");
    expect(third).toMatchObject([
      { root: "SPX", am: true },
      { root: "SPXW", am: false },
    ]);
    expect(of("SPX", "2026-11-09").every(({ root, am }) => am === (root === "SPX"))).toBe(true);
  });

  it("a monthly expiry on a holiday moves to the day before", () => {
    expect(dates("AAPL", "2026-06-01"), "19 June 2026 is a Friday and a holiday").toContain("2026-06-18");
    expect(of("AAPL", "2026-06-01").find(({ date }) => date === "2026-06-18")!.kind).toBe("quarterly");
  });
});
