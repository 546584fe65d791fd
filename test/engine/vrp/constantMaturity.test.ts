import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bracket, constantMaturity, volatilityAt } from "../../../src/engine/vrp/constantMaturity.ts";
import { GOLDEN } from "../../support/golden.ts";

const day = (days: number) => days / 365;

describe("volatility between two expiries", () => {
  test("is linear in total variance: 18 % in 23 days and 20 % in 37 are 19.257899 % in 30", () => {
    const iv = constantMaturity({ years: day(23), iv: 0.18 }, { years: day(37), iv: 0.2 }, day(30));
    expect(100 * iv).toBeCloseTo(19.257899, 6);
  });

  test("is the last step of the VIX white paper, 13.69, with the minutes to 30 days", () => {
    const at = (minutes: number, variance: number) => ({ years: minutes / 525_600, iv: Math.sqrt(variance) });
    const vix = 100 * constantMaturity(at(35_924, 0.0184629), at(46_394, 0.018821), 43_200 / 525_600);
    expect(vix).toBeCloseTo(13.6858, 2);
    if (GOLDEN) expect(vix).toBeCloseTo(GOLDEN.vix_last_step, 3);
  });

  test.skipIf(GOLDEN === null)("agrees with the reference file to its digits (needs ../shared)", () => {
    const { t1, v1, t2, v2, T, iv } = GOLDEN!.cm_iv;
    expect(constantMaturity({ years: t1, iv: v1 }, { years: t2, iv: v2 }, T)).toBeCloseTo(iv, 14);
  });

  test("lies between the two, and at a node is that node's", () => {
    const volatility = fc.double({ min: 0.05, max: 2, noNaN: true });
    fc.assert(
      fc.property(volatility, volatility, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [near, far] = [
          { years: day(20), iv: a },
          { years: day(40), iv: b },
        ];
        const iv = constantMaturity(near, far, day(20 + 20 * share));
        expect(iv).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9);
        expect(iv).toBeLessThanOrEqual(Math.max(a, b) + 1e-9);
        expect(constantMaturity(near, far, day(20))).toBeCloseTo(a, 9);
        expect(constantMaturity(near, far, day(40))).toBeCloseTo(b, 9);
      }),
    );
  });
});

describe("a tenor", () => {
  const nodes = [2, 9, 37].map((days, i) => ({ years: day(days), iv: 0.1 + 0.1 * i }));

  test("is read between the nearest expiries around it", () => {
    expect(bracket(nodes, day(30))).toEqual({ before: nodes[1], after: nodes[2] });
    expect(volatilityAt(nodes, day(30))).toBe(constantMaturity(nodes[1]!, nodes[2]!, day(30)));
  });

  test("outside the listed expiries has no volatility: nothing is extrapolated", () => {
    expect([volatilityAt(nodes, day(1)), volatilityAt(nodes, day(38)), volatilityAt([], day(7))]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("that is the last listed expiry is that expiry's, whatever the rounding of its minutes", () => {
    expect(volatilityAt(nodes, day(37))).toBe(nodes[2]!.iv);
    expect(volatilityAt(nodes, day(37) - 1e-12)).toBe(nodes[2]!.iv);
    expect(volatilityAt(nodes.slice(0, 1), day(2) + 1e-12)).toBe(0.1);
  });
});
