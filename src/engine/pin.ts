import type { PinScore } from "./snapshot.ts";

/** Linear from 0 at `from` to 1 at `to`, clamped. */
export const ramp = (x: number, from: number, to: number): number => Math.min(1, Math.max(0, (x - from) / (to - from)));

const SESSION_HOURS = 6.5;

export interface PinInput {
  /** Share of today's open interest on its three busiest strikes, 0–1. */
  readonly top3OiShare: number;
  /** |spot − magnet| / spot in percent. */
  readonly distancePct: number;
  readonly hoursLeft: number;
  /** |net GEX| of today's expiry at the magnet over the largest gross GEX of any of its strikes, 0–1. */
  readonly gammaShare: number;
}

/**
 * 0–100: how much today's expiry invites pinning at the magnet. Weights .30 / .25 / .25 / .20 are the vendor's published
 * ones; the sub-scores are ours and not back-tested (docs/methodology.md "Pin score").
 */
export function pinScore(input: PinInput): PinScore {
  const oi = 100 * ramp(input.top3OiShare, 0.1, 0.5);
  const proximity = 100 * ramp(1 - input.distancePct, 0, 1);
  const time = 100 * Math.min(1, Math.max(0, 1 - input.hoursLeft / SESSION_HOURS));
  const gamma = 100 * Math.min(1, Math.max(0, input.gammaShare));
  return { score: 0.3 * oi + 0.25 * proximity + 0.25 * time + 0.2 * gamma, oi, proximity, time, gamma };
}
