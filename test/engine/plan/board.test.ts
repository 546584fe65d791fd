import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { PRODUCT } from "../../../src/engine/chain.ts";
import { normalise } from "../../../src/engine/normalise.ts";
import { optionBoard } from "../../../src/engine/plan/board.ts";
import { madeChain, type MadeContract } from "../../support/chains.ts";
import { valuation } from "../../support/valuation.ts";

const contract = (rest: Partial<MadeContract>): MadeContract => ({
  expiry: 20_261_218,
  right: "C",
  strike: 100,
  oi: 300,
  ...rest,
});
const boardOf = (contracts: readonly MadeContract[], dates = ["2026-12-18"]) =>
  optionBoard(normalise(madeChain(contracts), valuation({ spot: 100 }), { ...PRODUCT, carry: "fixed" }), dates);

describe("the board of an expiry", () => {
  test("has each option as it is quoted, ascending by strike, calls before puts", () => {
    const { expiries } = boardOf([
      contract({ right: "P", strike: 95, bid: 1.15, ask: 1.25, oi: 40 }),
      contract({ right: "P", strike: 100, bid: 2.4, ask: 2.6 }),
      contract({ right: "C", strike: 100, bid: 2.6, ask: 2.8 }),
    ]);
    expect(expiries[0]!.quotes.map(({ right, strike, bid, ask, oi }) => ({ right, strike, bid, ask, oi }))).toEqual([
      { right: "put", strike: 95, bid: 1.15, ask: 1.25, oi: 40 },
      { right: "call", strike: 100, bid: 2.6, ask: 2.8, oi: 300 },
      { right: "put", strike: 100, bid: 2.4, ask: 2.6, oi: 300 },
    ]);
    expect(expiries[0]!.quotes[0]!.spreadPct).toBeCloseTo((0.1 / 1.2) * 100, 4);
  });

  test("has the delta that Black and Scholes give its IV, negative for puts", () => {
    const [expiry] = boardOf([contract({ right: "P", strike: 95, iv: 0.25 })]).expiries;
    const { years, rate, dividendYield } = expiry!;
    const { delta } = greeks({ right: "put", spot: 100, strike: 95, years, iv: 0.25, rate, dividendYield });
    expect(expiry!.quotes[0]!.delta).toBeCloseTo(delta, 12);
    expect(delta).toBeLessThan(0);
  });

  test("leaves out an option that nobody bids for", () => {
    const { expiries } = boardOf([contract({ strike: 120, bid: 0, ask: 0.05 }), contract({ strike: 100 })]);
    expect(expiries[0]!.quotes.map(({ strike }) => strike)).toEqual([100]);
  });

  test("is of the root that settles last on that date", () => {
    const { expiries } = boardOf([contract({ root: "SPX", strike: 100 }), contract({ root: "SPXW", strike: 105 })]);
    expect(expiries.map(({ root, quotes }) => [root, quotes.map(({ strike }) => strike)])).toEqual([["SPXW", [105]]]);
  });

  test("of a date that is not listed is missing", () => {
    expect(boardOf([contract({})], ["2026-12-18", "2027-01-15"]).expiries.map(({ date }) => date)).toEqual([
      "2026-12-18",
    ]);
  });
});
