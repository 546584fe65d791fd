import type { ExposureSnapshot } from "./snapshot.ts";

export interface Regime {
  readonly gamma: "positive" | "negative" | "undetermined";
  /** Vanna hedging leans the same, dampening way as gamma: positive gamma and net VEX < 0. Rare by construction. */
  readonly vannaAligned: boolean;
  /** |spot − flip| / spot in percent, unrounded; null without a flip. */
  readonly distancePct: number | null;
  readonly confidence: "high" | "moderate" | "low";
  readonly confidenceReason: "flip_unavailable" | null;
  /** "one_sided": no flip because net gamma keeps one sign within ±20 %, a stable regime the confidence cannot express. */
  readonly stability: "one_sided" | null;
}

export interface RegimeInput {
  readonly spot: number;
  readonly flip: number | null;
  readonly netGex: number;
  readonly netVex: number | null;
  /** True when the profile was searched and has no root within its range. */
  readonly oneSided?: boolean;
}

/** Distances to the flip, in percent of spot, above which confidence is high or moderate; at or below the second it is low. */
export const HIGH_ABOVE_PCT = 2;
export const MODERATE_ABOVE_PCT = 0.5;

/**
 * Regime = sign of net GEX at spot; the distance to the flip sets the confidence (strictly greater than 2 % / 0.5 %).
 * A flip that is missing, not finite or ≤ 0 gives low confidence. Source: the seed classifier, docs/methodology.md "Regime".
 * @throws {RangeError} "invalid_spot" or "missing_net_gex" when there is nothing to classify.
 */
export function classifyRegime({ spot, flip, netGex, netVex, oneSided = false }: RegimeInput): Regime {
  if (!(Number.isFinite(spot) && spot > 0)) throw new RangeError("invalid_spot");
  if (!Number.isFinite(netGex)) throw new RangeError("missing_net_gex");
  const gamma = netGex > 0 ? "positive" : netGex < 0 ? "negative" : "undetermined";
  const usable = flip !== null && Number.isFinite(flip) && flip > 0;
  const distancePct = usable ? (Math.abs(spot - flip) / spot) * 100 : null;
  return {
    gamma,
    vannaAligned: gamma === "positive" && netVex !== null && Number.isFinite(netVex) && netVex < 0,
    distancePct,
    confidence: confidenceOf(distancePct),
    confidenceReason: usable ? null : "flip_unavailable",
    stability: !usable && oneSided ? "one_sided" : null,
  };
}

function confidenceOf(distancePct: number | null): Regime["confidence"] {
  if (distancePct === null) return "low";
  if (distancePct > HIGH_ABOVE_PCT) return "high";
  return distancePct > MODERATE_ABOVE_PCT ? "moderate" : "low";
}

export type Cell = "A" | "B" | "C" | "D";

/**
 * The seed's four cells: gamma sign × VRP z-score (high is z ≥ 1).
 * A missing z is not high; `vrpUnavailable` then says that the cell rests on gamma alone.
 */
export function classifyCell(gamma: Regime["gamma"], z: number | null): { cell: Cell; vrpUnavailable: boolean } {
  const known = z !== null && Number.isFinite(z);
  const high = known && z >= 1;
  const cell = gamma === "positive" ? (high ? "A" : "C") : gamma === "negative" ? (high ? "B" : "D") : "D";
  return { cell, vrpUnavailable: !known };
}

/** What the rest of the bot talks about: the numbers and our reading of them. */
export interface Reading {
  readonly snapshot: ExposureSnapshot;
  readonly regime: Regime;
}

/** The regime of a snapshot, read off the same curve as its flip. */
export function readSnapshot(snapshot: ExposureSnapshot): Reading {
  const { flip } = snapshot.levels;
  const regime = classifyRegime({
    spot: snapshot.spot,
    flip: flip.price,
    netGex: snapshot.net.gex,
    netVex: snapshot.net.vex,
    oneSided: flip.missing === "positive_throughout" || flip.missing === "negative_throughout",
  });
  return { snapshot, regime };
}
