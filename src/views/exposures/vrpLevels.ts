import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import type { VrpReading } from "../../engine/vrp/types.ts";
import { measuredBy } from "../estimatorWords.ts";
import { MISSING, percent, points } from "../format.ts";
import { WHY_MISSING } from "../vrpWords.ts";

const UNSIGNED = { signed: false } as const;
const WINDOWS = [5, 10, 20, 30, 60] as const;

/** Implied and realised volatility of every window, and their differences. */
export function levelLines({ vol }: ExposureSnapshot, { iv, realised, vrp: premium, ...rest }: VrpReading): string[] {
  const { estimators, closeToClose, estimator, richness, variancePremium } = rest;
  const plain = (value: number | null) => points(value, UNSIGNED);
  const basis = iv === null ? "" : iv.basis === "atm30" ? ", ours, at the money" : ", the feed's";
  const windows = WINDOWS.map((days) => {
    const words = `${days} d ${plain(realised[days])} → ${points(premium[days])}`;
    return days === 20 ? `**${words}**` : words;
  });
  return [
    `IV 30 days **${plain(iv?.value ?? null)}**${basis} · feed ${plain(vol.iv30)} · model-free ${plain(vol.mfiv30)}`,
    `RV${measuredBy(estimator)} → VRP: ${windows.join(" · ")}`,
    `VRP20 is ${percent(richness === null ? null : 100 * richness)} of IV · variance premium ${variancePremium === null ? MISSING : variancePremium.toFixed(4).replace("-", "−")}`,
    `RV20 ${estimator === "close_to_close" ? "of whole bars:" : `by each: close to close ${plain(closeToClose.rv20)} ·`} Parkinson ${plain(estimators.parkinson)} · Garman–Klass ${plain(estimators.garmanKlass)} · Yang–Zhang ${plain(estimators.yangZhang)}`,
  ];
}

/** Puts and calls of 25 delta, each against the volatility of its side. */
export function sideLines({ vol }: ExposureSnapshot, { directional, missing }: VrpReading): string[] {
  const { downside, upside, downsideRv, upsideRv, skew25 } = directional;
  const line = (name: string, numbers: readonly [number | null, number | null, number | null], why: string) =>
    numbers[2] === null
      ? `${name}: ${MISSING}, ${why}`
      : `${name}: ${points(numbers[0], UNSIGNED)} − ${points(numbers[1], UNSIGNED)} = **${points(numbers[2])}**`;
  return [
    line("Puts", [vol.put25?.iv ?? null, downsideRv, downside], WHY_MISSING[missing.downside ?? "no_wing"]),
    line("Calls", [vol.call25?.iv ?? null, upsideRv, upside], WHY_MISSING[missing.upside ?? "no_wing"]),
    `Skew, put − call: ${points(skew25)}`,
  ];
}

/** The premium by tenor, and the slope of the curve. */
export function termLines({ term, slope, missing }: VrpReading): string[] {
  const known = term.map(({ days, iv, rv, vrp: premium }) => {
    const sum = premium === null ? "" : ` (${points(iv, UNSIGNED)} − ${points(rv, UNSIGNED)})`;
    return `${days} d **${points(premium)}**${sum}`;
  });
  const words = slope === null ? "" : slope < 0 ? ", inverted" : ", upward";
  return [
    known.join(" · "),
    `Slope (IV60 − IV7) / IV30: ${slope === null ? `${MISSING}, ${WHY_MISSING[missing.slope ?? "no_term_node"]}` : `${slope < 0 ? "−" : "+"}${Math.abs(slope).toFixed(2)}${words}`}`,
  ];
}
