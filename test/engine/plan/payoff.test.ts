import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { breakevensOf, profitAfter, profitAtExpiry } from "../../../src/engine/plan/payoff.ts";
import { planOf } from "../../support/plans.ts";

describe("a put spread at expiry", () => {
  const profit = profitAtExpiry(planOf());

  test("keeps its credit above the short strike and loses the width less it below the long one", () => {
    expect(profit(600)).toBeCloseTo(2.1, 12);
    expect(profit(570)).toBeCloseTo(2.1 - 5, 12);
    expect(profit(500)).toBeCloseTo(-12.9, 12);
  });

  test("breaks even at the short strike less the credit", () => {
    const [only, ...more] = breakevensOf(profit, 400, 800);
    expect(only).toBeCloseTo(572.9, 4);
    expect(more).toEqual([]);
  });
});

test("before expiry every leg is worth what its IV says", () => {
  const plan = planOf();
  const { rate, dividendYield, years } = plan.expiry;
  const value = (strike: number) =>
    greeks({ right: "put", spot: 590, strike, years: years / 2, iv: 0.21, rate, dividendYield }).price;
  expect(profitAfter(plan, years / 2)(590)).toBeCloseTo(2.1 - value(575) + value(560), 9);
});

test("a calendar at its front expiry is worth its back leg at today's IV less what the front pays", () => {
  const { expiry } = planOf();
  const back = { ...expiry, date: "2027-01-22", dte: 60, years: 60 / 365 };
  const [front, later] = planOf().legs;
  const plan = planOf({
    back,
    legs: [
      { ...front!, right: "call", strike: 605 },
      { ...later!, right: "call", strike: 605, expiry: back.date, iv: 0.2 },
    ],
    credit: -5,
  });
  const { price } = greeks({ right: "call", spot: 610, strike: 605, years: 30 / 365, iv: 0.2, rate: 0.045, dividendYield: 0.013 }); // prettier-ignore
  expect(profitAtExpiry(plan)(610)).toBeCloseTo(-5 + price - 5, 9);
});
