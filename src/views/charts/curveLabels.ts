import type { Box } from "./shapes.ts";

/** A curve in pixels, points ascending by x. */
export type PixelCurve = readonly (readonly [number, number])[];

export interface LabelWish {
  readonly width: number;
  readonly height: number;
  /** Index of the curve it names. */
  readonly curve: number;
}

export interface PlacedLabel {
  readonly box: Box;
  /** The point of its curve that it stands at. */
  readonly at: readonly [number, number];
}

interface Surroundings {
  readonly curves: readonly PixelCurve[];
  readonly panel: Box;
  /** Where no label may stand, though the way to one may cross it. */
  readonly obstacles: readonly Box[];
  /** What neither may touch. */
  readonly marks: readonly Box[];
}

const COLUMNS = 36;
const OFFSETS = [10, 18, 30, 46, 66, 90, 120, 160];
const CLEARANCE = 7;
/** What it costs, in pixels of distance, to stand nearer to another curve, and to reach across one. */
const AMBIGUOUS = 300;
const ACROSS = 1000;

/**
 * A place beside its curve for every label, or null where none is free: no label touches a curve, an obstacle, another
 * label or the way from there to its curve, and each stands as near to its own and as far from the other curves as it can. Earlier labels choose first.
 */
export function placeCurveLabels(
  labels: readonly LabelWish[],
  { curves, panel, obstacles, marks }: Surroundings,
): (PlacedLabel | null)[] {
  const taken = [...obstacles, ...marks];
  const blocked = [...marks];
  return labels.map((label) => {
    let best: (PlacedLabel & { cost: number }) | null = null;
    for (const candidate of candidates(label, { curves, panel })) {
      if (best && candidate.cost >= best.cost) continue;
      const leader = leaderOf(candidate);
      if (blocked.some((one) => touch(one, leader))) continue;
      if (isFree(candidate.box, { curves, taken })) best = candidate;
    }
    if (best) {
      taken.push(best.box, leaderOf(best));
      blocked.push(best.box);
    }
    return best;
  });
}

/** The way from a label to its point: no other label and no mark may stand in it. */
function leaderOf({ box, at: [x, y] }: PlacedLabel): Box {
  return { left: x - 2, right: x + 2, top: Math.min(y, box.bottom), bottom: Math.max(y, box.top) };
}

const touch = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function* candidates(
  { width, height, curve }: LabelWish,
  { curves, panel }: Pick<Surroundings, "curves" | "panel">,
): Generator<PlacedLabel & { cost: number }> {
  const [first, last] = [panel.left + 8 + width / 2, panel.right - 8 - width / 2];
  for (let column = 0; column < COLUMNS; column += 1) {
    const x = Math.round(last - ((last - first) * column) / (COLUMNS - 1));
    const own = rowAt(curves[curve] ?? [], x);
    if (own === null) continue;
    const others = curves.flatMap((one, index) => (index === curve ? [] : (rowAt(one, x) ?? [])));
    for (const offset of OFFSETS)
      for (const side of [-1, 1]) {
        const middle = own + side * (offset + height / 2);
        const box = {
          left: x - width / 2,
          right: x + width / 2,
          top: middle - height / 2,
          bottom: middle + height / 2,
        };
        if (box.top < panel.top + 6 || box.bottom > panel.bottom - 6) continue;
        yield { box, at: [x, own], cost: offset + confusion(others, { own, middle }) };
      }
  }
}

function confusion(others: readonly number[], { own, middle }: { own: number; middle: number }): number {
  return others.reduce((sum, row) => {
    const between = (row - own) * (row - middle) < 0;
    const nearer = Math.abs(row - middle) <= Math.abs(own - middle);
    const apart = Math.min(Math.abs(row - middle), 120);
    return sum + (between ? ACROSS : 0) + (nearer ? AMBIGUOUS : 0) - apart * 0.4;
  }, 0);
}

function isFree(box: Box, { curves, taken }: { curves: readonly PixelCurve[]; taken: readonly Box[] }): boolean {
  const wide = {
    left: box.left - CLEARANCE,
    right: box.right + CLEARANCE,
    top: box.top - CLEARANCE,
    bottom: box.bottom + CLEARANCE,
  };
  return !taken.some((one) => touch(one, wide)) && !curves.some((curve) => crosses(curve, wide));
}

/** Whether any stretch of the curve passes through the box. */
function crosses(curve: PixelCurve, { left, right, top, bottom }: Box): boolean {
  return curve.slice(1).some(([x, y], index) => {
    const [fromX, fromY] = curve[index] ?? [x, y];
    if (x < left || fromX > right) return false;
    return Math.max(y, fromY) >= top && Math.min(y, fromY) <= bottom;
  });
}

function rowAt(curve: PixelCurve, x: number): number | null {
  const right = curve.findIndex(([column]) => column >= x);
  const [from, to] = [curve[right - 1], curve[right]];
  if (!from || !to) return null;
  return from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0] || 1);
}
