import { describe, expect, test } from "vitest";
import { parityCheckedSpot } from "../../src/engine/paritySpot.ts";
import { isContractCount, isPrice } from "../../src/engine/plausible.ts";
import { handChain } from "./handChain.ts";
import { c, clean, everything, p } from "./printedRows.ts";

test("a price is what something might cost: positive, finite, and below ten million dollars", () => {
  expect([0.0001, 219.78, 700_000, 1e7].every(isPrice)).toBe(true);
  expect([0, -1, 5e-324, 1e300, Number.NaN, Number.POSITIVE_INFINITY].some(isPrice)).toBe(false);
});

test("a number of contracts is whole and not larger than all there are", () => {
  expect([0, 1, 3_000_000, 1e9].every(isContractCount)).toBe(true);
  expect([-1, 0.5, 1e10, 1.7976931348623157e308, Number.NaN].some(isContractCount)).toBe(false);
});

describe("misprints beyond all bounds", () => {
  const rows = [c(100, { oi: 10, volume: 4 }), p(100, { oi: 20, volume: 2 })];

  test("in the open interest cost that row, counted as unreadable, and no sum becomes infinite", () => {
    const chain = clean([...rows, c(105, { oi: Number.MAX_VALUE }), p(105, { oi: Number.MAX_VALUE })]);
    expect(chain.quality.dropped.unreadable).toBe(2);
    expect(everything(chain)).toEqual({ ...everything(clean(rows)), quality: expect.anything() });
  });

  test("in the volume are no volume", () => {
    const wild = clean([...rows, c(105, { oi: 1, volume: Number.MAX_VALUE }), p(105, { oi: 1, volume: 1e300 })]);
    expect(everything(wild).putCallVolume).toBe(0.5);
  });

  test("in a quote are no quote", () => {
    expect([...clean([c(100, { oi: 1, bid: 1, ask: 1e300 })]).mid]).toEqual([Number.NaN]);
  });

  test("never put spot below zero: puts that cost more than their strike imply nothing", () => {
    const absurd = [98, 99, 100, 101, 102].flatMap((strike) => [
      { right: "C" as const, strike, oi: 1, slice: 0, mid: 1 },
      { right: "P" as const, strike, oi: 1, slice: 0, mid: strike + 50 },
    ]);
    expect(parityCheckedSpot(handChain(absurd, { spot: 100, slices: [{ dte: 0, years: 0.2 / 365 }] }))).toBeNull();
  });
});
