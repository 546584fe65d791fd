import type { Cell } from "../regime.ts";
import type { Structure, VrpReading } from "../vrp/types.ts";

/** Those on the card, of defined risk first: they win a tie. A straddle is made on request alone. */
export const OFFERED: readonly Structure[] = [
  "short_put_spread",
  "iron_condor",
  "calendar_spread",
  "jade_lizard",
  "short_strangle",
];

/** What each cell allows besides: A any; B defined risk; C calendars, then a condor; D nothing. */
const ALLOWED: Readonly<Record<Cell, readonly Structure[]>> = {
  A: [...OFFERED, "short_straddle"],
  B: ["short_put_spread", "iron_condor"],
  C: ["calendar_spread", "iron_condor"],
  D: [],
};

export const isAllowed = (cell: Cell, structure: Structure): boolean => ALLOWED[cell].includes(structure);

/**
 * The structures a cell allows, the one to try first in front: by score, ties to defined risk; in C the calendar comes first
 * whatever the scores. Without a score a structure is not offered. docs/methodology.md, "From signal to plan"; ours.
 */
export function structuresFor({ cell, strategies }: Pick<VrpReading, "cell" | "strategies">): readonly Structure[] {
  const scoreOf = (structure: Structure) => strategies[structure].value;
  const offered = OFFERED.filter((structure) => isAllowed(cell, structure) && scoreOf(structure) !== null);
  const byScore = offered.toSorted((a, b) => scoreOf(b)! - scoreOf(a)!);
  return cell === "C" ? byScore.toSorted((a, b) => Number(isCalendar(b)) - Number(isCalendar(a))) : byScore;
}

const isCalendar = (structure: Structure) => structure === "calendar_spread";
