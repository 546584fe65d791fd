import type { Estimator, VrpReading } from "../engine/vrp/types.ts";
import { points } from "./format.ts";
import { zScore } from "./universe/tableWords.ts";

/** Estimators of realised volatility by name, in the order offered. */
export const ESTIMATOR_NAME: Readonly<Record<Estimator, string>> = {
  close_to_close: "close to close",
  parkinson: "Parkinson",
  garman_klass: "Garman–Klass",
  yang_zhang: "Yang–Zhang",
};

/** In the list of choices: what each is made of. */
export const ESTIMATOR_HINT: Readonly<Record<Estimator, string>> = {
  close_to_close: "Close to close (default)",
  parkinson: "Parkinson: high and low, blind to overnight gaps",
  garman_klass: "Garman–Klass: whole bar, blind to overnight gaps",
  yang_zhang: "Yang–Zhang: whole bar and overnight gaps",
};

const BLIND = "It does not see overnight gaps, so it tends to read single stocks too low and their premium too large.";
const CAVEAT: Readonly<Record<Exclude<Estimator, "close_to_close">, string>> = {
  parkinson: BLIND,
  garman_klass: BLIND,
  yang_zhang: "It sees overnight gaps; opens, highs and lows are as the source prints them.",
};

/** " by Parkinson" behind a realised volatility; nothing behind one from close to close, which is what is meant unless said. */
export const measuredBy = (estimator: Estimator): string =>
  estimator === "close_to_close" ? "" : ` by ${ESTIMATOR_NAME[estimator]}`;

/** What another estimator replaced and what it did not, with its weakness; none from close to close. */
export function estimatorSentences({ estimator, closeToClose: { rv20, z } }: VrpReading): string[] {
  if (estimator === "close_to_close") return [];
  const own = `RV20 ${points(rv20, { signed: false })}, ${z === null ? "no z" : `z ${zScore(z)}`}`;
  return [
    `In premiums, tenors, z with its history, and scores. ${CAVEAT[estimator]}`,
    `Close to close stay: RV by side, the cell (${own}), /regime, tables, letters and alerts.`,
  ];
}
