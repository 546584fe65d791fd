import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { binaryKelly, outlookOf, type Bet } from "../../../src/engine/plan/kelly.ts";

/** docs/methodology.md "Sizing": a put spread 95/90 of 30 days, sold at 25 % IV. */
const S = 100;
const YEARS = 30 / 365;
const [RATE, YIELD] = [0.045, 0.013];
const put = (strike: number) =>
  greeks({ right: "put", spot: S, strike, years: YEARS, iv: 0.25, rate: RATE, dividendYield: YIELD }).price;
const credit = put(95) - put(90);
const maxLoss = 5 - credit;
const spread = (sigma: number, tail = 0): Bet => ({
  profit: (price) => credit - Math.max(0, 95 - price) + Math.max(0, 90 - price),
  maxLoss,
  forecast: { spot: S, years: YEARS, sigma, drift: RATE - YIELD },
  tail,
});

describe("a put spread sold at 25 % volatility", () => {
  test("pays 0.714390 and loses at most 4.285610", () => {
    expect(credit).toBeCloseTo(0.71439, 6);
    expect(maxLoss).toBeCloseTo(4.28561, 6);
  });

  // Computed elsewhere, Simpson over ±8σ in 4,000 steps (docs/methodology.md "Sizing").
  test.each([
    [0.15, 0.11941157164817079, 0.9031070698261805],
    [0.18, 0.08444726097501273, 0.6702368248413801],
    [0.2, 0.05968893065096086, 0.47506188521894865],
    [0.22, 0.03499401183266408, 0.27639465991773393],
    [0.25, -0.0006168140375882926, 0],
    [0.28, -0.03362788140720858, 0],
  ])("by a forecast of %f has the known expectation and Kelly fraction", (sigma, ev, kelly) => {
    const outlook = outlookOf(spread(sigma));
    expect(outlook.evOnRisk).toBeCloseTo(ev, 9);
    expect(outlook.kelly).toBeCloseTo(kelly, 6);
  });

  test.each([
    [0.01, 0.0490920413444513, 0.3838554184970028],
    [0.02, 0.03849515203794157, 0.2965722023041629],
    [0.03, 0.02789826273143199, 0.2122126272915848],
    [0.05, 0.006704484118412651, 0.049932366991270294],
  ])("with a tail of %f bets less", (tail, ev, kelly) => {
    const outlook = outlookOf(spread(0.2, tail));
    expect(outlook.evOnRisk).toBeCloseTo(ev, 9);
    expect(outlook.kelly).toBeCloseTo(kelly, 6);
  });
});

describe("FlashAlpha's documented long call", () => {
  // 580 call of 30 days at 18 %, bought for 12.69, drift 12 % less yield; published kelly 0.076842, ROI 0.160546, PoP 0.391739.
  const call: Bet = {
    profit: (price) => Math.max(0, price - 580) - 12.69,
    maxLoss: 12.69,
    forecast: { spot: 580, years: YEARS, sigma: 0.18, drift: 0.12 - YIELD },
    tail: 0,
  };

  test("has the published fraction and return", () => {
    const { kelly, evOnRisk, probabilityOfProfit } = outlookOf(call, { deviations: 6, steps: 2_000 });
    expect(kelly).toBeCloseTo(0.076842, 5);
    expect(evOnRisk).toBeCloseTo(0.160546, 5);
    expect(probabilityOfProfit).toBeCloseTo(0.391739, 5);
  });
});

describe("a binary bet", () => {
  test.each([
    [0.6, 1, 0.2],
    [0.75, 0.5, 0.25],
    [0.8, 0.25, 0],
    [0.7, 0.25, 0],
    [0.9, 0.2, 0.4],
  ])("won with probability %f at odds %f", (p, b, f) => expect(binaryKelly(p, b)).toBeCloseTo(f, 12));
});

describe("a loss without bound", () => {
  const call = greeks({ right: "call", spot: S, strike: 105, years: YEARS, iv: 0.3, rate: RATE, dividendYield: YIELD });
  const naked: Bet = {
    profit: (price) => call.price - Math.max(0, price - 105),
    maxLoss: 10,
    forecast: { spot: S, years: YEARS, sigma: 0.15, drift: 0 },
    tail: 0.02,
  };

  test("never risks so much that the worst price of the forecast takes the bankroll", () => {
    const worst = -naked.profit(S * Math.exp(8 * 0.15 * Math.sqrt(YEARS) - 0.5 * 0.15 ** 2 * YEARS));
    const { kelly } = outlookOf(naked);
    expect(kelly).toBeGreaterThan(0);
    expect(kelly).toBeLessThanOrEqual(10 / worst + 1e-12);
  });
});

describe("Kelly's fraction", () => {
  const anySigma = fc.double({ min: 0.08, max: 0.4, noNaN: true });
  const anyTail = fc.double({ min: 0, max: 0.2, noNaN: true });

  test("is between 0 and 1, falls with the forecast and with the tail, and is 0 just where nothing is to be gained", () => {
    fc.assert(
      fc.property(anySigma, anySigma, anyTail, (a, b, tail) => {
        const [calm, wild] = a < b ? [a, b] : [b, a];
        const [low, high] = [outlookOf(spread(calm, tail)), outlookOf(spread(wild, tail))];
        expect(low.kelly).toBeGreaterThanOrEqual(high.kelly - 1e-9);
        expect(outlookOf(spread(calm)).kelly).toBeGreaterThanOrEqual(low.kelly - 1e-9);
        for (const { kelly, ev } of [low, high]) {
          expect(kelly >= 0 && kelly <= 1).toBe(true);
          expect(kelly > 0).toBe(ev > 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
