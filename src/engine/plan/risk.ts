import { UNDEFINED_RISK } from "../vrp/strategies.ts";
import type { Structure } from "../vrp/types.ts";
import { breakevensOf, profitAtExpiry } from "./payoff.ts";
import type { Leg, MaxLoss, Plan } from "./types.ts";

/** Received (+) or paid (−) for all legs, $ per share. */
export const creditOf = (legs: readonly Leg[]): number =>
  legs.reduce((sum, { side, mid }) => sum + (side === "sell" ? mid : -mid), 0);

/** The same sold at the bid and bought at the ask. */
export const naturalOf = (legs: readonly Leg[]): number =>
  legs.reduce((sum, { side, bid, ask }) => sum + (side === "sell" ? bid : -ask), 0);

/** A move nobody can rule out, where nothing bounds the loss: of spot, and in expected moves. The larger counts. Ours. */
const STRESS = { ofSpot: 0.15, moves: 3 };
/** How far breakevens are looked for, in expected moves beyond the strikes. */
const HORIZON = 6;

export interface Risk {
  readonly maxLoss: MaxLoss;
  /** $ per share; null for a calendar. */
  readonly maxProfit: number | null;
  /** Prices at (front) expiry with a profit of 0, ascending. */
  readonly breakevens: readonly number[];
}

/**
 * What a position can lose and gain, $ per share. Where no wing limits it the loss is a stress: the larger of those at expiry after
 * a move of 15 % or three expected moves, whichever is more, up and down; a real one can be larger. Not above 0 when the quotes
 * contradict each other: there is no such position.
 */
export function riskOf(
  structure: Structure,
  position: Pick<Plan, "legs" | "expiry" | "back" | "credit">,
  of: { readonly spot: number; readonly expectedMove: number; readonly width: number | null },
): Risk {
  const profit = profitAtExpiry(position);
  return {
    maxLoss: maxLossOf(structure, { ...of, credit: position.credit, profit }),
    maxProfit: structure === "calendar_spread" ? null : position.credit,
    breakevens: breakevens(profit, position, of.expectedMove),
  };
}

interface Bounds {
  readonly spot: number;
  readonly expectedMove: number;
  readonly width: number | null;
  readonly credit: number;
  readonly profit: (price: number) => number;
}

function maxLossOf(structure: Structure, { spot, expectedMove, width, credit, profit }: Bounds): MaxLoss {
  if (structure === "calendar_spread") return { usd: -credit, kind: "debit" };
  if (!UNDEFINED_RISK.includes(structure)) return { usd: (width ?? 0) - credit, kind: "defined" };
  const move = Math.max(STRESS.ofSpot * spot, STRESS.moves * expectedMove);
  return { usd: -Math.min(profit(Math.max(0, spot - move)), profit(spot + move)), kind: "stress" };
}

function breakevens(
  profit: (price: number) => number,
  { legs, credit }: Pick<Plan, "legs" | "credit">,
  expectedMove: number,
): number[] {
  const strikes = legs.map(({ strike }) => strike);
  const reach = HORIZON * expectedMove + Math.abs(credit);
  const lowest = Math.max(Math.min(...strikes) - reach, CENT);
  return breakevensOf(profit, lowest, Math.max(...strikes) + reach);
}

const CENT = 0.01;
