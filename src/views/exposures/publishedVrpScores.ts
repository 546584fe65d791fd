import { harvestOf100, type PublishedVrp, type PublishedVrpWarning } from "../../engine/publishedVrp.ts";
import type { Structure, VrpRegime } from "../../engine/vrp/types.ts";
import { STRUCTURES } from "../vrpWords.ts";

/** Scores, label and warnings of the vendor's, as its own: it keeps weights and thresholds to itself. Words are ours. */
export function vendorScoreLines({ harvest, netHarvest, flowRisk, scores, regime, warnings }: PublishedVrp): string[] {
  const parts = [
    ...(harvest === null
      ? []
      : [`harvest ${whole(harvestOf100(harvest))}${harvest <= 1 ? ` (printed ${Number(harvest.toFixed(4))})` : ""}`]),
    ...(netHarvest === null ? [] : [`net ${whole(netHarvest)}`]),
    ...(flowRisk === null ? [] : [`flow risk ${whole(flowRisk)}`]),
    ...(Object.keys(STRUCTURES) as Structure[]).flatMap((structure) => {
      const score = scores[structure];
      return score === undefined ? [] : [`${STRUCTURES[structure].toLowerCase()} ${whole(score)}`];
    }),
  ];
  const warns = warnings.map((warning) => WARNING[warning]).join(", ");
  const named = [
    ...(regime === null ? [] : [`Its label: ${LABEL[regime]}.`]),
    ...(warns === "" ? [] : [`It warns of ${warns}.`]),
  ];
  return [
    ...(parts.length === 0 ? [] : [`Its scores of 100, by its own formulas: ${parts.join(" · ")}`]),
    ...(named.length === 0 ? [] : [named.join(" ")]),
  ];
}

const whole = (score: number) => score.toFixed(0);

const LABEL: Readonly<Record<VrpRegime, string>> = {
  surface_distorted: "surface distorted",
  event_only: "event only",
  toxic_short_vol: "toxic short vol",
  cheap_convexity: "cheap convexity",
  harvestable: "harvestable",
  elevated: "elevated",
  fair_value: "fair value",
};

const WARNING: Readonly<Record<PublishedVrpWarning, string>> = {
  event_risk: "an event",
  negative_gamma: "negative γ",
  poor_wing_liquidity: "wide wings",
  term_inversion: "an inverted term curve",
  credit_stress: "credit stress",
  extreme_vrp: "an extreme premium",
};
