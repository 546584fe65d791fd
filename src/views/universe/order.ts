import { isBrief, symbolOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import { CELL_ORDER } from "../cells.ts";

const CONFIDENCE = ["high", "moderate", "low"] as const;

/** By cell, then by confidence, then farthest from the flip first; symbols without numbers stand last. */
export function inOrder(rows: readonly (Brief | MissingBrief)[]): (Brief | MissingBrief)[] {
  return rows.toSorted((a, b) => {
    if (!isBrief(a) || !isBrief(b)) return Number(isBrief(b)) - Number(isBrief(a)) || bySymbol(a, b);
    return (
      CELL_ORDER.indexOf(a.cell) - CELL_ORDER.indexOf(b.cell) ||
      CONFIDENCE.indexOf(a.regime.confidence) - CONFIDENCE.indexOf(b.regime.confidence) ||
      (b.regime.distancePct ?? -1) - (a.regime.distancePct ?? -1) ||
      bySymbol(a, b)
    );
  });
}

const bySymbol = (a: Brief | MissingBrief, b: Brief | MissingBrief) => (symbolOf(a) < symbolOf(b) ? -1 : 1);
