import type { Brief } from "../engine/brief.ts";
import type { Cell, Regime } from "../engine/regime.ts";

export interface CellWords {
  /** As FlashAlpha's matrix of the same four calls it. */
  readonly name: string;
  /** What puts a symbol there. */
  readonly when: string;
  /** What that is for somebody who sells options. */
  readonly meaning: string;
}

/** From the best to the worst for somebody who sells premium: the order of every table. */
export const CELL_ORDER: readonly Cell[] = ["A", "B", "C", "D"];

/** Names: FlashAlpha's article on GEX-conditioned VRP. What it makes of them (sizes, structures) is its advice, not ours. */
export const CELLS: Readonly<Record<Cell, CellWords>> = {
  A: {
    name: "Premium Paradise",
    when: "positive γ, high VRP",
    meaning: "options are dear for their own history, and hedging dampens moves",
  },
  B: {
    name: "Tempting Trap",
    when: "negative γ, high VRP",
    meaning: "options are dear for their own history, but hedging feeds moves",
  },
  C: {
    name: "Grind It Out",
    when: "positive γ, VRP not high",
    meaning: "hedging dampens moves, but options pay nothing unusual",
  },
  D: {
    name: "Stay Home",
    when: "negative γ, VRP not high",
    meaning: "hedging feeds moves or has no sign, and options pay nothing unusual",
  },
};

/** Said once wherever cells are shown without a z-score: an unknown VRP counts as not high. */
export const VRP_UNKNOWN = "VRP unknown, which counts as not high: the cell rests on gamma alone.";

/** Whether the volatility premium is known to be high. */
export const isHighVrp = ({ cell }: Pick<Brief, "cell">): boolean => cell === "A" || cell === "B";

/** What put a symbol into its cell, also where gamma has no sign. */
export const whenOf = (cell: Cell, gamma: Regime["gamma"]): string =>
  gamma === "undetermined" ? "no γ sign" : CELLS[cell].when;
