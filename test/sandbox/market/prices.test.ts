import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumber } from "../../../src/engine/newYork.ts";
import { isTradingDay, previousTradingDay } from "../../../src/engine/nyse.ts";
import { createPrices } from "../../../sandbox/market/prices.ts";
import { MARKET, UNDERLYINGS } from "../../../sandbox/market/symbols.ts";

const prices = createPrices(1);
const first = dayNumber("2024-01-02");
const sessions = Array.from({ length: 1500 }, (_, i) => dateOfDay(first + i)).filter(isTradingDay);
const spx = UNDERLYINGS.find(({ symbol }) => symbol === "SPX")!;

describe("the walk of the prices", () => {
  it.each(UNDERLYINGS)(
    "$symbol stays plausible for years, and moves about as much as its volatility says",
    (underlying) => {
      const closes = sessions.map((date) => prices.close(underlying, date));
      expect(Math.max(...closes)).toBeLessThan(underlying.anchor * 1.9);
      expect(Math.min(...closes)).toBeGreaterThan(underlying.anchor * 0.5);
      const moves = closes.slice(1).map((close, i) => Math.log(close / closes[i]!));
      const realized = Math.sqrt((moves.reduce((sum, x) => sum + x * x, 0) / moves.length) * 252);
      expect(realized / underlying.iv, "realized over implied: a premium, but not an absurd one").toBeGreaterThan(0.7);
      expect(realized / underlying.iv).toBeLessThan(1.1);
    },
  );

  it("SPX is SPY times ten, give or take a percent", () => {
    for (const date of sessions.slice(0, 50))
      expect(prices.close(spx, date) / prices.close(MARKET, date)).toBeCloseTo(10.03, 2);
  });

  it("a session has every minute from the open to the close, no jump within, and ends at the official close", () => {
    for (const underlying of UNDERLYINGS) {
      const path = prices.session(underlying, "2026-11-18", "2026-11-17");
      expect(path).toHaveLength(391);
      expect(path.at(-1)).toBe(prices.close(underlying, "2026-11-18"));
      const jumps = Array.from(path.slice(1), (price, i) => Math.abs(Math.log(price / path[i]!)));
      const minute = underlying.iv / Math.sqrt(252 * 390);
      expect(Math.max(...jumps), "seven standard deviations of a minute").toBeLessThan(7 * minute);
      expect(jumps.filter((jump) => jump === 0).length, "prices move every minute").toBeLessThan(20);
    }
  });

  it("the night's gap is smaller than a wild day", () => {
    for (const date of sessions.slice(1, 200)) {
      const previous = previousTradingDay(date);
      const gap = Math.log(prices.session(MARKET, date, previous)[0]! / prices.close(MARKET, previous));
      expect(Math.abs(gap)).toBeLessThan(0.03);
    }
  });

  it("an early close has 210 minutes", () => {
    expect(prices.session(MARKET, "2026-11-27", "2026-11-25")).toHaveLength(211);
  });

  it("another seed is another market", () => {
    expect(createPrices(2).close(MARKET, "2026-11-18")).not.toBe(prices.close(MARKET, "2026-11-18"));
    expect(createPrices(1).close(MARKET, "2026-11-18")).toBe(prices.close(MARKET, "2026-11-18"));
  });
});
