import { describe, expect, test } from "vitest";
import { greeks } from "../../src/engine/blackScholes.ts";
import { PRODUCT } from "../../src/engine/chain.ts";
import type { MadeContract } from "../support/chains.ts";
import { fixedCarry } from "../support/valuation.ts";
import { c, clean, DEAD, p } from "./printedRows.ts";

describe("strikes", () => {
  test("keep their decimals: 219.78 is a strike of its own", () => {
    const chain = clean([c(219.78), c(219.5), p(219.78), c(220)]);
    expect([...chain.strikes]).toEqual([219.5, 219.78, 220]);
    expect(Array.from(chain.strikeIndex, (k) => chain.strikes[k])).toEqual([219.78, 219.5, 219.78, 220]);
  });
});

describe("quotes", () => {
  test("become a mid, and their width in percent of it; without a bid there is neither", () => {
    const { mid, spreadPct } = clean([c(100, { bid: 1.9, ask: 2.1 }), c(105, { bid: 0, ask: 0.1 })]);
    expect([mid[0], mid[1]]).toEqual([2, Number.NaN]);
    expect([spreadPct[0], spreadPct[1]]).toEqual([expect.closeTo(10, 5), Number.NaN]);
  });
});

describe("carry from the quotes", () => {
  const years = 28 / 365;
  /** Call and put of a strike quoted at their model prices under a yield, a cent to either side. */
  const quoted = (strike: number, dividendYield: number, rest: Partial<MadeContract> = {}) =>
    (["call", "put"] as const).map((right) => {
      const { price } = greeks({ right, spot: 100, strike, years, iv: 0.2, rate: PRODUCT.rate, dividendYield });
      const quote = { bid: price - 0.01, ask: price + 0.01, ...rest };
      return right === "call" ? c(strike, quote) : p(strike, quote);
    });
  const product = { conventions: PRODUCT };

  test("is read off put-call parity at the strike next to the forward", () => {
    const [slice] = clean([...quoted(95, 0.5), ...quoted(100, 0.03), ...quoted(105, -0.4)], product).slices;
    expect(slice).toMatchObject({ rate: 0.045, carryFrom: "parity" });
    expect(slice!.dividendYield).toBeCloseTo(0.03, 8);
  });

  test("is clamped: what a stale quote implies is no dividend", () => {
    expect(clean(quoted(100, 0.9), product).slices[0]!.dividendYield).toBe(0.15);
    expect(clean(quoted(100, -0.9), product).slices[0]!.dividendYield).toBe(-0.05);
  });

  test("is the configured one where only one side is quoted, and such data is degraded", () => {
    const chain = clean([c(100), p(100, { bid: 0 }), c(105, { bid: 0, ask: 0, delta: 0.2 }), p(105)], product);
    expect(chain.slices[0]).toMatchObject({ rate: 0.045, dividendYield: 0.013, carryFrom: "configured" });
    expect(chain.quality.degraded).toBe(true);
  });

  test("needs call and put of one root: SPX is not paired with SPXW", () => {
    const [call, put] = quoted(100, 0.03);
    const chain = clean(
      [
        { ...call!, root: "SPX" },
        { ...put!, root: "SPXW" },
      ],
      product,
    );
    expect(chain.slices.map(({ carryFrom }) => carryFrom)).toEqual(["configured", "configured"]);
  });

  test("is not read off a crossed market", () => {
    const [call, put] = quoted(100, 0.03);
    const chain = clean([{ ...call!, bid: 9, ask: 3 }, put!, ...quoted(104, 0.06)], product);
    expect(chain.slices[0]!.dividendYield).toBeCloseTo(0.06, 8);
  });

  test("belongs to its slice; one slice that knows is enough not to be degraded", () => {
    const later = { expiry: 20_270_115, bid: 0, ask: 0.5 };
    const chain = clean([...quoted(100, 0.03), c(100, later), p(100, later)], product);
    expect(chain.slices.map(({ carryFrom }) => carryFrom)).toEqual(["parity", "configured"]);
    expect(chain.quality.degraded).toBe(false);
  });

  test("is the configured pair always under the convention that fixes it", () => {
    const chain = clean(quoted(100, 0.03), { conventions: fixedCarry({ rate: 0.05, dividendYield: 0.02 }) });
    expect(chain.slices[0]).toMatchObject({ rate: 0.05, dividendYield: 0.02, carryFrom: "configured" });
    expect(chain.quality.degraded).toBe(false);
  });
});

test("the order of the rows changes nothing but the order", () => {
  const rows = [c(95), p(95, { iv: 0 }), c(100, { root: "XYZW" }), p(100, { root: "XYZW" }), c(105, DEAD), p(110)];
  const forwards = clean(rows);
  const backwards = clean([...rows].reverse());
  expect(backwards.quality).toEqual(forwards.quality);
  expect([...backwards.iv].reverse()).toEqual([...forwards.iv]);
  expect([...backwards.strikes]).toEqual([...forwards.strikes]);
});
