import { describe, expect, test } from "vitest";
import { ramp, weigh } from "../../../src/engine/vrp/weights.ts";

describe("a ramp", () => {
  test("is 0 up to its start, 1 from its end on, and straight between", () => {
    expect([ramp(1, 2, 4), ramp(2, 2, 4), ramp(3, 2, 4), ramp(4, 2, 4), ramp(9, 2, 4)]).toEqual([0, 0, 0.5, 1, 1]);
  });
});

describe("a weighted score", () => {
  test("is the earned share of the weights whose input is there", () => {
    expect(weigh([[60, 0.5], [40, 1]])).toEqual({ value: 70, coverage: 1 }); // prettier-ignore
    expect(weigh([[60, 0.5], [40, null]])).toEqual({ value: 50, coverage: 0.6 }); // prettier-ignore
  });

  test("is null below the coverage it needs, and with nothing at all", () => {
    expect(weigh([[59, 1], [41, null]], 0.6).value).toBeNull(); // prettier-ignore
    expect(weigh([[60, 1], [40, null]], 0.6).value, "exactly enough").toBe(100); // prettier-ignore
    expect(weigh([[1, null]])).toEqual({ value: null, coverage: 0 });
  });
});
