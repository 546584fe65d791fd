import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longOutlook, type LongOption } from "../../../src/engine/plan/longOption.ts";

/** FlashAlpha's documented call. */
const CALL: LongOption = {
  right: "call",
  spot: 580,
  strike: 580,
  years: 30 / 365,
  iv: 0.18,
  premium: 12.69,
  drift: 0.12,
  rate: 0.045,
  dividendYield: 0.013,
};

describe("FlashAlpha's documented example", () => {
  const outlook = longOutlook(CALL);

  // Published: kelly .076842, ROI .160546, P(ITM) .557494, PoP .391739. The closed forms were computed elsewhere as well.
  test("has the published fraction, return and probabilities", () => {
    expect(outlook.kelly).toBeCloseTo(0.076842, 5);
    expect(outlook.roi).toBeCloseTo(0.160546, 5);
    expect(outlook.probabilityInTheMoney).toBeCloseTo(0.5574944396121486, 9);
    expect(outlook.probabilityOfProfit).toBeCloseTo(0.39173873510982604, 9);
  });

  test("is worth what FlashAlpha's own greeks example says: 12.687211", () => {
    expect(outlook.fair).toBeCloseTo(12.687211, 6);
  });

  test("the expected profit is the return times the premium", () => {
    expect(outlook.ev).toBeCloseTo(0.160546 * 12.69, 3);
  });
});

describe("a put", () => {
  const put: LongOption = { ...CALL, right: "put" };

  test("ends in the money where the call does not", () => {
    const [call, other] = [longOutlook(CALL), longOutlook(put)];
    expect(call.probabilityInTheMoney + other.probabilityInTheMoney).toBeCloseTo(1, 12);
  });

  test("needs the price below strike less premium", () => {
    // N(−d2) at 567.31: ln(580/567.31) = .022124, (.107 − .0162)/365·30 = .007463, σ√T = .051605 → d2 = .573336, N(−d2) = .2832.
    expect(longOutlook(put).probabilityOfProfit).toBeCloseTo(0.2832, 3);
  });

  test("that costs its strike can never end with a profit", () => {
    expect(longOutlook({ ...put, premium: 580 }).probabilityOfProfit).toBe(0);
  });
});

test("without a drift beyond the rate a fairly priced option leaves nothing to bet on", () => {
  const fair = longOutlook(CALL).fair;
  // Fair is the discounted expectation: undiscounted it is worth e^{rT} as much, 0.37 % of return and no more.
  const { roi } = longOutlook({ ...CALL, premium: fair, drift: CALL.rate });
  expect(roi).toBeCloseTo(Math.exp(0.045 * (30 / 365)) - 1, 4);
});

test("whatever is typed: probabilities between 0 and 1, a profit no likelier than the money, no NaN, no bet on a loss", () => {
  const percent = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.record({
        right: fc.constantFrom("call" as const, "put" as const),
        spot: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        strike: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        years: fc.double({ min: 0.01 / 365, max: 3, noNaN: true }),
        iv: fc.double({ min: 0.001, max: 3, noNaN: true }),
        premium: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        drift: percent,
        rate: percent,
        dividendYield: percent,
      }),
      (option) => {
        const { kelly, roi, ev, probabilityInTheMoney, probabilityOfProfit, fair } = longOutlook(option);
        for (const value of [kelly, roi, ev, fair]) expect(Number.isFinite(value)).toBe(true);
        for (const part of [kelly, probabilityInTheMoney, probabilityOfProfit]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        expect(probabilityOfProfit).toBeLessThanOrEqual(probabilityInTheMoney + 1e-12);
        expect(kelly > 0).toBe(ev > 0);
      },
    ),
    { numRuns: 60 },
  );
});
