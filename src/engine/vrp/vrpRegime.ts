import type { Regime } from "../regime.ts";
import type { VrpRegime } from "./types.ts";

/** Volatilities and premiums in vol points; a condition on a figure that is null does not hold. */
export interface VrpRegimeInput {
  readonly gamma: Regime["gamma"];
  readonly z: number | null;
  readonly vrp20: number | null;
  readonly iv: number | null;
  readonly iv7: number | null;
  readonly atm30: number | null;
  readonly iv30: number | null;
  readonly rv5: number | null;
  /** Share of open interest without an IV, 0–1. */
  readonly oiDroppedShare: number;
  /** A known event before 30 days are over. */
  readonly event: boolean;
}

/** z from which volatility is rich, and VRP20 from which that pays its costs. */
export const RICH_Z = 1;
export const PAYS_POINTS = 2;
const CHEAP_Z = -1;
const FRONT_OVER_MONTH = 1.15;

/** The first that fits, from what forbids a reading to what is nothing special. Labels are FlashAlpha's, thresholds ours. */
export function vrpRegime(input: VrpRegimeInput): VrpRegime {
  const { gamma, z, vrp20, iv, iv7, atm30, iv30, rv5 } = input;
  if (input.oiDroppedShare > 0.2 || differBy(0.25, atm30, iv30)) return "surface_distorted";
  if (input.event && iv7 !== null && iv !== null && iv7 > iv * FRONT_OVER_MONTH) return "event_only";
  if ((vrp20 !== null && vrp20 < 0 && gamma === "negative") || (rv5 !== null && iv !== null && rv5 > iv))
    return "toxic_short_vol";
  if (z === null) return "fair_value";
  if (z <= CHEAP_Z) return "cheap_convexity";
  if (z < RICH_Z) return "fair_value";
  return vrp20 !== null && vrp20 > PAYS_POINTS && gamma === "positive" ? "harvestable" : "elevated";
}

/** Whether our at-the-money IV is further from the feed's than this share of it. */
export const differBy = (share: number, ours: number | null, feeds: number | null): boolean =>
  ours !== null && feeds !== null && Math.abs(ours - feeds) > share * feeds;
