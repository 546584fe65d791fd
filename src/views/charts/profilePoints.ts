import type { ExposureSnapshot, Flip } from "../../engine/snapshot.ts";
import type { PriceWindow } from "./priceWindow.ts";

export interface ProfilePoint {
  readonly price: number;
  readonly gex: number;
}

/** A re-priced curve and its roots: a snapshot is one, and so is what a date leaves behind. */
export interface Repriced {
  readonly profile: ExposureSnapshot["profile"];
  readonly levels: { readonly flip: Pick<Flip, "roots"> };
}

/**
 * The profile inside a window, ascending, with its roots inserted as points of zero: the drawn curve then crosses the
 * zero axis exactly where the flip line is, whatever the grid. Ends are interpolated at the window's edges.
 */
export function profilePoints({ profile, levels }: Repriced, { low, high }: PriceWindow): ProfilePoint[] {
  const grid = profile.spots.flatMap((price, index) => {
    const gex = profile.gex[index];
    return gex === undefined ? [] : [{ price, gex }];
  });
  if (grid.length < 2) return [];
  const inside = ({ price }: ProfilePoint) => price > low && price < high;
  const roots = levels.flip.roots.map(({ price }) => ({ price, gex: 0 })).filter(inside);
  const taken = new Set(roots.map(({ price }) => price));
  const ends = [low, high].flatMap((price) => {
    const gex = profileAt(grid, price);
    return gex === null ? [] : [{ price, gex }];
  });
  const body = grid.filter((point) => inside(point) && !taken.has(point.price));
  return [...ends, ...body, ...roots].toSorted((a, b) => a.price - b.price);
}

/** Linear interpolation between grid points; null outside the grid. */
function profileAt(grid: readonly ProfilePoint[], price: number): number | null {
  const right = grid.findIndex((point) => point.price >= price);
  const [a, b] = [grid[right - 1], grid[right]];
  if (!b) return null;
  if (!a) return b.price === price ? b.gex : null;
  return a.gex + ((b.gex - a.gex) * (price - a.price)) / (b.price - a.price);
}
