import { describe, expect, it } from "vitest";
import type { Expiry } from "../../../sandbox/market/expiries.ts";
import { openBook } from "../../../sandbox/market/openInterest.ts";
import { MARKET } from "../../../sandbox/market/symbols.ts";

const monthly: Expiry = { root: "SPY", date: "2026-12-18", days: 30, kind: "monthly", am: false };
const book = openBook(MARKET, { seed: 1, day: "2026-11-18", centre: 650 });
const strikes = Array.from({ length: 131 }, (_, i) => 585 + i);
const sum = (keep: (strike: number) => boolean, right: "C" | "P", expiry = monthly) =>
  strikes.filter(keep).reduce((total, strike) => total + book.contracts(expiry, strike, right), 0);

describe("open interest", () => {
  it("peaks at round strikes", () => {
    const round = sum((k) => k % 10 === 0, "P") / 13;
    const odd = sum((k) => k % 5 !== 0, "P") / 104;
    expect(round).toBeGreaterThan(3 * odd);
  });

  it("lies mostly out of the money and decays with distance", () => {
    const calls = sum((k) => k > 650, "C") / sum(() => true, "C");
    const puts = sum((k) => k < 650, "P") / sum(() => true, "P");
    expect(calls).toBeGreaterThan(0.65);
    expect(puts).toBeGreaterThan(0.65);
    expect(sum((k) => k < 600, "P")).toBeLessThan(sum((k) => k >= 620 && k < 635, "P"));
  });

  it("is larger on monthly expiries than on the weekly one beside it", () => {
    const weekly: Expiry = { ...monthly, date: "2026-12-11", days: 23, kind: "weekly" };
    expect(sum(() => true, "C")).toBeGreaterThan(1.2 * sum(() => true, "C", weekly));
  });

  it("counts whole contracts", () => {
    expect(strikes.every((k) => Number.isInteger(book.contracts(monthly, k, "C")))).toBe(true);
  });

  it("changes from day to day, but only a little", () => {
    const tomorrow = openBook(MARKET, { seed: 1, day: "2026-11-19", centre: 650 });
    const before = sum(() => true, "P");
    const after = strikes.reduce((total, k) => total + tomorrow.contracts({ ...monthly, days: 29 }, k, "P"), 0);
    expect(after).not.toBe(before);
    expect(after / before).toBeGreaterThan(0.9);
    expect(after / before).toBeLessThan(1.1);
  });
});
