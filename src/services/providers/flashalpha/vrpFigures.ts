import { utcToNewYork } from "../../../engine/newYork.ts";
import type { PublishedPart } from "../../../engine/published.ts";
import type { PublishedVrp, PublishedVrpHistory, PublishedVrpWarning } from "../../../engine/publishedVrp.ts";
import type { Structure, VrpRegime } from "../../../engine/vrp/types.ts";
import type { VrpAnswer, VrpHistoryAnswer } from "./vrpSchemas.ts";

const LABELS: readonly VrpRegime[] = [
  "surface_distorted",
  "event_only",
  "toxic_short_vol",
  "cheap_convexity",
  "harvestable",
  "elevated",
  "fair_value",
];
const WARNINGS: readonly PublishedVrpWarning[] = [
  "event_risk",
  "negative_gamma",
  "poor_wing_liquidity",
  "term_inversion",
  "credit_stress",
  "extreme_vrp",
];
/** Its names of the structures differ between its versions. */
const STRUCTURE: ReadonlyMap<string, Structure> = new Map([
  ["short_put_spread", "short_put_spread"],
  ["short_strangle", "short_strangle"],
  ["strangle", "short_strangle"],
  ["iron_condor", "iron_condor"],
  ["condor", "iron_condor"],
  ["calendar_spread", "calendar_spread"],
  ["calendar", "calendar_spread"],
  ["jade_lizard", "jade_lizard"],
  ["short_straddle", "short_straddle"],
  ["straddle", "short_straddle"],
]);

/** The premium as published; null when there is neither an IV, nor a premium, nor a z in it. */
export function vrpOf(part: PublishedPart, answer: VrpAnswer): PublishedVrp | null {
  const { vrp: core, directional, regime } = answer;
  const realised = { 5: core.rv_5d, 10: core.rv_10d, 20: core.rv_20d, 30: core.rv_30d };
  const vrp = { 5: core.vrp_5d, 10: core.vrp_10d, 20: core.vrp_20d, 30: core.vrp_30d };
  if ([core.atm_iv, core.z_score, ...Object.values(vrp)].every((figure) => figure === null)) return null;
  return {
    ...part,
    atmIv: core.atm_iv,
    realised,
    vrp,
    z: core.z_score,
    percentile: core.percentile,
    historyDays: core.history_days,
    variancePremium: variancePremiumOf(answer),
    fairVol: answer.fair_vol,
    downside: directional.downside_vrp,
    upside: directional.upside_vrp,
    term: termOf(answer),
    regime: LABELS.find((label) => label === regime.vrp_regime?.toLowerCase()) ?? null,
    harvest: answer.gex_conditioned.harvest_score,
    netHarvest: answer.net_harvest_score,
    flowRisk: answer.dealer_flow_risk,
    scores: scoresOf(answer),
    warnings: WARNINGS.filter((warning) => answer.warnings.some((one) => one?.toLowerCase() === warning)),
  };
}

/** Of what is printed with four decimals from volatilities with two. */
const ROUNDING = 0.000_2;

/** Documented as IV² − RV² and as VRP / 100: taken where it is the former, which is what its name says. */
function variancePremiumOf({ vrp: { atm_iv, rv_20d }, variance_risk_premium: printed }: VrpAnswer): number | null {
  if (atm_iv === null || rv_20d === null || printed === null) return null;
  return Math.abs((atm_iv / 100) ** 2 - (rv_20d / 100) ** 2 - printed) <= ROUNDING ? printed : null;
}

/** The first of equal tenors. */
function termOf({ term_vrp: term }: VrpAnswer): PublishedVrp["term"] {
  const byDays = new Map<number, number>();
  for (const { dte, vrp } of term) if (dte !== null && vrp !== null && !byDays.has(dte)) byDays.set(dte, vrp);
  return [...byDays].map(([days, vrp]) => ({ days, vrp })).sort((a, b) => a.days - b.days);
}

function scoresOf({ strategy_scores: scores }: VrpAnswer): PublishedVrp["scores"] {
  const known = Object.entries(scores).flatMap(([name, score]) => {
    const structure = STRUCTURE.get(name);
    return structure === undefined || score === null ? [] : [[structure, score] as const];
  });
  return Object.fromEntries(known);
}

/** Days with a premium, ascending, the first of equal dates, none that is still to come; null without any. */
export function vrpHistoryOf({ history }: VrpHistoryAnswer, fetchedAt: number): PublishedVrpHistory | null {
  const { date: today } = utcToNewYork(fetchedAt);
  const byDate = new Map<string, number>();
  for (const { date, vrp_20d: vrp20 } of history)
    if (vrp20 !== null && date <= today && !byDate.has(date)) byDate.set(date, vrp20);
  const rows = [...byDate].map(([date, vrp20]) => ({ date, vrp20 })).sort((a, b) => (a.date < b.date ? -1 : 1));
  return rows.length === 0 ? null : { fetchedAt: new Date(fetchedAt).toISOString(), rows };
}
