import { profitAfter, profitAtExpiry } from "../../engine/plan/payoff.ts";
import type { Plan } from "../../engine/plan/types.ts";

/** Prices from left to right. */
export interface PayoffWindow {
  readonly low: number;
  readonly high: number;
}

const MOVES = 1.3;
/** A level farther away than so many expected moves does not widen the window; it gets a tag at the edge. */
const FARTHEST_MOVES = 2;
const AIR = 0.04;
/** Of the width: room for the words of a breakeven on the side of its losses. */
const BREAKEVEN_ROOM = 0.27;
const PASSES = 8;

/** Every strike and breakeven, the expected move with some air, and the levels that are not too far. */
export function payoffWindow({ spot, expectedMove, legs, breakevens, levels }: Plan): PayoffWindow {
  const near = Object.values(levels).filter(
    (level): level is number => level !== null && Math.abs(level - spot) <= FARTHEST_MOVES * expectedMove,
  );
  const strikes = legs.map(({ strike }) => strike);
  const shown = [...strikes, ...near, ...breakevens, spot - MOVES * expectedMove, spot + MOVES * expectedMove];
  const [first, last] = [Math.min(...shown), Math.max(...shown)];
  const air = (last - first) * AIR;
  const wide = { low: first - air, high: last + air };
  // Solved for the edge: (breakeven − edge) is the part of (other edge − edge) that the words need.
  const edgeFor = (breakeven: number, other: number) => (breakeven - BREAKEVEN_ROOM * other) / (1 - BREAKEVEN_ROOM);
  const [lowest, highest] = [breakevens[0], breakevens.at(-1)];
  let { low, high } = wide;
  // Either edge takes room from the words at the other.
  for (let pass = 0; pass < PASSES; pass++) {
    if (lowest !== undefined) low = Math.min(wide.low, edgeFor(lowest, high));
    if (highest !== undefined) high = Math.max(wide.high, edgeFor(highest, low));
  }
  return { low: Math.max(0, low), high };
}

/** Price across, $ per share up. */
export type PayoffPoint = readonly [price: number, profit: number];

const STEPS = 240;

/** Profit at the (front) expiry and right now, with a point at every kink. */
export function payoffPoints(
  plan: Plan,
  { low, high }: PayoffWindow,
): { readonly expiry: readonly PayoffPoint[]; readonly now: readonly PayoffPoint[] } {
  const even = Array.from({ length: STEPS + 1 }, (_, i) => low + ((high - low) * i) / STEPS);
  const kinks = [...plan.legs.map(({ strike }) => strike), ...plan.breakevens].filter((at) => at > low && at < high);
  const prices = [...new Set([...even, ...kinks])].toSorted((a, b) => a - b);
  const [expiry, now] = [profitAtExpiry(plan), profitAfter(plan, 0)];
  return {
    expiry: prices.map((price) => [price, expiry(price)]),
    now: prices.map((price) => [price, now(price)]),
  };
}

/** On which sides a loss without bound goes on beyond the window; on neither where there is a bound. */
export function openSides(
  plan: Plan,
  { low, high }: PayoffWindow,
): { readonly left: boolean; readonly right: boolean } {
  if (plan.maxLoss.kind !== "stress") return { left: false, right: false };
  const profit = profitAtExpiry(plan);
  const further = FURTHER * plan.spot;
  return {
    left: profit(Math.max(0, low - further)) < profit(low) && profit(low) < 0,
    right: profit(high + further) < profit(high) && profit(high) < 0,
  };
}

const FURTHER = 0.1;
/** A loss without bound is shown so many times as deep as the best result, so that it does not flatten the rest. */
const DEEPEST = 5;

/** The range of profits to show, $ per share. */
export function payoffRange(
  plan: Plan,
  points: readonly PayoffPoint[],
): { readonly low: number; readonly high: number } {
  const profits = points.map(([, profit]) => profit);
  const high = Math.max(...profits, plan.maxProfit ?? 0, 0.01);
  const lowest = Math.min(...profits, 0);
  const low = plan.maxLoss.kind === "stress" ? Math.max(lowest, -DEEPEST * high) : Math.min(lowest, -plan.maxLoss.usd);
  return { low: Math.min(low, -0.1 * high), high };
}
