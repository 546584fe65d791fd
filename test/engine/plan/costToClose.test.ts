import { describe, expect, test } from "vitest";
import { costToClose } from "../../../src/engine/plan/costToClose.ts";
import { boardAt, calendarOf } from "../../support/exits.ts";
import { planOf } from "../../support/plans.ts";

describe("what a plan costs to close", () => {
  test("is what was sold at its mid less what was bought: 4.60 − 2.50 = 2.10, the credit while nothing has moved", () => {
    expect(costToClose(planOf(), boardAt([4.6, 2.5]))).toBe(2.1);
    expect(costToClose(planOf(), boardAt([1.525, 0.51]))).toBe(1.015);
  });

  test("is of a calendar what it is sold for: 11.00 of January less 6.00 of December = 5.00", () => {
    const plan = calendarOf();
    expect(costToClose(plan, boardAt([6, 11], { plan }))).toBe(5);
  });

  test.each([
    ["a leg without two sides", [4.6, null]],
    ["mids by which one would be paid for closing", [2.4, 2.5]],
  ])("is not known with %s", (_what, mids) => {
    expect(costToClose(planOf(), boardAt(mids))).toBeNull();
  });

  test("may be nothing, which is not the same as not known", () => {
    expect(costToClose(planOf(), boardAt([0.05, 0.05]))).toBe(0);
  });

  test("is not known where the date, the strike or the right is another", () => {
    const board = boardAt([4.6, 2.5]);
    const [sold, bought] = planOf().legs;
    for (const other of [{ expiry: "2026-12-24" }, { strike: 574 }, { right: "call" as const }])
      expect(costToClose(planOf({ legs: [{ ...sold!, ...other }, bought!] }), board)).toBeNull();
  });
});
