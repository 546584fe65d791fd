import type { Scored } from "./types.ts";

export const clamp01 = (x: number): number => Math.min(1, Math.max(0, x));

/** 0 up to `from`, 1 from `to` on, straight between. */
export const ramp = (x: number, from: number, to: number): number => clamp01((x - from) / (to - from));

/** A part of a score: its weight, and how much of it is earned (0–1); null when its input is missing. */
export type Part = readonly [weight: number, earned: number | null];

/**
 * 100 · Σ weight·earned / Σ weight over the parts whose input is there, and the share of all weight they hold. The value is null
 * below `fewest` of that share.
 */
export function weigh(parts: readonly Part[], fewest = 0): Scored {
  let total = 0;
  let known = 0;
  let earned = 0;
  for (const [weight, part] of parts) {
    total += weight;
    if (part === null) continue;
    known += weight;
    earned += weight * part;
  }
  const coverage = known / total;
  return { value: known > 0 && coverage >= fewest ? (100 * earned) / known : null, coverage };
}
