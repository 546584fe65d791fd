import { describe, expect, test } from "vitest";
import { edgeOf, forecastOf } from "../../../src/engine/plan/edge.ts";
import type { Cell } from "../../../src/engine/regime.ts";
import { planOf } from "../../support/plans.ts";

describe("the forecast of volatility", () => {
  test("is half-way from what was to what is implied", () => expect(forecastOf(15, 0.25)).toBeCloseTo(0.2, 12));
  test("is what was when that is more", () => expect(forecastOf(30, 0.25)).toBeCloseTo(0.3, 12));
});

describe("what is expected of a plan", () => {
  const edge = (cell: Cell = "A", rest: Partial<ReturnType<typeof planOf>> = {}) =>
    edgeOf({ position: planOf(rest), cell, spot: 603.42, rv20: 13, atmIv: 0.19 });
  const dated = (dte: number, years = dte / 365) => ({ expiry: { ...planOf().expiry, dte, years } });

  test("at the natural price is less by what crossing the spreads costs, 2.10 against 2.00", () => {
    const { ev, evAtNatural } = edge().edge;
    expect(ev - evAtNatural).toBeCloseTo(0.1, 12);
  });

  test("with a tail is less than without, and so is Kelly", () => {
    const { kelly, kellyWithTail } = edge();
    expect(kellyWithTail).toBeLessThan(kelly);
    expect(edge("B").edge.ev).toBeLessThan(edge("A").edge.ev);
  });

  test("has 2 % of tail a month, 5 % in B", () => {
    expect(edge("A").edge.tail).toBeCloseTo(0.02, 12);
    expect(edge("B").edge.tail).toBeCloseTo(0.05, 12);
  });

  test("has a day of tail on the last day, and never more than all", () => {
    expect(edge("A", dated(0, 4 / 24 / 365)).edge.tail).toBeCloseTo(0.02 / 30, 12);
    const years = edge("B", dated(700)).edge;
    expect([years.tail, years.ev]).toEqual([1, expect.closeTo(-12.9, 9)]);
  });

  test("says by which figures: vol points beside decimals", () => {
    expect(edge().edge).toMatchObject({ rv20: 13, iv: expect.closeTo(19, 9), sigma: expect.closeTo(0.16, 12) });
  });

  test("has no view of direction: without volatility it would end at the forward", () => {
    // σ 1 %: all of it is within 590 … 620, where the spread keeps its credit; only the tail loses 12.90.
    const calm = edgeOf({ position: planOf(), cell: "A", spot: 603.42, rv20: 1, atmIv: 0.01 }).edge;
    expect(calm.ev).toBeCloseTo(0.98 * 2.1 - 0.02 * 12.9, 6);
    expect(calm.probabilityOfProfit).toBeCloseTo(0.98, 6);
  });
});
