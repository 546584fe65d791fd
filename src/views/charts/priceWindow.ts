import type { ExposureSnapshot } from "../../engine/snapshot.ts";

/** The prices a ladder shows. */
export interface PriceWindow {
  readonly low: number;
  readonly high: number;
}

/** How far from spot a window looks for strikes, and what it always shows. */
export interface Reach {
  /** Spot ± the larger of this share of spot and this many expected moves is searched. */
  readonly widestShare: number;
  readonly widestMoves: number;
  /** Spot ± this share of spot is shown in any case. */
  readonly narrowestShare: number;
}

const ANY_EXPIRY: Reach = { widestShare: 0.05, widestMoves: 1.5, narrowestShare: 0.01 };
/** What expires today lives within a few of today's moves; a level 3 % away would squeeze it into a third of the picture. */
export const TODAY: Reach = { widestShare: 0.008, widestMoves: 2.5, narrowestShare: 0.005 };

const KEPT_GEX = 0.95;
/** A level this much farther out than the strikes still stretches the window; beyond, it becomes a tag at the edge. */
const STRETCH = 1.6;
const PADDING = 0.03;
const NEIGHBOURS = 3;
const MOST_SHARE = 0.25;

/**
 * Spot ± max(5 %, 1.5 expected moves), narrowed to the strikes that hold 95 % of |call GEX| + |put GEX|,
 * then widened to show the levels, the expected move, ±1 % and three strikes on either side of spot.
 * Another reach sets other percentages.
 */
export function priceWindow(
  snapshot: ExposureSnapshot,
  levels: readonly number[],
  { widestShare, widestMoves, narrowestShare }: Reach = ANY_EXPIRY,
): PriceWindow {
  const { spot, expectedMove, strikes } = snapshot;
  const move = expectedMove?.usd ?? 0;
  const neighbours = neighbouring(strikes, spot);
  const reach = Math.max(spot * widestShare, widestMoves * move);
  const near = strikes
    .filter(({ strike }) => Math.abs(strike - spot) <= reach)
    .map(({ strike, callGex, putGex }) => ({ strike, size: Math.abs(callGex) + Math.abs(putGex) }));
  const shown = [
    ...heaviest(near),
    ...neighbours,
    ...levels.filter((level) => Math.abs(level - spot) <= reach * STRETCH),
    spot * (1 - narrowestShare),
    spot * (1 + narrowestShare),
    spot - move,
    spot + move,
  ];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const padding = (high - low) * PADDING;
  return { low: low - padding, high: high + padding };
}

/** Where strikes stand 5 % apart, a window in percent would show one bar. */
function neighbouring(strikes: ExposureSnapshot["strikes"], spot: number): number[] {
  const prices = strikes.map(({ strike }) => strike).filter((strike) => Math.abs(strike - spot) <= spot * MOST_SHARE);
  const above = prices.findIndex((strike) => strike >= spot);
  const middle = above === -1 ? prices.length : above;
  return prices.slice(Math.max(0, middle - NEIGHBOURS), middle + NEIGHBOURS);
}

/** First and last strike after dropping, always at the lighter end, what the total can spare. */
function heaviest(near: readonly { strike: number; size: number }[]): number[] {
  const total = near.reduce((sum, { size }) => sum + size, 0);
  if (total === 0) return [];
  let spare = total * (1 - KEPT_GEX);
  let [first, last] = [0, near.length - 1];
  while (first < last) {
    const [low, high] = [near[first]?.size ?? 0, near[last]?.size ?? 0];
    spare -= Math.min(low, high);
    if (spare < 0) break;
    if (low <= high) first += 1;
    else last -= 1;
  }
  return [near[first], near[last]].flatMap((end) => (end ? [end.strike] : []));
}
