import { passesGate, type GateHalf, type ScanRow } from "../../engine/plan/scan.ts";
import type { IvBasis, VrpWarning } from "../../engine/vrp/types.ts";
import { PAYS_POINTS } from "../../engine/vrp/vrpRegime.ts";
import { distance, MISSING, monthDay, percentSize, points, price, strike } from "../format.ts";
import { zScore } from "../universe/tableWords.ts";
import { netHarvestBand, STRUCTURES } from "../vrpWords.ts";

/** In a table, where the sentence of `/vrp` has no room; null: the row says it otherwise. */
const WARNINGS: Readonly<Record<VrpWarning, string | null>> = {
  event_risk: "event",
  // Sign and z-score stand in the row.
  negative_gamma: null,
  insufficient_history_for_zscore: null,
  poor_wing_liquidity: "wide wings",
  term_inversion: "inverted term",
  extreme_vrp: "extreme z",
  iv_disagreement: "two IVs differ",
  iv_one_sided: "one-sided IV",
  split_in_history: "split",
  gap_in_history: "gaps in closes",
  stale_history: "old closes",
};

/** What to mind of a row, in a few words each; "two IVs differ", "old closes". */
export const warningWords = ({ warnings, degraded }: Pick<ScanRow, "warnings" | "degraded">): string[] => [
  ...(degraded ? ["reduced data"] : []),
  ...warnings.flatMap((warning) => WARNINGS[warning] ?? []),
];

const HALVES: Readonly<Record<GateHalf, string>> = { z: "z", vrp20: "VRP20" };

/** "passes", "fails z", "fails both", "fails VRP20, no z". */
export function gateWords({ failed, zScore: { z }, vrp20 }: ScanRow): string {
  if (failed.length === 0) return "passes";
  const unknown = failed.filter((half) => (half === "z" ? z : vrp20) === null);
  const known = failed.filter((half) => !unknown.includes(half));
  return [
    ...(known.length === 0 ? [] : [`fails ${known.length === 2 ? "both" : HALVES[known[0]!]}`]),
    ...unknown.map((half) => `no ${HALVES[half]}`),
  ].join(", ");
}

/** The same where room is short: a value that is not there is seen beside it. */
export const shortGateWords = ({ failed }: Pick<ScanRow, "failed">): string =>
  failed.length === 0 ? "passes" : `fails ${failed.length === 2 ? "both" : failed[0] === "z" ? "z" : "VRP"}`;

const BASES: Readonly<Record<IvBasis, string>> = {
  cboe_index: "its index",
  iv30: "feed IV",
  atm30: "our IV",
  mfiv30: "our model-free IV",
};

/** Whose IV a z-score is of, in two words: "VIX", "feed IV". */
export const shortBasis = ({ basis, index }: ScanRow["zScore"]): string =>
  basis === "cboe_index" ? (index ?? BASES.cboe_index) : BASES[basis];

/** "+1.5"; "n/a" without one. */
export const zWords = ({ zScore: { z } }: ScanRow): string => (z === null ? MISSING : zScore(z));

/** "+5.4"; what is above 2 never reads as 2, since from there on the gate is passed. */
export function vrp20Words({ vrp20 }: Pick<ScanRow, "vrp20">): string {
  const value = vrp20?.value ?? null;
  const words = points(value);
  return value !== null && value > PAYS_POINTS && words === "+2.0" ? `+${Math.max(value, 2.01).toFixed(2)}` : words;
}

/** "γ+ moderate", "γ− one-sided", "no γ sign". */
export function regimeWords({ regime: { gamma, confidence, stability } }: Pick<ScanRow, "regime">): string {
  if (gamma === "undetermined") return "no γ sign";
  return `γ${gamma === "positive" ? "+" : "−"} ${stability === "one_sided" ? "one-sided" : confidence}`;
}

/** "Iron condor 70"; where there is none, why. */
export const bestWords = ({ best, cell }: ScanRow): string =>
  best === null ? (cell === "D" ? "no trade" : "no score") : `${STRUCTURES[best.structure]} ${best.score.toFixed(0)}`;

/** "59 reduced" of 100. */
export function netWords(row: ScanRow): string {
  return row.netHarvest === null ? MISSING : `${row.netHarvest.toFixed(0)} ${netHarvestBand(row)}`;
}

/** A symbol that is only named: what counts as not high for want of a z-score says so. */
export const namedOnly = ({ symbol, zScore: { z } }: ScanRow): string => (z === null ? `${symbol} (no z)` : symbol);

/** The sessions the realised volatility ends on: "closes to Nov 20"; none without any. */
export function closesTokens(rows: readonly ScanRow[]): string[] {
  const days = [...new Set(rows.flatMap(({ realisedTo }) => realisedTo ?? []))].sort();
  return days.length === 0 ? [] : [`closes to ${[...new Set([days[0]!, days.at(-1)!])].map(monthDay).join("–")}`];
}

/** How much of a row there is room for, from all of it to what the gate is about. */
export const DETAILS = ["full", "short", "shortest", "bare"] as const;
type Detail = (typeof DETAILS)[number];

/** A row as text: of one to three lines. */
export function rowWords(row: ScanRow, detail: Detail): string {
  const { symbol, zScore: score } = row;
  const [z, vrp20] = [zWords(row), vrp20Words(row)];
  const head = `**${symbol}** z ${z}`;
  const provisional = score.provisional ? ", provisional" : "";
  switch (detail) {
    case "full":
      return [
        `${head} (${score.n} d of ${shortBasis(score)}${provisional}) · VRP20 ${vrp20} · ${gateWords(row)} · **${bestWords(row)}**`,
        levelWords(row),
        [`net harvest **${netWords(row)}**`, harvestWords(row), ...warningWords(row)].join(" · "),
      ].join("\n");
    case "short":
      return [
        `${head} (${score.n} d${provisional}) · VRP20 ${vrp20} · ${gateWords(row)} · net ${netWords(row)}`,
        `${bestWords(row)} · flip ${price(row.flip)} · S ${strike(row.support)} · R ${strike(row.resistance)}`,
      ].join("\n");
    case "shortest":
      return `${head}${score.provisional ? " prov." : ""} · VRP20 ${vrp20} · ${bestWords(row)}`;
    case "bare":
      return `${head} · VRP20 ${vrp20}${passesGate(row) ? " ✓" : ""}`;
  }
}

/** "γ+ moderate, spot 603.42, 1.5 % above the flip 594.10 · support 590 (−2.2 %) · resistance 610 (+1.1 %)". */
function levelWords(row: ScanRow): string {
  const { spot, flip, regime, support, resistance } = row;
  const side = flip === null ? "" : spot >= flip ? "above" : "below";
  const where =
    flip === null || regime.distancePct === null
      ? "no flip"
      : `${percentSize(regime.distancePct)} ${side} the flip ${price(flip)}`;
  const level = (name: string, at: number | null) =>
    at === null ? `no ${name}` : `${name} ${strike(at)} (${distance(at, spot)})`;
  return [
    `${regimeWords(row)}, spot ${price(spot)}, ${where}`,
    level("support", support),
    level("resistance", resistance),
  ].join(" · ");
}

const harvestWords = ({ harvest, flowRisk }: ScanRow): string =>
  `harvest ${harvest === null ? MISSING : harvest.toFixed(2)}, flow risk ${flowRisk.value.toFixed(0)}`;

/**
 * The rows as texts that have room together: all in full if that fits, else the last ones with less, so that what stands first
 * says most. Every row is there, whatever the room.
 */
export function rowTexts(rows: readonly ScanRow[], room: number): string[] {
  const texts = rows.map((row) => rowWords(row, "full"));
  let length = texts.reduce((sum, text) => sum + text.length + 1, 0);
  for (const detail of DETAILS.slice(1))
    for (let i = rows.length - 1; i >= 0 && length > room; i--) {
      const text = rowWords(rows[i]!, detail);
      length += text.length - texts[i]!.length;
      texts[i] = text;
    }
  return texts;
}
