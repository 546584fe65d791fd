import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxPain, painAt } from "../../src/engine/maxPain.ts";

const anyStrikes = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 }).chain((steps) =>
  fc.tuple(
    ...steps
      .sort((a, b) => a - b)
      .map((step) =>
        fc.record({
          strike: fc.constant(step * 2.5),
          callOi: fc.oneof(fc.constant(0), fc.nat(100_000)),
          putOi: fc.oneof(fc.constant(0), fc.nat(100_000)),
        }),
      ),
  ),
);

describe("max pain", () => {
  test("is the listed strike at which holders collect least, nearest to spot among equals: against trying every strike", () => {
    fc.assert(
      fc.property(anyStrikes, fc.double({ min: 1, max: 1000, noNaN: true }), (strikes, spot) => {
        const open = strikes.some(({ callOi, putOi }) => callOi + putOi > 0);
        if (!open) {
          expect(maxPain(strikes, spot)).toBeNull();
          return;
        }
        const least = Math.min(...strikes.map(({ strike }) => painAt(strikes, strike)));
        const minimal = strikes
          .filter(({ strike }) => painAt(strikes, strike) <= least * (1 + 1e-9))
          .map(({ strike }) => strike);
        const found = maxPain(strikes, spot)!;
        expect(minimal).toContain(found);
        expect(Math.abs(found - spot)).toBe(Math.min(...minimal.map((strike) => Math.abs(strike - spot))));
      }),
      { numRuns: 300 },
    );
  });

  test("among equals takes the strike nearest to spot", () => {
    // Between 95 and 105 every price costs the same.
    const strikes = [
      { strike: 95, callOi: 10, putOi: 0 },
      { strike: 100, callOi: 0, putOi: 0 },
      { strike: 105, callOi: 0, putOi: 10 },
    ];
    expect(maxPain(strikes, 96)).toBe(95);
    expect(maxPain(strikes, 100.5)).toBe(100);
    expect(maxPain(strikes, 104)).toBe(105);
  });

  test("a strike without open interest may be it", () => {
    const strikes = [
      { strike: 90, callOi: 10, putOi: 0 },
      { strike: 95, callOi: 0, putOi: 0 },
      { strike: 100, callOi: 0, putOi: 10 },
    ];
    expect(maxPain(strikes, 95)).toBe(95);
  });

  test("calls alone pull it to the lowest strike, puts alone to the highest", () => {
    const strikes = [90, 100, 110].map((strike) => ({ strike, callOi: 5, putOi: 0 }));
    expect(maxPain(strikes, 100)).toBe(90);
    expect(
      maxPain(
        strikes.map(({ strike }) => ({ strike, callOi: 0, putOi: 5 })),
        100,
      ),
    ).toBe(110);
  });

  test("is missing without open interest", () => {
    expect(maxPain([], 100)).toBeNull();
    expect(maxPain([{ strike: 100, callOi: 0, putOi: 0 }], 100)).toBeNull();
  });
});
