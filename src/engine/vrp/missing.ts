import type { VolSurface } from "./surface.ts";
import type { Structure, VrpFigure, VrpMissing, VrpReading } from "./types.ts";

/** Why each figure of the reading that is null is so. `stale`: the closes were too old to be used; `without`: why there is no RV20. */
export function missingFigures(
  reading: Omit<VrpReading, "missing">,
  { vol, stale, without }: { readonly vol: VolSurface; readonly stale: boolean; readonly without: VrpMissing },
): VrpReading["missing"] {
  const { iv, zScore, vrp, slope, directional, harvest, netHarvest, strategies } = reading;
  const closes: VrpMissing = stale ? "stale_closes" : "too_few_closes";
  const level: VrpMissing = iv === null ? "no_iv" : without;
  const score: VrpMissing = zScore.z === null ? "no_z" : level;
  const low = Object.entries(strategies) as [Structure, VrpReading["strategies"][Structure]][];
  const reasons: readonly (readonly [VrpFigure, number | null, VrpMissing])[] = [
    ["iv", iv?.value ?? null, "no_iv"],
    ["vrp20", vrp[20], level],
    ["z", zScore.z, zScore.missing ?? "no_iv_on_basis"],
    ["downside", directional.downside, vol.put25 === null ? "no_wing" : closes],
    ["upside", directional.upside, vol.call25 === null ? "no_wing" : closes],
    ["slope", slope, iv === null ? "no_iv" : "no_term_node"],
    ["harvest", harvest, score],
    ["netHarvest", netHarvest, score],
    ...low.map(([structure, { value }]) => [structure, value, "low_coverage"] as const),
  ];
  return Object.fromEntries(reasons.flatMap(([figure, value, why]) => (value === null ? [[figure, why]] : [])));
}
