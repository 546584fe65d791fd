import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeCurveLabels, type PixelCurve } from "../../../src/views/charts/curveLabels.ts";

const panel = { left: 100, right: 900, top: 100, bottom: 700 };
const line = (from: number, to: number): PixelCurve =>
  Array.from({ length: 41 }, (_, index) => [100 + index * 20, from + ((to - from) * index) / 40] as const);
const label = (curve: number) => ({ curve, width: 180, height: 34 });

const random = fc.record({
  curves: fc.array(fc.tuple(fc.integer({ min: 100, max: 700 }), fc.integer({ min: 100, max: 700 })), {
    minLength: 1,
    maxLength: 3,
  }),
  spot: fc.integer({ min: 100, max: 900 }),
});

test("whatever the curves: a label touches no curve, no obstacle, no other label, and stays in the panel", () => {
  fc.assert(
    fc.property(random, ({ curves, spot }) => {
      const lines = curves.map(([from, to]) => line(from, to));
      const obstacles = [{ left: spot - 2, right: spot + 2, top: 100, bottom: 700 }];
      const placed = placeCurveLabels(lines.map((_, index) => label(index)), { curves: lines, panel, obstacles, marks: [] }); // prettier-ignore
      const boxes = placed.flatMap((one) => (one ? [one.box] : []));
      for (const [index, box] of boxes.entries()) {
        expect(box.left >= 100 && box.right <= 900 && box.top >= 100 && box.bottom <= 700, "inside").toBe(true);
        expect(box.right < spot - 2 || box.left > spot + 2, "off the obstacle").toBe(true);
        for (const [x, y] of lines.flat()) {
          expect(x > box.left && x < box.right && y > box.top && y < box.bottom, "on a curve").toBe(false);
        }
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
          expect(apart, "apart from the next label").toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a label stands at its own curve and nearer to it than to any other", () => {
  const curves = [line(500, 160), line(420, 300), line(600, 640)];
  const placed = placeCurveLabels([label(0), label(1), label(2)], { curves, panel, obstacles: [], marks: [] });
  for (const [index, one] of placed.entries()) {
    const [x, y] = one?.at ?? [0, 0];
    const rows = curves.map((curve) => curve.findLast(([column]) => column <= x)?.[1] ?? 0);
    const middle = ((one?.box.top ?? 0) + (one?.box.bottom ?? 0)) / 2;
    const distances = rows.map((row) => Math.abs(row - middle));
    expect(Math.abs(y - (rows[index] ?? 0)), "the point is on the curve").toBeLessThan(25);
    expect(Math.min(...distances)).toBe(distances[index]);
  }
});

test("a label rather stands away from its curve than beside it but nearer to another", () => {
  const curves = [line(400, 400), line(453, 453)];
  const obstacles = [{ left: 100, right: 900, top: 320, bottom: 395 }];
  const [placed] = placeCurveLabels([label(0)], { curves, panel, obstacles, marks: [] });
  expect(placed?.box.bottom, "above the obstacle, not between the curves").toBeLessThan(320);
});

test("the way from a label to its curve leads through no other label", () => {
  // The spaces between and around the curves are too narrow at the curves, so that labels stand away from them.
  const curves = [line(300, 300), line(320, 320), line(340, 340)];
  const placed = placeCurveLabels([label(0), label(1), label(2)], { curves, panel, obstacles: [], marks: [] });
  const found = placed.flatMap((one) => one ?? []);
  expect(found.length).toBe(3);
  for (const { box, at } of found) {
    const [top, bottom] = [Math.min(at[1], box.bottom), Math.max(at[1], box.top)];
    for (const other of found) {
      const inTheWay =
        other.box.left < at[0] && other.box.right > at[0] && other.box.top < bottom && other.box.bottom > top;
      expect(other.box !== box && inTheWay).toBe(false);
    }
  }
});

test("the way from a label to its curve leads through no mark either", () => {
  // From the lower curve to the free space above it there is one way, and the mark stands in it.
  const curves = [line(650, 650), line(600, 600)];
  const mark = { left: 101, right: 899, top: 560, bottom: 566 };
  const names = [label(1)];
  const free = placeCurveLabels(names, { curves, panel, obstacles: [{ ...mark, top: 500 }], marks: [] });
  expect(free[0]?.box.bottom, "above what only labels must avoid").toBeLessThan(500);
  const blocked = placeCurveLabels(names, { curves, panel, obstacles: [{ ...mark, top: 500 }], marks: [mark] });
  expect(blocked).toEqual([null]);
});

test("where no place is free a label is left out instead of drawn over something", () => {
  const placed = placeCurveLabels([label(0)], { curves: [line(400, 400)], panel, obstacles: [panel], marks: [] });
  expect(placed).toEqual([null]);
});
