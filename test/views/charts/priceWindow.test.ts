import { describe, expect, test } from "vitest";
import { priceWindow, TODAY } from "../../../src/views/charts/priceWindow.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const wide = snapshotOf({ spot: 600, spacing: 1, count: 241 });

describe("the prices a ladder shows", () => {
  test("no strike beyond 5 % of spot, since levels and strikes there would only shrink the rest", () => {
    const { low, high } = priceWindow(wide, []);
    expect(low).toBeGreaterThan(600 * 0.94);
    expect(high).toBeLessThan(600 * 1.06);
  });

  test("strikes that hold 95 % of gamma within 5 % of spot are inside", () => {
    const { low, high } = priceWindow(wide, []);
    const near = wide.strikes.filter(({ strike }) => Math.abs(strike - 600) <= 30);
    const total = (strikes: typeof near) => strikes.reduce((sum, { callGex, putGex }) => sum + callGex - putGex, 0);
    const shown = total(near.filter(({ strike }) => strike >= low && strike <= high)) / total(near);
    expect(shown).toBeGreaterThanOrEqual(0.95);
    expect(high - low, "and the thin tails are not").toBeLessThan(60);
  });

  test("a level a little farther out stretches the window, one far away does not", () => {
    expect(priceWindow(wide, [645]).high).toBeGreaterThan(645);
    expect(priceWindow(wide, [700]).high).toBeLessThan(660);
  });

  test("what expires today is looked at more closely: a level 5 % away no longer stretches the window", () => {
    const { low, high } = priceWindow(wide, [630, 603], TODAY);
    expect(high).toBeLessThan(625);
    expect(low).toBeLessThan(600 * 0.995);
    expect(priceWindow(wide, [630]).high, "on the ladder it does").toBeGreaterThan(630);
  });

  test("the expected move is always visible, however large", () => {
    const move = { ...wide.expectedMove!, usd: 90 };
    const { low, high } = priceWindow({ ...wide, expectedMove: move }, []);
    expect(low).toBeLessThan(510);
    expect(high).toBeGreaterThan(690);
  });

  test("strikes that stand far apart: three on either side of spot", () => {
    const coarse = snapshotOf({ spot: 32.6, spacing: 2.5, count: 11 });
    const { low, high } = priceWindow(coarse, []);
    expect(low).toBeLessThan(27.5);
    expect(high).toBeGreaterThan(40);
  });

  test("strikes without gamma pull the window to no side", () => {
    const flat = { ...snapshotOf({ spot: 600, count: 121, size: 0 }), expectedMove: null };
    const { low, high } = priceWindow(flat, []);
    expect(high - 600).toBeCloseTo(600 - low, 6);
  });

  test("without strikes and move there is still a window around spot", () => {
    const { low, high } = priceWindow({ ...snapshotOf({ spot: 600, count: 0 }), expectedMove: null }, []);
    expect(low).toBeLessThan(594.01);
    expect(high).toBeGreaterThan(605.99);
  });
});
