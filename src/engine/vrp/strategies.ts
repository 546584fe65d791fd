import type { Regime } from "../regime.ts";
import { richnessOfZ } from "./harvest.ts";
import type { StrategyGate, StrategyScore, Structure } from "./types.ts";
import { ramp, weigh, type Part } from "./weights.ts";

/** Volatilities and premiums in vol points; null where there is none. */
export interface StrategyInput {
  readonly gamma: Regime["gamma"];
  readonly gammaSupport: number;
  readonly flowRisk: number;
  readonly z: number | null;
  readonly iv: number | null;
  readonly vrp20: number | null;
  readonly put25: number | null;
  readonly call25: number | null;
  readonly downsideVrp: number | null;
  readonly upsideVrp: number | null;
  readonly iv7: number | null;
  readonly vrp7: number | null;
  readonly slope: number | null;
  /** From support to resistance, in units of the expected move of 30 days to both sides. */
  readonly range: number | null;
  /** Of the at-the-money quotes, percent of the mid. */
  readonly spreadPct: number | null;
  /** A known event before expiry. */
  readonly event: boolean;
}

const FEWEST_WEIGHT = 0.6;
const RICH = 0.35;
const CAP_WITHOUT_PREMIUM = 25;
const CAP_UNDEFINED_RISK = 39;
/** Whose loss has no bound, or one far beyond its credit. */
export const UNDEFINED_RISK: readonly Structure[] = ["short_strangle", "jade_lizard", "short_straddle"];

/**
 * How well each structure fits, 0–100 rounded half up, after its gates. The weights of the put spread and most of the straddle's
 * are FlashAlpha's published ones, the others ours; none is back-tested. Missing input drops out; below 60 % coverage null.
 */
export function strategyScores(input: StrategyInput): Readonly<Record<Structure, StrategyScore>> {
  const parts = partsOf(input);
  const score = (structure: Structure) => gated(structure, { parts: parts[structure], input });
  return {
    short_put_spread: score("short_put_spread"),
    short_strangle: score("short_strangle"),
    iron_condor: score("iron_condor"),
    calendar_spread: score("calendar_spread"),
    jade_lizard: score("jade_lizard"),
    short_straddle: score("short_straddle"),
  };
}

function partsOf(input: StrategyInput): Readonly<Record<Structure, readonly Part[]>> {
  const { gammaSupport: support, z, iv, vrp20, put25, call25, downsideVrp, upsideVrp, iv7, vrp7 } = input;
  const richness = share(vrp20, iv);
  const rich = mapped(richness, (ratio) => ramp(ratio, 0, RICH));
  const value = rich === null || z === null ? rich : 0.5 * rich + 0.5 * richnessOfZ(z);
  const putValue = mapped(share(downsideVrp, put25), (ratio) => ramp(ratio, 0, RICH));
  const callValue = mapped(share(upsideVrp, call25), (ratio) => ramp(ratio, 0, RICH));
  const skew = put25 === null || call25 === null ? null : share(put25 - call25, iv);
  const steep = mapped(skew, (k) => ramp(k, 0.05, 0.3));
  const moderate = mapped(skew, (k) => 1 - Math.min(1, Math.abs(k - 0.15) / 0.15));
  const symmetric = putValue === null || callValue === null ? null : 1 - Math.abs(putValue - callValue);
  const room = mapped(input.range, (width) => ramp(width, 0.8, 1.6));
  const liquid = mapped(input.spreadPct, (pct) => 1 - ramp(pct, 1, 10));
  const contango = mapped(input.slope, (slope) => ramp(slope, -0.05, 0.15));
  const cheapFront = mapped(share(vrp7, iv7), (ratio) => 1 - ramp(ratio, 0, RICH));
  const safe = 1 - input.flowRisk / 100;
  return {
    short_put_spread: [
      [35, putValue],
      [30, asymmetry(downsideVrp, upsideVrp)],
      [20, steep],
      [15, support],
    ],
    short_strangle: [
      [35, value],
      [25, support],
      [15, moderate],
      [15, room],
      [10, safe],
    ],
    iron_condor: [
      [30, symmetric === null || value === null ? null : symmetric * value],
      [25, value],
      [20, support],
      [15, room],
      [10, liquid],
    ],
    calendar_spread: [
      [35, contango],
      [25, cheapFront],
      [25, support],
      [15, liquid],
    ],
    jade_lizard: [
      [35, putValue],
      [20, mapped(callValue, (call) => 1 - call)],
      [20, steep],
      [15, support],
      [10, liquid],
    ],
    short_straddle: [
      [40, value],
      [25, support],
      [20, mapped(steep, (k) => 1 - k)],
      [15, safe],
    ],
  };
}

/** No premium first, then gamma, then the event: a later gate works on what an earlier one left. */
function gated(
  structure: Structure,
  { parts, input }: { readonly parts: readonly Part[]; readonly input: StrategyInput },
): StrategyScore {
  const { value, coverage } = weigh(parts, FEWEST_WEIGHT);
  if (value === null) return { value, coverage, gates: [] };
  const calendar = structure === "calendar_spread";
  const gates: StrategyGate[] = [];
  let score = value;
  if (!calendar && input.vrp20 !== null && input.vrp20 <= 0) {
    score = Math.min(score, CAP_WITHOUT_PREMIUM);
    gates.push("no_premium");
  }
  if (UNDEFINED_RISK.includes(structure) && input.gamma !== "positive") {
    score = Math.min(score, CAP_UNDEFINED_RISK);
    gates.push("gamma_not_positive");
  }
  if (input.event) {
    score *= calendar ? 0.5 : 0.6;
    gates.push("event");
  }
  return { value: Math.round(score), coverage, gates };
}

/** 1 when only puts carry a premium, or four times that of calls; 0 when puts carry none. */
function asymmetry(downside: number | null, upside: number | null): number | null {
  if (downside === null) return null;
  if (downside <= 0) return 0;
  if (upside === null) return null;
  return upside <= 0 ? 1 : ramp(downside / upside, 1, 4);
}

const mapped = (x: number | null, to: (x: number) => number): number | null => (x === null ? null : to(x));

const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole;
