import type { Reading } from "../../engine/regime.ts";
import type { Leg, Plan } from "../../engine/plan/types.ts";
import { count, distance, monthDay, price, strike } from "../format.ts";

/** Every leg, the highest strike first, with its quotes and why it stands there; then the flip, where it lies in between. */
export function strikeLines(plan: Plan, { snapshot }: Reading): string[] {
  const magnet = snapshot.levels.magnet?.strike ?? null;
  const legs = plan.legs.toSorted((a, b) => b.strike - a.strike || a.expiry.localeCompare(b.expiry));
  return [
    ...legs.map((leg) => `**${legName(leg, plan)}** ${quoteWords(leg)}${whyThere(leg, plan, magnet)}`),
    levelsLine(plan),
  ];
}

const legName = ({ side, strike: at, right, expiry }: Leg, { back }: Plan): string =>
  `${side === "sell" ? "Sell" : "Buy"} ${back ? `${monthDay(expiry)} ` : ""}${strike(at)} ${right}`;

const quoteWords = ({ bid, ask, delta, oi }: Leg): string =>
  `bid ${price(bid)}, ask ${price(ask)}, Δ ${price(delta)}, OI ${count(oi)}`;

function whyThere(leg: Leg, plan: Plan, magnet: number | null): string {
  if (leg.side === "buy") return plan.back ? "" : wingWords(leg, plan);
  if (plan.back || plan.structure === "short_straddle")
    return leg.strike === magnet ? ": at the 0DTE magnet" : ": the strike nearest spot";
  const reasons = beyondWords(leg, plan);
  return reasons.length === 0 ? ": by its delta" : `: ${reasons.join(", ")}`;
}

/** How far beyond the strike that it protects. */
function wingWords({ right, strike: at }: Leg, { legs }: Plan): string {
  const short = legs.find((leg) => leg.side === "sell" && leg.right === right);
  return short ? `: ${strike(Math.abs(short.strike - at))} beyond, ends the loss` : "";
}

/** What of the rule a short strike fulfils; nothing is claimed of a level that is not there. */
function beyondWords({ right, strike: at }: Leg, { spot, expectedMove, levels }: Plan): string[] {
  const out = right === "put" ? -1 : 1;
  const level = right === "put" ? levels.support : levels.resistance;
  const name = right === "put" ? "support" : "resistance";
  const edge = spot + out * expectedMove;
  return [
    ...(level !== null && out * (at - level) >= 0
      ? [at === level ? `at ${name}` : `beyond ${name} ${strike(level)}`]
      : []),
    ...(out * (at - edge) >= 0 ? [`beyond 1σ (${price(edge)})`] : []),
  ];
}

function levelsLine({ levels: { flip, support, resistance }, spot, expectedMove, earlyWarning }: Plan): string {
  const at = (name: string, level: number | null, words: string) =>
    `${name} ${level === null ? "n/a" : `${words} (${distance(level, spot)})`}`;
  const parts = [
    `Spot ${price(spot)}`,
    `±1σ ${price(expectedMove)}`,
    at("flip", flip, price(flip)),
    at("support", support, strike(support)),
    at("resistance", resistance, strike(resistance)),
  ];
  const early =
    earlyWarning === null ? "" : ` **Early warning ${price(earlyWarning)}**: below the flip the model says that hedging amplifies.`; // prettier-ignore
  return `${parts.join(" · ")}.${early}`;
}
