import type { Closes } from "./closes.ts";
import type { VolSurface } from "./surface.ts";
import type { VrpWarning, ZScore } from "./types.ts";
import { differBy } from "./vrpRegime.ts";

export interface WarningInput {
  readonly vol: VolSurface;
  readonly closes: Closes;
  readonly zScore: ZScore;
  readonly slope: number | null;
  readonly negativeGamma: boolean;
  readonly event: boolean;
}

const WIDE_WING_PCT = 15;
const EXTREME_Z = 2.5;

/** What whoever trades on the reading should know first, in the order it is told. Names are FlashAlpha's where it has one. */
export function warningsOf({ vol, closes, zScore, slope, negativeGamma, event }: WarningInput): VrpWarning[] {
  const { z, missing } = zScore;
  const isWide = (wing: VolSurface["put25"]) => (wing?.spreadPct ?? 0) > WIDE_WING_PCT;
  const all: readonly (readonly [VrpWarning, boolean])[] = [
    ["event_risk", event],
    ["negative_gamma", negativeGamma],
    ["poor_wing_liquidity", isWide(vol.put25) || isWide(vol.call25)],
    ["term_inversion", slope !== null && slope < 0],
    ["extreme_vrp", z !== null && Math.abs(z) >= EXTREME_Z],
    ["insufficient_history_for_zscore", missing === "warmup"],
    ["iv_disagreement", differBy(0.1, vol.atm30, vol.iv30)],
    ["iv_one_sided", vol.atm30OneSided],
    ["split_in_history", closes.split !== null],
    ["gap_in_history", closes.missing > 0],
    ["stale_history", closes.late],
  ];
  return all.flatMap(([warning, holds]) => (holds ? [warning] : []));
}
