import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cumulative, density, lowerTail } from "../../src/engine/normal.ts";

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

/** Marsaglia (2004): Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …); exact as far as doubles go for 0 ≤ x ≤ 6. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 3; sum + term !== sum; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + density(x) * sum;
}

/** Laplace's continued fraction for Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))), for x well above 0. */
function tail(x: number): number {
  let fraction = x;
  for (let n = 400; n > 0; n--) fraction = x + n / fraction;
  return density(x) / fraction;
}

describe("the normal distribution", () => {
  test.each([
    // Abramowitz & Stegun, Handbook of Mathematical Functions, table 26.1
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [1.5, 0.933192798731142],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
  ])("Φ(%f) has the published fifteen digits", (x, published) => {
    expect(Math.abs(cumulative(x) - published)).toBeLessThan(1e-15);
  });

  test.each([
    // A&S table 26.2 lists −lg Q(x): 6.54265, 23.11805, 88.56010, 197.30921
    [5, 6.54265],
    [10, 23.11805],
    [20, 88.5601],
    [30, 197.30921],
  ])("the tail beyond %f has its published magnitude", (x, minusLog10) => {
    expect(-Math.log10(cumulative(-x))).toBeCloseTo(minusLog10, 4);
  });

  test("the body agrees with a power series", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (x) => {
        expect(relative(cumulative(x), series(x))).toBeLessThan(2e-15);
      }),
    );
  });

  test("the tail keeps its relative accuracy where it has fallen to 1e-300", () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 37, noNaN: true }), (x) => {
        expect(relative(cumulative(-x), tail(x)), `Φ(−${x})`).toBeLessThan(5e-15);
      }),
    );
  });

  test("the two sides add up to one", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
        expect(Math.abs(cumulative(x) + cumulative(-x) - 1)).toBeLessThan(3e-16);
      }),
    );
  });

  test.each([0.46875 * Math.SQRT2, 4 * Math.SQRT2])("no step where the approximations meet, at %f", (seam) => {
    expect(relative(cumulative(-seam * (1 - 1e-15)), cumulative(-seam * (1 + 1e-15)))).toBeLessThan(1e-13);
  });

  test("infinity and nonsense stay what they are", () => {
    expect(cumulative(Number.POSITIVE_INFINITY)).toBe(1);
    expect(cumulative(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(cumulative(Number.NaN)).toBeNaN();
    expect(density(Number.POSITIVE_INFINITY)).toBe(0);
  });

  test("the tail that shares its exponential with the density is the same tail", () => {
    for (const a of [0, 0.3, 0.7, 3, 6, 20]) expect(lowerTail(a, Math.exp(-0.5 * a * a))).toBe(cumulative(-a));
  });
});
