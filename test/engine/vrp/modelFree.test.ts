import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { modelFreeIv, type StrikeQuotes } from "../../../src/engine/vrp/modelFree.ts";

const YEARS = 30 / 365;
const RATE = 0.04;
const FORWARD = 100 * Math.exp(RATE * YEARS);
const TERMS = { forward: FORWARD, years: YEARS, rate: RATE };

/** Mids of a market with one volatility for every strike. */
function flat(iv: number, { from = 50, to = 160, step = 0.5 } = {}): StrikeQuotes[] {
  const strikes = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  return strikes.map((strike) => {
    const price = (right: "call" | "put") =>
      greeks({ right, spot: 100, strike, years: YEARS, iv, rate: RATE, dividendYield: 0 }).price;
    return { strike, callMid: price("call"), putMid: price("put") };
  });
}
const without = (quotes: StrikeQuotes[], strikes: readonly number[], side: "callMid" | "putMid") =>
  quotes.map((quote) => (strikes.includes(quote.strike) ? { ...quote, [side]: Number.NaN } : quote));

describe("model-free volatility of one expiry", () => {
  test.each([0.1, 0.2, 0.4])("is the volatility of a market that has one for all strikes: %d", (iv) => {
    // A dense strip still stops somewhere and has width: within 0.05 vol points.
    expect(modelFreeIv(flat(iv), TERMS)).toBeCloseTo(iv, 3);
  });

  test("is that of a coarse strip worked out by the white paper's sum", () => {
    // Nine puts and nine calls around K0 = 100, 5 apart; every mid 1, call and put at K0 3 and 2.
    const quotes = Array.from({ length: 19 }, (_, i) => ({ strike: 55 + 5 * i, callMid: 1, putMid: 1 }));
    quotes[9] = { strike: 100, callMid: 3, putMid: 2 };
    const sum = quotes.reduce((total, { strike }) => total + (5 / strike ** 2) * (strike === 100 ? 2.5 : 1), 0);
    const variance = (2 / YEARS) * Math.exp(RATE * YEARS) * sum - (1 / YEARS) * (FORWARD / 100 - 1) ** 2;
    expect(modelFreeIv(quotes, TERMS)).toBeCloseTo(Math.sqrt(variance), 12);
  });

  test("is above the at-the-money one when puts are dearer than one volatility says", () => {
    const skewed = flat(0.2).map((quote) => (quote.strike < 95 ? { ...quote, putMid: quote.putMid * 1.5 } : quote));
    expect(modelFreeIv(skewed, TERMS)!).toBeGreaterThan(0.2);
  });

  test("stops after two strikes in a row without a bid, and not after one", () => {
    const quotes = flat(0.2);
    const one = modelFreeIv(without(quotes, [95], "putMid"), TERMS)!;
    const two = modelFreeIv(without(quotes, [95, 94.5], "putMid"), TERMS)!;
    const stopped = modelFreeIv(
      quotes.filter(({ strike }) => strike > 95),
      TERMS,
    )!;
    expect(one, "its neighbours stand in for it").toBeCloseTo(0.2, 3);
    expect(two).toBe(stopped);
    expect(two).toBeLessThan(one - 0.001);
  });

  test("wants 8 quoted strikes on each side", () => {
    const wide = { step: 2, from: 84, to: 116 };
    expect(modelFreeIv(flat(0.2, wide), TERMS)).not.toBeNull();
    expect(modelFreeIv(flat(0.2, { ...wide, from: 86 }), TERMS)).toBeNull();
    expect(modelFreeIv(flat(0.2, { ...wide, to: 114 }), TERMS)).toBeNull();
  });

  test("wants call and put at the first strike at or below the forward", () => {
    expect(modelFreeIv(without(flat(0.2), [100], "callMid"), TERMS)).toBeNull();
    expect(modelFreeIv(without(flat(0.2), [100.5], "putMid"), TERMS), "the forward is 100.33").not.toBeNull();
    expect(modelFreeIv([], TERMS)).toBeNull();
    expect(modelFreeIv(flat(0.2, { from: 101, to: 140 }), TERMS), "no strike below the forward").toBeNull();
  });
});
