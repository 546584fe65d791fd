import { describe, expect, test } from "vitest";
import { creditSpread, spreadOutlooks } from "../../../src/engine/plan/creditSpread.ts";
import { boardOf } from "../../support/boards.ts";

/** docs/methodology.md "Sizing": 95/90 of 30 days at a flat 25 %, S 100, r 4.5 %, q 1.3 %. */
const board = boardOf({ spot: 100, iv: 0.25, spacing: 5, strikes: 8, days: [30], spreadPct: 4 });
const expiry = board.expiries[0]!;
const quote = (right: "call" | "put", strike: number) =>
  expiry.quotes.find((one) => one.right === right && one.strike === strike)!;
const spread = creditSpread(quote("put", 95), quote("put", 90));
const outlooks = (sigma: number, cell: "A" | "B" = "A") => spreadOutlooks(spread, { spot: 100, expiry, sigma, cell });

describe("a put spread of two quotes", () => {
  test("pays the difference of the mids and loses the width less it", () => {
    expect(spread.credit).toBeCloseTo(0.71439, 6);
    expect(spread.maxLoss).toBeCloseTo(4.28561, 6);
    expect(spread.width).toBe(5);
  });

  test("natural sells at the bid and buys at the ask: each mid gives up half of its 4 %", () => {
    expect(spread.natural).toBeCloseTo(0.98 * quote("put", 95).mid - 1.02 * quote("put", 90).mid, 12);
  });
});

describe("around a forecast of 20 %", () => {
  const { around, own, limit, tail } = outlooks(0.2);

  // Computed elsewhere, Simpson over ±8σ in 4,000 steps (docs/methodology.md "Sizing").
  test("the table is the one of the methodology, ascending", () => {
    expect(around.map(({ sigma }) => Number(sigma.toFixed(6)))).toEqual([0.15, 0.18, 0.2, 0.22, 0.25, 0.28]);
    const known = [0.9031070698, 0.6702368248, 0.4750618852, 0.2763946599, 0, 0];
    for (const [index, kelly] of known.entries()) expect(around[index]!.plain.kelly).toBeCloseTo(kelly, 6);
    const ev = [0.1194115716, 0.084447261, 0.0596889307, 0.0349940118, -0.000616814, -0.0336278814];
    for (const [index, value] of ev.entries()) expect(around[index]!.plain.evOnRisk).toBeCloseTo(value, 8);
  });

  test("the tail is 2 % for 30 days, 5 % in cell B, and takes its part", () => {
    expect([tail, outlooks(0.2, "B").tail]).toEqual([0.02, 0.05]);
    expect(own.withTail.kelly).toBeCloseTo(0.2965722, 6);
    expect(outlooks(0.2, "B").own.withTail.kelly).toBeCloseTo(0.0499324, 6);
  });

  test("the limit is where, with the tail, nothing is left: below it a gain, above it a loss", () => {
    expect(limit).not.toBeNull();
    // Without the tail the sign turns just below 25 %; the tail takes about two points of that.
    expect(limit!).toBeGreaterThan(0.22);
    expect(limit!).toBeLessThan(0.25);
    expect(outlooks(limit! - 0.001).own.withTail.ev).toBeGreaterThan(0);
    expect(outlooks(limit! + 0.001).own.withTail.ev).toBeLessThan(0);
  });
});

test("a call spread is lost above, as a put spread is below", () => {
  const calls = creditSpread(quote("call", 105), quote("call", 110));
  expect(calls.right).toBe("call");
  expect(calls.credit).toBeGreaterThan(0);
  const [calm, wild] = [0.15, 0.35].map(
    (sigma) => spreadOutlooks(calls, { spot: 100, expiry, sigma, cell: "A" }).own.plain.evOnRisk,
  );
  expect(calm!).toBeGreaterThan(0);
  expect(wild!).toBeLessThan(0);
});

test("no limit is named where the tail takes all of a tiny credit", () => {
  const far = creditSpread(
    { ...quote("put", 95), strike: 75, mid: 0.03 },
    { ...quote("put", 90), strike: 70, mid: 0.02 },
  );
  expect(spreadOutlooks(far, { spot: 100, expiry, sigma: 0.2, cell: "A" }).limit).toBeNull();
});
