import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Greeks, greeks, impliedVolatility, type PricingInput } from "../../src/engine/blackScholes.ts";
import { sharedFile } from "../support/shared.ts";

const option = (
  right: "call" | "put",
  numbers: readonly [S: number, K: number, T: number, r: number, q: number, iv: number],
): PricingInput => {
  const [spot, strike, years, rate, dividendYield, iv] = numbers;
  return { right, spot, strike, years, rate, dividendYield, iv };
};

interface Vector extends Greeks {
  readonly S: number;
  readonly K: number;
  readonly T: number;
  readonly v: number;
  readonly r: number;
  readonly q: number;
  readonly type: "C" | "P";
}
const GREEKS = ["price", "delta", "gamma", "vega", "theta", "vanna", "charm"] as const;

const vectorsFile = sharedFile("data/greeks_vectors.json");
test.skipIf(!vectorsFile)("504 reference vectors to 1e-9 (they lie beside the repository, ../shared/data)", () => {
  const { vectors } = JSON.parse(readFileSync(vectorsFile!, "utf8")) as { vectors: Vector[] };
  expect(vectors.length).toBe(504);
  for (const vector of vectors) {
    const { S, K, T, r, q, v, type } = vector;
    const ours = greeks(option(type === "C" ? "call" : "put", [S, K, T, r, q, v]));
    for (const name of GREEKS) {
      if (Math.abs(vector[name]) <= 1e-12) expect(Math.abs(ours[name])).toBeLessThan(2e-12);
      else
        expect(
          Math.abs(ours[name] / vector[name] - 1),
          `${name} of ${JSON.stringify(vector)}: ${ours[name]}`,
        ).toBeLessThan(1e-9);
    }
  }
});

describe("published values", () => {
  test.each([
    // Haug, The Complete Guide to Option Pricing Formulas (1998), as quoted by QuantLib's test-suite/europeanoption.cpp
    ["Haug p. 2-8, call", option("call", [60, 65, 0.25, 0.08, 0, 0.3]), "price", 2.1334],
    ["Haug p. 2-8, put", option("put", [100, 95, 0.5, 0.1, 0.05, 0.2]), "price", 2.4648],
    ["Haug p. 11-16, call", option("call", [105, 100, 0.5, 0.1, 0.1, 0.36]), "delta", 0.5946],
    ["Haug p. 11-16, put", option("put", [105, 100, 0.5, 0.1, 0.1, 0.36]), "delta", -0.3566],
    ["Haug p. 11-16", option("call", [55, 60, 0.75, 0.1, 0, 0.3]), "gamma", 0.0278],
    ["Haug p. 11-16", option("put", [55, 60, 0.75, 0.1, 0, 0.3]), "vega", 18.9358],
    ["Haug p. 11-16", option("put", [430, 405, 1 / 12, 0.07, 0.05, 0.2]), "theta", -31.1924],
    // Hull, Options, Futures and Other Derivatives: the running example of the chapter on greek letters
    ["Hull", option("call", [49, 50, 20 / 52, 0.05, 0, 0.2]), "price", 2.4],
    ["Hull", option("call", [49, 50, 20 / 52, 0.05, 0, 0.2]), "delta", 0.522],
    ["Hull", option("call", [49, 50, 20 / 52, 0.05, 0, 0.2]), "gamma", 0.0655],
    ["Hull", option("call", [49, 50, 20 / 52, 0.05, 0, 0.2]), "vega", 12.1],
    ["Hull", option("call", [49, 50, 20 / 52, 0.05, 0, 0.2]), "theta", -4.31],
  ] as const)("%s: %o has %s %f", (_, input, name, published) => {
    const digits = String(published).split(".")[1]!.length;
    expect(Math.abs(greeks(input)[name] - published)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-12);
  });

  test("the example in FlashAlpha's documentation of its greeks endpoint, charm with its sign reversed", () => {
    // Their charm is the change per day less to expiry, ours per day that passes.
    const ours = greeks(option("call", [580, 580, 30 / 365, 0.045, 0.013, 0.18]));
    expect(ours.price).toBeCloseTo(12.687211, 6);
    expect(ours.delta).toBeCloseTo(0.53003, 5);
    expect(ours.gamma).toBeCloseTo(0.013276, 6);
    expect(ours.theta / 365).toBeCloseTo(-0.223599, 6);
    expect(ours.vega / 100).toBeCloseTo(0.660706, 6);
    expect(ours.vanna).toBeCloseTo(-0.055551, 6);
    expect(ours.charm / 365).toBeCloseTo(-0.00049, 5);
  });

  test("gamma of the vendor's seven-day tutorial option with d1 added up correctly", () => {
    expect(greeks(option("call", [590, 590, 7 / 365, 0.05, 0, 0.18])).gamma).toBeCloseTo(0.02709067, 8);
  });
});

/** Options that have time value to speak of. */
const anyOption = fc
  .record({
    spot: fc.double({ min: 20, max: 6_000, noNaN: true }),
    moneyness: fc.double({ min: -2.5, max: 2.5, noNaN: true }),
    years: fc.double({ min: 0.01, max: 3, noNaN: true }),
    iv: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
    rate: fc.double({ min: -0.02, max: 0.12, noNaN: true }),
    dividendYield: fc.double({ min: -0.05, max: 0.15, noNaN: true }),
  })
  // Strikes in standard deviations from spot, so that no greek is a mere rounding error.
  .map(({ moneyness, ...rest }) => ({
    ...rest,
    strike: rest.spot * Math.exp(moneyness * rest.iv * Math.sqrt(rest.years)),
  }));
const anySide = fc.constantFrom("call" as const, "put" as const);

describe("put-call parity", () => {
  test("prices differ by the discounted forward, deltas by e^(−qT), charms by q·e^(−qT)", () => {
    fc.assert(
      fc.property(anyOption, (o) => {
        const call = greeks({ ...o, right: "call" });
        const put = greeks({ ...o, right: "put" });
        const carry = Math.exp(-o.dividendYield * o.years);
        const forward = o.spot * carry - o.strike * Math.exp(-o.rate * o.years);
        expect(Math.abs(call.price - put.price - forward)).toBeLessThan(1e-13 * (o.spot + o.strike));
        expect(call.delta - put.delta).toBeCloseTo(carry, 13);
        expect(Math.abs(call.charm - put.charm - o.dividendYield * carry)).toBeLessThan(
          1e-12 * (1 + Math.abs(call.charm)),
        );
      }),
    );
  });

  test("gamma, vega and vanna are the same for both sides", () => {
    fc.assert(
      fc.property(anyOption, (o) => {
        const call = greeks({ ...o, right: "call" });
        const put = greeks({ ...o, right: "put" });
        expect([put.gamma, put.vega, put.vanna]).toEqual([call.gamma, call.vega, call.vanna]);
      }),
    );
  });

  test("vanna is positive for strikes above the forward region and negative below", () => {
    expect(greeks(option("call", [100, 110, 0.25, 0, 0, 0.2])).vanna).toBeGreaterThan(0);
    expect(greeks(option("put", [100, 90, 0.25, 0, 0, 0.2])).vanna).toBeLessThan(0);
  });
});

describe("every greek is the slope it claims to be", () => {
  /** Central difference of `of` in one input, with a step of about the cube root of the rounding error. */
  const slope = (o: PricingInput, input: "spot" | "iv" | "years", of: "price" | "delta" | "gamma") => {
    const h = 1e-5 * o[input] * (input === "spot" ? Math.min(1, o.iv * Math.sqrt(o.years)) : 1);
    const up = greeks({ ...o, [input]: o[input] + h })[of];
    const down = greeks({ ...o, [input]: o[input] - h })[of];
    return (up - down) / (2 * h);
  };
  const within = (actual: number, expected: number, scale: number) =>
    expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThan(1e-6 * scale);

  test("delta and gamma in spot, vega and vanna in volatility, theta and charm in time that passes", () => {
    fc.assert(
      fc.property(anyOption, anySide, (plain, right) => {
        const o = { ...plain, right };
        const g = greeks(o);
        const sd = o.iv * Math.sqrt(o.years);
        within(slope(o, "spot", "price"), g.delta, 1);
        within(slope(o, "spot", "delta"), g.gamma, 1 / (o.spot * sd));
        within(slope(o, "iv", "price"), g.vega, o.spot * Math.sqrt(o.years));
        within(slope(o, "iv", "delta"), g.vanna, 1 / o.iv);
        const carry = Math.abs(o.rate) + Math.abs(o.dividendYield);
        within(-slope(o, "years", "price"), g.theta, o.spot * (o.iv / Math.sqrt(o.years) + carry * 10));
        within(-slope(o, "years", "delta"), g.charm, (1 + carry / sd) / o.years);
      }),
    );
  });
});

describe("implied volatility", () => {
  test("finds the volatility a price was made with, wherever the price depends on it", () => {
    fc.assert(
      fc.property(anyOption, anySide, (plain, right) => {
        const o = { ...plain, right };
        const { price, vega } = greeks(o);
        const solved = impliedVolatility(price, o)!;
        expect(Math.abs(solved - o.iv)).toBeLessThan(1e-9 + (1e-13 * (o.spot + o.strike)) / vega);
      }),
    );
  });

  const atm = { right: "call", spot: 100, strike: 100, years: 0.25, rate: 0.05, dividendYield: 0.01 } as const;
  test.each([
    ["nothing", 0],
    ["a negative price", -1],
    ["less than the option is worth without any volatility", 0.5],
    ["more than the stock itself", 101],
    ["no number", Number.NaN],
  ])("%s has none", (_, price) => {
    expect(impliedVolatility(price, atm)).toBeNull();
  });

  test("a volatility below 0.5 % or above 500 % is not believed", () => {
    const atForward = { ...atm, rate: 0, dividendYield: 0 };
    const solve = (iv: number) => impliedVolatility(greeks({ ...atForward, iv }).price, atForward);
    expect(solve(0.004)).toBeNull();
    expect(solve(0.006)).toBeCloseTo(0.006, 8);
    expect(solve(4.9)).toBeCloseTo(4.9, 8);
    expect(solve(5.1)).toBeNull();
  });

  test("the mid of a put below its intrinsic value has none", () => {
    expect(impliedVolatility(19, { ...atm, right: "put", strike: 125 })).toBeNull();
  });
});
