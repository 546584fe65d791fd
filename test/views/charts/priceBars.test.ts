import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceBars, strikeBars } from "../../../src/views/charts/priceBars.ts";
import { snapshotOf } from "../../support/snapshots.ts";

const { strikes } = snapshotOf({ spot: 600, spacing: 1, count: 201 });
const window = { low: 550, high: 650 };

describe("bars of a price window", () => {
  test("when the strikes fit, every strike is its own bar", () => {
    const { bars, binSize, spacing } = priceBars(strikes, window, { most: 120 });
    expect(bars.map(({ price }) => price)).toEqual(Array.from({ length: 101 }, (_, index) => 550 + index));
    expect(binSize).toBeNull();
    expect(spacing).toBe(1);
  });

  test("when they do not fit, neighbours are added up in bins of a round size centred on round prices", () => {
    const { bars, binSize } = priceBars(strikes, window, { most: 30 });
    expect(binSize).toBe(5);
    expect(bars.every(({ price }) => price % 5 === 0)).toBe(true);
    const at600 = strikes.filter(({ strike }) => strike >= 597.5 && strike < 602.5);
    const expected = at600.reduce((sum, { netGex }) => sum + netGex, 0);
    expect(bars.find(({ price }) => price === 600)?.net).toBeCloseTo(expected, 0);
  });

  test("no dollar is lost in binning, and no more bars than fit come out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 150 }), (most) => {
        const { bars } = priceBars(strikes, window, { most });
        const inside = strikes.filter(({ strike }) => strike >= window.low && strike <= window.high);
        for (const [bar, field] of [
          ["call", "callGex"],
          ["put", "putGex"],
          ["net", "netGex"],
          ["zeroDte", "zeroDteGex"],
        ] as const) {
          const drawn = bars.reduce((sum, one) => sum + one[bar], 0);
          const given = inside.reduce((sum, one) => sum + one[field], 0);
          expect(Math.abs(drawn - given), field).toBeLessThan(1);
        }
        expect(bars.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  test("any amount of a strike is added up in the same bins as gamma", () => {
    const { bars } = strikeBars(strikes, window, { most: 30, amounts: ({ vex }) => ({ vanna: vex }) });
    expect(bars.map(({ price }) => price)).toEqual(
      priceBars(strikes, window, { most: 30 }).bars.map(({ price }) => price),
    );
    const at600 = strikes.filter(({ strike }) => strike >= 597.5 && strike < 602.5);
    expect(bars.find(({ price }) => price === 600)?.vanna).toBeCloseTo(
      at600.reduce((sum, { vex }) => sum + vex, 0),
      0,
    );
  });

  test("one odd strike between round ones does not make all bars thin", () => {
    const odd = snapshotOf({ spot: 600, spacing: 5, count: 41 }).strikes;
    const first = odd[0];
    const mixed = first ? [{ ...first, strike: first.strike - 0.5 }, ...odd] : odd;
    expect(priceBars(mixed, { low: 480, high: 720 }, { most: 90 }).spacing).toBe(5);
  });

  test("an empty window has no bars and still a spacing", () => {
    expect(priceBars([], window, { most: 50 })).toEqual({ bars: [], binSize: null, spacing: 10 });
  });
});
