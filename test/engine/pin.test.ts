import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pinScore, ramp } from "../../src/engine/pin.ts";

const best = { top3OiShare: 0.5, distancePct: 0, hoursLeft: 0, gammaShare: 1 };
const worst = { top3OiShare: 0.1, distancePct: 1, hoursLeft: 6.5, gammaShare: 0 };

describe("the pin score", () => {
  test("is 100 when everything invites pinning and 0 when nothing does", () => {
    expect(pinScore(best)).toEqual({ score: 100, oi: 100, proximity: 100, time: 100, gamma: 100 });
    expect(pinScore(worst)).toEqual({ score: 0, oi: 0, proximity: 0, time: 0, gamma: 0 });
  });

  test.each([
    ["open interest", { top3OiShare: 0.5 }, 30],
    ["proximity", { distancePct: 0 }, 25],
    ["time", { hoursLeft: 0 }, 25],
    ["gamma", { gammaShare: 1 }, 20],
  ])("%s alone weighs as published", (_, part, weight) => {
    expect(pinScore({ ...worst, ...part }).score).toBeCloseTo(weight, 12);
  });

  test("an hour and a quarter before the close scores 81 for time, as in the vendor's example", () => {
    expect(Math.round(pinScore({ ...worst, hoursLeft: 1.25 }).time)).toBe(81);
  });

  test("half a percent away scores half for proximity, a share of 30 % half for open interest", () => {
    expect(pinScore({ ...worst, distancePct: 0.5 }).proximity).toBeCloseTo(50, 12);
    expect(pinScore({ ...worst, top3OiShare: 0.3 }).oi).toBeCloseTo(50, 12);
  });

  test("stays within 0 and 100, part by part, whatever comes in", () => {
    const any = fc.double({ min: -10, max: 100, noNaN: true });
    const input = fc.record({ top3OiShare: any, distancePct: any, hoursLeft: any, gammaShare: any });
    fc.assert(
      fc.property(input, (values) => {
        for (const part of Object.values(pinScore(values))) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(100 + 1e-12);
        }
      }),
    );
  });
});

test("a ramp is linear between its ends and flat beyond", () => {
  expect([-1, 2, 3, 4, 9].map((x) => ramp(x, 2, 4))).toEqual([0, 0, 0.5, 1, 1]);
});
