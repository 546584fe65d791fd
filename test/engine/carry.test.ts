import { describe, expect, test } from "vitest";
import { greeks } from "../../src/engine/blackScholes.ts";
import { impliedYield, nearestPair, parityForward } from "../../src/engine/carry.ts";

describe("the strike next to the forward", () => {
  const pairs = [
    { strike: 95, callMid: 7, putMid: 1.5 },
    { strike: 100, callMid: 3.4, putMid: 3 },
    { strike: 105, callMid: 1.2, putMid: 5.8 },
  ];

  test("is where call and put cost most nearly the same, whatever the order", () => {
    expect(nearestPair(pairs)?.strike).toBe(100);
    expect(nearestPair([...pairs].reverse())?.strike).toBe(100);
  });

  test("is missing without a pair", () => {
    expect(nearestPair([])).toBeNull();
  });
});

describe("carry from put-call parity", () => {
  test("recovers the dividend yield the prices were made with", () => {
    const terms = { spot: 590, years: 45 / 365, rate: 0.045 };
    for (const dividendYield of [0, 0.013, 0.08, -0.02])
      for (const strike of [580, 590, 600]) {
        const price = (right: "call" | "put") => greeks({ right, strike, iv: 0.18, dividendYield, ...terms }).price;
        const pair = { strike, callMid: price("call"), putMid: price("put") };
        const forward = parityForward(pair, terms.rate, terms.years);
        expect(forward).toBeCloseTo(590 * Math.exp((0.045 - dividendYield) * terms.years), 9);
        expect(impliedYield({ forward, ...terms })).toBeCloseTo(dividendYield, 10);
      }
  });

  test("is the strike itself when call and put cost the same", () => {
    expect(parityForward({ strike: 100, callMid: 2, putMid: 2 }, 0.05, 0.5)).toBe(100);
  });

  test("is clamped to −5 % and 15 %: a stale quote in a short slice is no dividend", () => {
    const terms = { spot: 100, rate: 0.045, years: 2 / 365 };
    expect(impliedYield({ forward: 101, ...terms })).toBe(-0.05);
    expect(impliedYield({ forward: 99, ...terms })).toBe(0.15);
    expect(impliedYield({ forward: 100, ...terms })).toBeCloseTo(0.045, 12);
  });

  test.each([0, -3, Number.NaN])("a forward of %d has none", (forward) => {
    expect(impliedYield({ forward, spot: 100, rate: 0.05, years: 1 })).toBeNull();
  });
});
