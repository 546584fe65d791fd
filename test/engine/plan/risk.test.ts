import { describe, expect, test } from "vitest";
import { creditOf, naturalOf, riskOf } from "../../../src/engine/plan/risk.ts";
import type { Leg, Plan } from "../../../src/engine/plan/types.ts";
import { planOf } from "../../support/plans.ts";

type Sold = readonly [Leg["side"], Leg["right"], number, number];
const { expiry } = planOf();
const legs = (...sold: readonly Sold[]): Leg[] =>
  sold.map(([side, right, strike, mid]) => ({ ...planOf().legs[0]!, side, right, strike, mid, bid: mid - 0.05, ask: mid + 0.1 })); // prettier-ignore
const positionOf = (of: readonly Leg[], back: Plan["back"] = null) => ({
  legs: of,
  expiry,
  back,
  credit: creditOf(of),
});

const SPREAD = legs(["sell", "put", 95, 1.2], ["buy", "put", 90, 0.5]);
const CONDOR = legs(["sell", "put", 95, 1.2], ["sell", "call", 105, 1.1], ["buy", "put", 90, 0.5], ["buy", "call", 110, 0.4]); // prettier-ignore
const STRANGLE = legs(["sell", "put", 95, 1.2], ["sell", "call", 105, 1.1]);
const LIZARD = legs(["sell", "put", 95, 1.2], ["sell", "call", 105, 1.1], ["buy", "call", 106, 0.8]);
const STRADDLE = legs(["sell", "put", 100, 2.5], ["sell", "call", 100, 2.7]);
const AT = { spot: 100, expectedMove: 4, width: null };

describe("what a plan is paid", () => {
  test("is what is sold less what is bought", () => {
    expect(creditOf(CONDOR)).toBeCloseTo(1.2 + 1.1 - 0.5 - 0.4, 12);
  });

  test("is less at the natural price: sold at the bid, bought at the ask", () => {
    // Bids are 0.05 below the mid, asks 0.10 above.
    expect(naturalOf(CONDOR)).toBeCloseTo(1.4 - 0.05 - 0.05 - 0.1 - 0.1, 12);
  });
});

describe("with wings", () => {
  test("a put spread loses its width less the credit, and breaks even at the strike less the credit", () => {
    const { maxLoss, maxProfit, breakevens } = riskOf("short_put_spread", positionOf(SPREAD), { ...AT, width: 5 });
    expect(maxLoss).toEqual({ usd: expect.closeTo(4.3, 12), kind: "defined" });
    expect(maxProfit).toBeCloseTo(0.7, 12);
    expect(breakevens).toEqual([expect.closeTo(94.3, 6)]);
  });

  test("a condor loses one wing, since spot is on one side, and breaks even on both", () => {
    const { maxLoss, breakevens } = riskOf("iron_condor", positionOf(CONDOR), { ...AT, width: 5 });
    expect(maxLoss.usd).toBeCloseTo(5 - 1.4, 12);
    expect(breakevens).toEqual([expect.closeTo(93.6, 6), expect.closeTo(106.4, 6)]);
  });
});

describe("without wings", () => {
  test("the loss is that of a move of 15 % when three expected moves are less", () => {
    // Down to 85: 10 − 2.3; up to 115: 10 − 2.3.
    expect(riskOf("short_strangle", positionOf(STRANGLE), AT).maxLoss).toEqual({
      usd: expect.closeTo(7.7, 12),
      kind: "stress",
    });
  });

  test("and that of three expected moves when these are more", () => {
    // To 76: 19 − 2.3.
    expect(riskOf("short_strangle", positionOf(STRANGLE), { ...AT, expectedMove: 8 }).maxLoss.usd).toBeCloseTo(
      16.7,
      12,
    );
  });

  test("it is the worse of both sides", () => {
    const lopsided = legs(["sell", "put", 95, 1.2], ["sell", "call", 102, 1.1]);
    // Up to 115: 13 − 2.3; down to 85: 10 − 2.3.
    expect(riskOf("short_strangle", positionOf(lopsided), AT).maxLoss.usd).toBeCloseTo(10.7, 12);
    const other = legs(["sell", "put", 98, 1.2], ["sell", "call", 105, 1.1]);
    expect(riskOf("short_strangle", positionOf(other), AT).maxLoss.usd).toBeCloseTo(10.7, 12);
  });

  test("a jade lizard loses on the put side", () => {
    // Credit 1.5 is above the call spread's 1, so above 106 half a dollar is left; down to 85 it loses 10 − 1.5.
    const { maxLoss, breakevens } = riskOf("jade_lizard", positionOf(LIZARD), { ...AT, width: 1 });
    expect(maxLoss).toEqual({ usd: expect.closeTo(8.5, 12), kind: "stress" });
    expect(breakevens).toEqual([expect.closeTo(93.5, 6)]);
  });

  test("a straddle breaks even a credit away on both sides", () => {
    const { maxLoss, breakevens, maxProfit } = riskOf("short_straddle", positionOf(STRADDLE), AT);
    expect(breakevens).toEqual([expect.closeTo(94.8, 6), expect.closeTo(105.2, 6)]);
    expect([maxLoss.usd, maxProfit]).toEqual([expect.closeTo(15 - 5.2, 12), expect.closeTo(5.2, 12)]);
  });

  test("spot cannot fall below 0: with an expected move of 40 the put is worth its strike at most", () => {
    const { maxLoss } = riskOf("short_strangle", positionOf(STRANGLE), { ...AT, expectedMove: 40 });
    // Up to 220: 115 − 2.3; down to 0: 95 − 2.3.
    expect(maxLoss.usd).toBeCloseTo(112.7, 12);
    const put = legs(["sell", "put", 95, 1.2], ["sell", "call", 219, 0.1]);
    expect(riskOf("short_strangle", positionOf(put), { ...AT, expectedMove: 40 }).maxLoss.usd).toBeCloseTo(93.7, 12);
  });
});

describe("a calendar", () => {
  const back = { ...expiry, date: "2027-01-22", dte: 60, years: 60 / 365 };
  const [sold, bought] = legs(["sell", "call", 100, 2.4], ["buy", "call", 100, 3.5]);
  const position = positionOf([sold!, { ...bought!, expiry: back.date }], back);

  test("can lose its debit; its best result is not stated", () => {
    const { maxLoss, maxProfit } = riskOf("calendar_spread", position, AT);
    expect([maxLoss, maxProfit]).toEqual([{ usd: expect.closeTo(1.1, 12), kind: "debit" }, null]);
  });

  test("breaks even on both sides of its strike", () => {
    const { breakevens } = riskOf("calendar_spread", position, AT);
    expect(breakevens).toHaveLength(2);
    expect(breakevens[0]).toBeLessThan(100);
    expect(breakevens[1]).toBeGreaterThan(100);
  });
});

test("quotes that contradict each other leave no loss, which is no plan", () => {
  const odd = legs(["sell", "put", 95, 7], ["buy", "put", 90, 0.5]);
  expect(riskOf("short_put_spread", positionOf(odd), { ...AT, width: 5 }).maxLoss.usd).toBeLessThan(0);
});
