import type {
  Estimator,
  IvBasis,
  Structure,
  StrategyGate,
  VrpMissing,
  VrpReading,
  VrpRegime,
  ZScore,
} from "../engine/vrp/types.ts";
import { FEWEST_ROWS, PROVISIONAL_BELOW } from "../engine/vrp/zScore.ts";
import { measuredBy } from "./estimatorWords.ts";
import { monthDay, points } from "./format.ts";
import { zScore } from "./universe/tableWords.ts";

/** Scores by the names traders use, in the order shown. */
export const STRUCTURES: Readonly<Record<Structure, string>> = {
  short_put_spread: "Short put spread",
  short_strangle: "Short strangle",
  iron_condor: "Iron condor",
  calendar_spread: "Calendar spread",
  jade_lizard: "Jade lizard",
  short_straddle: "Short straddle",
};

const BASES: Readonly<Record<Exclude<IvBasis, "cboe_index">, string>> = {
  iv30: "the feed's 30-day IV",
  atm30: "our ATM IV",
  mfiv30: "our model-free IV",
};

/** What the IV of a z-score is: "VIX", "the feed's 30-day IV". */
export const basisName = ({ basis, index }: Pick<ZScore, "basis" | "index">): string =>
  basis === "cboe_index" ? (index ?? "the volatility index") : BASES[basis];

/** What the label says; the labels are FlashAlpha's, the thresholds ours. */
const VRP_REGIMES: Readonly<Record<VrpRegime, string>> = {
  surface_distorted: "surface distorted: too many quotes without a usable IV, or two IVs far apart",
  event_only: "event only: the premium sits before a known event",
  toxic_short_vol:
    "toxic short vol: realised volatility is above what options pay, or gamma is negative and nothing is paid",
  cheap_convexity: "cheap convexity: the premium is unusually small, so options are cheap to own",
  harvestable: "harvestable: high for its own history, more than 2 points, and positive γ",
  elevated: "elevated: high for its own history",
  fair_value: "fair value: nothing unusual",
};

/** Why a figure is not there, behind "n/a: ". */
export const WHY_MISSING: Readonly<Record<VrpMissing, string>> = {
  no_iv: "no 30-day IV, neither ours nor the feed's",
  no_iv_on_basis: "no IV today on the basis of the history",
  too_few_closes: "too few daily closes on record",
  no_whole_bars: "a daily bar has no high and low that hold its open and close",
  stale_closes: "the last close on record is more than three sessions old",
  warmup: `fewer than ${FEWEST_ROWS} days on record`,
  no_spread: "every day on record is the same",
  no_wing: "no 25-delta option, or too few closes",
  no_term_node: "an expiry it needs is not listed",
  no_z: "needs a z-score",
  low_coverage: "too much of its input is missing",
};

export const GATES: Readonly<Record<StrategyGate, string>> = {
  no_premium: "no premium",
  gamma_not_positive: "γ not positive",
  event: "event",
};

/** "1 day", "19 days". */
const days = (n: number) => `${n} ${n === 1 ? "day" : "days"}`;

/** How today's premium compares with the days on record, or why that cannot be said. One sentence. */
export function zSentence(z: ZScore, estimator: Estimator = "close_to_close"): string {
  const basis = basisName(z);
  const by = measuredBy(estimator);
  if (z.z === null) return `No z-score${by || ", so VRP counts as not high"}: ${noZWords(z)}.`;
  const provisional = z.provisional ? ` **Provisional (N=${z.n}):** fewer than ${PROVISIONAL_BELOW} days.` : "";
  const rank = z.percentile === null ? "over" : rankWords(z.percentile);
  return `z-score **${zScore(z.z)}**, ${rank} ${days(z.n)} of ${basis} − RV20${by} (${points(z.today)} on ${monthDay(z.asOf)}).${provisional}`;
}

/** "above 93 % of", "below 98 % of". @param percentile 0–100 */
export const rankWords = (percentile: number): string =>
  percentile >= 50 ? `above ${Math.round(percentile)} % of` : `below ${Math.round(100 - percentile)} % of`;

/** Why there is no z-score, without a full stop. */
export function noZWords({ missing, n, basis, index }: ZScore): string {
  const name = basisName({ basis, index });
  if (n === 0) return `no day of ${name} is on record yet`;
  if (missing === "warmup") return `${days(n)} of ${name} on record, ${FEWEST_ROWS} are needed`;
  if (missing === "no_iv_on_basis") return `${name} has no value for today`;
  return missing === null ? "it could not be computed" : WHY_MISSING[missing];
}

/** Which kind of premium it is; "nothing unusual" is not said of what nobody could compare. */
export const vrpRegimeSentence = ({ regime, zScore: { z } }: Pick<VrpReading, "regime" | "zScore">): string =>
  regime === "fair_value" && z === null
    ? "Regime of the premium: not known without a z-score."
    : `Regime of the premium: ${VRP_REGIMES[regime]}.`;

/** 0–100: what the product of harvest and flow risk asks for. Bands: docs/methodology.md, "Net harvest". */
export function netHarvestBand({ netHarvest }: Pick<VrpReading, "netHarvest">): "go" | "reduced" | "no" | null {
  if (netHarvest === null) return null;
  return netHarvest >= 60 ? "go" : netHarvest >= 30 ? "reduced" : "no";
}
