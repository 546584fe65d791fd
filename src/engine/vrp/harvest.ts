import type { Regime } from "../regime.ts";
import { clamp01, ramp, weigh } from "./weights.ts";
import type { VrpReading } from "./types.ts";

/** What of the regime the scores look at. */
export type GammaState = Pick<Regime, "gamma" | "distancePct" | "stability">;

const FAR_PCT = 2;
/** Without a flip the sign is half known, unless there is none within ±20 %: then it is as safe as it gets. */
const FLIP_UNKNOWN = 0.25;

/** How much gamma helps a seller of volatility, 0–1: ½ at the flip, 1 (positive) or 0 (negative) from 2 % away. Ours. */
export function gammaSupport({ gamma, distancePct, stability }: GammaState): number {
  if (gamma === "undetermined") return 0.5;
  const sure = distancePct !== null ? ramp(distancePct, 0, FAR_PCT) : stability === "one_sided" ? 1 : FLIP_UNKNOWN;
  return gamma === "positive" ? 0.5 + 0.5 * sure : 0.5 - 0.5 * sure;
}

/** How rich volatility is against its own history, 0–1: z −2 is 0, 0 a half, +2 is 1. */
export const richnessOfZ = (z: number): number => clamp01(0.5 + z / 4);

const LEAST_WITHOUT_GAMMA = 0.35;
const MOST_WITHOUT_PREMIUM = 0.2;

/** Harvest score, 0–1: richness, let through by gamma, and never above 0.2 without a premium. Ours; null without z or VRP20. */
export function harvestScore(input: { z: number | null; vrp20: number | null; gammaSupport: number }): number | null {
  const { z, vrp20 } = input;
  if (z === null || vrp20 === null) return null;
  const score = richnessOfZ(z) * (LEAST_WITHOUT_GAMMA + (1 - LEAST_WITHOUT_GAMMA) * input.gammaSupport);
  return vrp20 <= 0 ? Math.min(score, MOST_WITHOUT_PREMIUM) : score;
}

export interface FlowRiskInput extends GammaState {
  /** $ per 1 % */
  readonly netGex: number;
  /** $ per vol point */
  readonly netVex: number;
  /** Average dollar volume of a session; null for an index. */
  readonly adv: number | null;
  /** Share of gamma that expires today, 0–1; null when nothing does, which is a share of 0. */
  readonly zeroDteShare: number | null;
}

/**
 * Dealer flow risk, 0–100, high is bad: gamma stress 40, hedging intensity 25, nearness of the flip 15, 0DTE share 10, vanna
 * 10. Parts without input drop out of the weights. Ours; its scale is a judgement.
 */
export function dealerFlowRisk(input: FlowRiskInput): VrpReading["flowRisk"] {
  const { netGex, netVex, adv, zeroDteShare, distancePct, stability } = input;
  const ofVolume = (usd: number) => (adv === null ? null : ramp(Math.max(0, usd) / adv, 0.02, 0.2));
  const proximity = distancePct === null ? null : 1 - ramp(distancePct, 0, FAR_PCT);
  const { value, coverage } = weigh([
    [40, 1 - gammaSupport(input)],
    [25, ofVolume(-netGex)],
    [15, stability === "one_sided" ? 0 : proximity],
    [10, ramp(zeroDteShare ?? 0, 0.2, 0.6)],
    [10, ofVolume(netVex)],
  ]);
  // Gamma stress is always there.
  return { value: value!, coverage };
}

const TERM_UNKNOWN = 0.9;

/**
 * Net harvest, 0–100: harvest · (1 − flow risk), less where the term structure does not rise. 60 go, 30 reduced, below no. The
 * product is the vendor's published heuristic, the rest ours. Null without a harvest score.
 */
export function netHarvest(input: { harvest: number | null; flowRisk: number; slope: number | null }): number | null {
  if (input.harvest === null) return null;
  const term = input.slope === null ? TERM_UNKNOWN : 0.75 + 0.25 * ramp(input.slope, -0.1, 0.05);
  return 100 * input.harvest * (1 - input.flowRisk / 100) * term;
}
