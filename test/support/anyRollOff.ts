import * as fc from "fast-check";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { Flip } from "../../src/engine/snapshot.ts";
import type { Area, Recording } from "./recordingContext.ts";
import { snapshotOf } from "./snapshots.ts";

/** Markets of one to sixty expiries of wild sizes, whose flips jump anywhere when one date is gone. */
export const anyRollOff: fc.Arbitrary<Reading> = fc
  .record({
    count: fc.integer({ min: 1, max: 60 }),
    days: fc.constantFrom(1, 7, 90),
    spot: fc.constantFrom(4.87, 603.42, 6012.34, 89_999.5),
    size: fc.constantFrom(3, 4e4, 7e7, 4e9, 9e12),
    small: fc.constantFrom(1, 1e-4, 1e-9),
    iv: fc.constantFrom(null, 0.05, 4.99),
    flips: fc.array(fc.double({ min: -19.9, max: 19.9, noNaN: true }), { minLength: 3, maxLength: 3 }),
    near: fc.constantFrom(1, 0.1, 0.0005),
    direction: fc.constantFrom("up" as const, "down" as const),
    states: fc.integer({ min: 0, max: 2 }),
    left: fc.constantFrom(0.5, -3, 40),
  })
  .map(({ count, days, spot, size, small, iv, flips, near, direction, states, left }): Reading => {
    const base = snapshotOf({ spot, spacing: spot / 600, size });
    const flip = (index: number): Flip => {
      const price = spot * (1 + ((flips[index] ?? 0) * near) / 100);
      return { price, direction, roots: [{ price, direction }], missing: null };
    };
    const expiries = Array.from({ length: count }, (_, index) => {
      const gross = size * (index % 4 === 3 ? small : 1);
      return base.expiries.slice(0, 1).map((model) => ({
        ...model,
        date: new Date(Date.parse("2026-11-23") + index * days * 86_400_000).toISOString().slice(0, 10),
        dte: index * days,
        net: { ...model.net, gex: index % 3 === 1 ? -gross : gross * 0.37 },
        grossGex: gross,
        atmIv: index % 5 === 4 ? null : iv,
        maxPain: index % 7 === 6 ? null : spot - 0.5 * (index % 3),
      }));
    }).flat();
    const rollOff = base.rollOff.slice(0, states).map((rest, index) => ({
      ...rest,
      netGex: rest.netGex * left,
      gex: rest.gex.map((gex) => gex * left),
      flip: flip(index + 1),
    }));
    return readSnapshot({ ...base, expiries, rollOff, levels: { ...base.levels, flip: flip(0) } });
  });

/** Texts over one another, outside the picture, or of no number; none of them is what a picture should have. */
export function unreadable({ texts }: Recording): string[] {
  const found = texts.filter(({ text, area }) => /NaN|undefined|Infinity/.test(text) || !inside(area));
  const over = texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .flatMap((other) => (overlap(one.area, other.area) ? [`${one.text} over ${other.text}`] : [])),
  );
  return [...found.map(({ text }) => text), ...over];
}

const inside = ({ left, top, right, bottom }: Area) => left >= 0 && top >= 0 && right <= 1080 && bottom <= 1350;

const overlap = (a: Area, b: Area) =>
  a.left + 1 < b.right && b.left < a.right - 1 && a.top < b.bottom && b.top < a.bottom;
