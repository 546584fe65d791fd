import { SHARES_PER_CONTRACT } from "../chain.ts";
import type { Cell } from "../regime.ts";
import type { Size } from "./types.ts";

/** Of a full Kelly fraction, and by cell. A judgement, not a result: docs/methodology.md "Sizing". */
const KELLY_SHARE = 0.25;
const MULTIPLE: Readonly<Record<Cell, number>> = { A: 1, B: 0.5, C: 0.35, D: 0 };
const CAP: Readonly<Record<Cell, number>> = { A: 0.02, B: 0.01, C: 0.01, D: 0 };

/** Probability of a full loss that no lognormal knows of, per 30 days; twice and a half of it where gamma is negative. */
export const tailOf = (cell: Cell, dte: number): number => ((cell === "B" ? 0.05 : 0.02) * dte) / 30;

/**
 * How much of a bankroll a plan may lose: a quarter of Kelly times the multiple of the cell, and never more than the cap. Whole
 * contracts; 0 is an answer.
 * @param of.maxLoss $ per share
 */
export function sizeOf(
  cell: Cell,
  of: {
    readonly kelly: number;
    readonly kellyWithTail: number;
    readonly maxLoss: number;
    readonly bankroll: number | null;
  },
): Size {
  const { kelly, kellyWithTail, maxLoss, bankroll } = of;
  const [cellMultiple, cap] = [MULTIPLE[cell], CAP[cell]];
  const wanted = KELLY_SHARE * kellyWithTail * cellMultiple;
  const fraction = Math.min(wanted, cap);
  return {
    kelly,
    kellyWithTail,
    fraction,
    cellMultiple,
    cap,
    capped: wanted > cap,
    bankroll,
    contracts: bankroll === null ? null : Math.floor((fraction * bankroll) / (SHARES_PER_CONTRACT * maxLoss)),
  };
}
