import { describe, expect, it } from "vitest";
import { bridge, mix, mixText, normal, uniform, wander } from "../../../sandbox/market/noise.ts";

const keys = Array.from({ length: 4000 }, (_, i) => mix(12, i));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe("noise without state", () => {
  it("depends on every part of its key", () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(mixText(1, "AB")).not.toBe(mixText(1, "BA"));
    expect(mixText(1, "SPY")).not.toBe(mixText(2, "SPY"));
  });

  it("is uniform and normal, within what 4,000 draws allow", () => {
    const even = keys.map(uniform);
    expect(mean(even)).toBeCloseTo(0.5, 1);
    expect(Math.min(...even)).toBeGreaterThan(0);
    expect(Math.max(...even)).toBeLessThan(1);
    const bell = keys.map(normal);
    expect(Math.abs(mean(bell))).toBeLessThan(0.06);
    expect(mean(bell.map((z) => z * z))).toBeCloseTo(1, 0);
  });

  it("bridges from zero to zero with the variance of a Brownian bridge", () => {
    expect(bridge(5, 0, 64)).toBe(0);
    expect(bridge(5, 64, 64)).toBe(0);
    const middle = keys.map((key) => bridge(key, 32, 64));
    expect(mean(middle.map((x) => x * x)), "64 / 4").toBeGreaterThan(14);
    expect(mean(middle.map((x) => x * x))).toBeLessThan(18);
    const step = keys.map((key) => bridge(key, 21, 64) - bridge(key, 20, 64));
    expect(mean(step.map((x) => x * x)), "about 1 per step").toBeCloseTo(1, 0);
  });

  it("wanders for decades without leaving, and without a jump where blocks meet", () => {
    const path = Array.from({ length: 30_000 }, (_, day) => wander(3, day, { perDay: 0.01, pin: 0.03 }));
    expect(Math.max(...path.map(Math.abs))).toBeLessThan(0.3);
    const jumps = path.slice(1).map((x, i) => Math.abs(x - path[i]!));
    expect(Math.max(...jumps), "five standard deviations").toBeLessThan(0.055);
    expect(Math.sqrt(mean(jumps.map((x) => x * x)))).toBeCloseTo(0.01, 3);
  });
});
