import { describe, expect, test } from "vitest";
import { sizeOf, tailOf } from "../../../src/engine/plan/size.ts";

const of = { kelly: 0.475, maxLoss: 4.28561, bankroll: 50_000 };

describe("the size of a plan", () => {
  test("in A is the cap of 2 % when a quarter of Kelly is more", () => {
    // ¼ · 0.2966 = 0.0741; 0.02 · 50,000 / 428.56 = 2.33 contracts.
    expect(sizeOf("A", { ...of, kellyWithTail: 0.2965722 })).toMatchObject({
      fraction: 0.02,
      capped: true,
      contracts: 2,
    });
  });

  test("in B is an eighth of Kelly when that is less than the cap of 1 %", () => {
    const size = sizeOf("B", { ...of, kellyWithTail: 0.049932366991270294 });
    expect(size.fraction).toBeCloseTo(0.006241545873908787, 12);
    expect(size).toMatchObject({ capped: false, contracts: 0 });
  });

  test("in C is 0.35 of it, in D nothing", () => {
    expect(sizeOf("C", { ...of, kellyWithTail: 0.1 }).fraction).toBeCloseTo(0.25 * 0.1 * 0.35, 12);
    expect(sizeOf("D", { ...of, kellyWithTail: 1 })).toMatchObject({ fraction: 0, contracts: 0 });
  });

  test("has no contracts without a bankroll, only the fraction", () => {
    expect(sizeOf("A", { ...of, kellyWithTail: 0.3, bankroll: null }).contracts).toBeNull();
  });
});

test("the tail is 2 % a month, 5 % in B, in proportion to the days", () => {
  expect(tailOf("A", 30)).toBeCloseTo(0.02, 12);
  expect(tailOf("B", 30)).toBeCloseTo(0.05, 12);
  expect(tailOf("C", 45)).toBeCloseTo(0.03, 12);
});
