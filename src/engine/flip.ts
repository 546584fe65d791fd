import { gexAt, grossGexAt, type Prepared } from "./kernel.ts";
import type { Profile } from "./profile.ts";
import type { Flip, FlipRoot } from "./snapshot.ts";

const RANGE = 0.2;

/**
 * The gamma flip: the zero of the re-priced profile. Among the roots within ±20 % of spot the nearest one with direction
 * up (negative below, positive above); else the nearest root; else null with the reason.
 * Roots are strict sign changes: a stretch where gamma has underflowed to 0 is none.
 */
export function findFlip(p: Prepared, spot: number, profile: Profile): Flip {
  const roots = findRoots(p, profile).filter(({ price }) => Math.abs(price - spot) <= RANGE * spot);
  const nearest = (of: readonly FlipRoot[]) =>
    of.reduce<FlipRoot | null>(
      (best, root) => (best && Math.abs(best.price - spot) <= Math.abs(root.price - spot) ? best : root),
      null,
    );
  const flip = nearest(roots.filter(({ direction }) => direction === "up")) ?? nearest(roots);
  return {
    price: flip?.price ?? null,
    direction: flip?.direction ?? null,
    roots,
    missing: flip ? null : whyNone(profile, spot),
  };
}

function findRoots(p: Prepared, { spots, gex }: Profile): FlipRoot[] {
  const roots: FlipRoot[] = [];
  let before = -1; // the last grid point with a sign
  for (let j = 0; j < gex.length; j++) {
    if (gex[j] === 0) continue;
    if (before >= 0 && Math.sign(gex[before]!) !== Math.sign(gex[j]!)) {
      const [from, to] = [spots[before]!, spots[j]!];
      const price = j - before === 1 ? refine(p, from, to) : acrossZeros(p, from, to);
      if (price !== null) roots.push({ price, direction: gex[j]! > 0 ? "up" : "down" });
    }
    before = j;
  }
  return roots;
}

/**
 * Between opposite signs the grid shows zeros. The plain formula tells what they are: values too small for the grid, which
 * still change sign somewhere; an exact cancellation; or gamma that has underflowed, which is no root.
 */
function acrossZeros(p: Prepared, from: number, to: number): number | null {
  const below = Math.sign(gexAt(p, from));
  let [a, b] = [from, to];
  while (b - a > 1e-12 * to) {
    const middle = 0.5 * (a + b);
    const sign = Math.sign(gexAt(p, middle));
    if (sign === 0) return grossGexAt(p, middle) > 0 ? middle : null;
    if (sign === below) a = middle;
    else b = middle;
  }
  return 0.5 * (a + b);
}

/** Bracket width, relative to price, at which a root is found. */
const PRECISION = 1e-12;

/**
 * The sign change between two prices by the plain formula: regula falsi (Illinois), every third step a bisection, since
 * beside a contract of the last minutes one end can be a billion times the other and the secant would never leave it.
 */
function refine(p: Prepared, from: number, to: number): number | null {
  const width = PRECISION * to;
  let [a, b] = [from, to];
  let [fa, fb] = [gexAt(p, a), gexAt(p, b)];
  let side = 0;
  for (let k = 0; b - a > width; k++) {
    const secant = (a * fb - b * fa) / (fb - fa);
    // At least half the precision away from either end, so that a hit closes the bracket.
    const x = k % 3 === 2 ? 0.5 * (a + b) : Math.min(b - 0.5 * width, Math.max(a + 0.5 * width, secant));
    const fx = gexAt(p, x);
    // Exactly nothing is a root where gamma cancels, none where it has vanished.
    if (fx === 0) return grossGexAt(p, x) > 0 ? x : null;
    if (Math.sign(fx) === Math.sign(fb)) {
      [b, fb] = [x, fx];
      if (side === -1) fa /= 2;
      side = -1;
    } else {
      [a, fa] = [x, fx];
      if (side === 1) fb /= 2;
      side = 1;
    }
  }
  return 0.5 * (a + b);
}

function whyNone({ spots, gex }: Profile, spot: number): NonNullable<Flip["missing"]> {
  const inRange = gex.filter((value, j) => value !== 0 && Math.abs(spots[j]! - spot) <= RANGE * spot);
  if (inRange.length === 0) return "no_gamma";
  if (inRange.every((value) => value > 0)) return "positive_throughout";
  // Both signs without a root: gamma has vanished between them, around spot.
  return inRange.every((value) => value < 0) ? "negative_throughout" : "no_gamma";
}
