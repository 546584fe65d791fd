import type { Exposure, StrikeExposure } from "../../engine/snapshot.ts";

export type Greek = "gex" | "dex" | "vex" | "chex";

/** How one exposure is named and what its sign means; docs/methodology.md says how it is made. */
export interface GreekWords {
  /** "VEX" */
  readonly name: string;
  /** Unit of the number under the title. */
  readonly unit: string;
  /** The same in the width of a narrow panel. */
  readonly shortUnit: string;
  /** What stands left and right of the zero axis. */
  readonly left: string;
  readonly right: string;
  /** What the sign means, as a sentence under the picture. */
  readonly meaning: string;
  readonly ofStrike: (strike: StrikeExposure) => number;
  readonly ofNet: (net: Exposure) => number;
}

export const GREEKS: Readonly<Record<Greek, GreekWords>> = {
  gex: {
    name: "GEX",
    unit: "per 1 % move",
    shortUnit: "$ per 1 %",
    left: "add to moves",
    right: "lean against moves",
    meaning: "Positive: dealers sell rises and buy falls; negative: the reverse",
    ofStrike: ({ netGex }) => netGex,
    ofNet: ({ gex }) => gex,
  },
  dex: {
    name: "DEX",
    unit: "of delta, options only",
    shortUnit: "options only",
    left: "put delta outweighs",
    right: "call delta outweighs",
    meaning: "Options only, before the stock hedge: a tilt of open interest, not a position",
    ofStrike: ({ dex }) => dex,
    ofNet: ({ dex }) => dex,
  },
  vex: {
    name: "VEX",
    unit: "per vol point",
    shortUnit: "$ per vol pt",
    left: "dealers sell if IV falls",
    right: "dealers buy if IV falls",
    meaning: "Positive: dealers buy if IV falls, sell if it rises; negative: the reverse",
    ofStrike: ({ vex }) => vex,
    ofNet: ({ vex }) => vex,
  },
  chex: {
    name: "CHEX",
    unit: "per day",
    shortUnit: "$ per day",
    left: "sell as time passes",
    right: "buy as time passes",
    meaning: "Positive: dealers buy as time passes",
    ofStrike: ({ chex }) => chex,
    ofNet: ({ chex }) => chex,
  },
};
