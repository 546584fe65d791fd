import type { Reading, Regime } from "../engine/regime.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import { distance, money, percentSize, price, strike } from "./format.ts";

/** The convention every exposure rests on, in one line. */
export const MODEL_NOTE =
  "Model, not observed positions: assumes dealers are long customer-sold calls and short customer-bought puts.";

export const REGIME_NAME: Record<Regime["gamma"], string> = {
  positive: "POSITIVE γ",
  negative: "NEGATIVE γ",
  undetermined: "NO γ SIGN",
};

/** What the sign of gamma means, without promising anything. */
export const HEDGING: Record<Regime["gamma"], string> = {
  positive: "Model shows dealers **long gamma**: hedging leans against moves.",
  negative: "Model shows dealers **short gamma**: hedging leans with moves.",
  undetermined: "No usable gamma sign.",
};

/** What dealers must do when the price moves, with the number it rests on. */
export function gammaSentence({ snapshot, regime }: Reading): string {
  const { gex, gexPerUsd } = snapshot.net;
  return `${HEDGING[regime.gamma]} Net GEX **${money(gex)} per 1 % move** (${money(gexPerUsd)} per $1).`;
}

/** Where spot is against the flip, what that says about the confidence, and what happens near it. */
export function flipSentence({ snapshot, regime }: Reading): string {
  const { flip } = snapshot.levels;
  if (flip.price === null || regime.distancePct === null) return noFlipSentence(snapshot);
  const side = snapshot.spot >= flip.price ? "above" : "below";
  const days = oneDayMoves(snapshot, flip.price);
  const inMoves = days === null ? "" : ` (${days.toFixed(1)} one-day moves)`;
  const near = regime.distancePct <= 0.5 ? " Spot is at the flip; the sign can change on a small move." : "";
  return `Spot is **${percentSize(regime.distancePct)} ${side} the flip ${price(flip.price)}**${inMoves} → confidence **${regime.confidence}**.${near}`;
}

/** Distance in one-day standard deviations of the front at-the-money IV; null without one. */
export function oneDayMoves({ spot, expectedMove }: ExposureSnapshot, level: number): number | null {
  const oneDay = expectedMove ? spot * expectedMove.iv * Math.sqrt(1 / 365) : 0;
  return oneDay > 0 ? Math.abs(spot - level) / oneDay : null;
}

const NO_FLIP: Record<NonNullable<ExposureSnapshot["levels"]["flip"]["missing"]>, string> = {
  positive_throughout:
    "No flip within ±20 %: net gamma stays **positive throughout**, a one-sided and stable regime (confidence reads low only because there is no flip to measure from).",
  negative_throughout:
    "No flip within ±20 %: net gamma stays **negative throughout**, a one-sided and stable regime (confidence reads low only because there is no flip to measure from).",
  no_gamma: "No flip: these expiries carry no gamma.",
};

const noFlipSentence = ({ levels }: ExposureSnapshot) => NO_FLIP[levels.flip.missing ?? "no_gamma"];

/** Which way vanna and charm push, each with the move it assumes. */
export function driftSentence({ snapshot, regime }: Reading): string {
  const { vex, chex } = snapshot.net;
  const vanna = `*If IV falls* 1 point dealers ${vex >= 0 ? "buy" : "sell"} ${money(Math.abs(vex), { signed: false })}`;
  const leaning =
    regime.gamma !== "positive"
      ? ""
      : regime.vannaAligned
        ? " (leaning the same, dampening way as gamma)"
        : " (pro-cyclical: it adds selling if IV jumps)";
  return `${vanna}${leaning}. Time decay alone leaves them net ${chex >= 0 ? "buyers" : "sellers"} of ${money(Math.abs(chex), { signed: false })} a day.`;
}

/** What dealers trade, in words: "buy $340M", "sell $12.0K"; less than half a dollar is next to nothing. */
export function trades(usd: number): string {
  if (Math.abs(usd) < 0.5) return "trade next to nothing";
  return `${usd > 0 ? "buy" : "sell"} ${money(Math.abs(usd), { signed: false })}`;
}

/** "resistance" and "support" are said only of walls on their side of spot; others are named for what they are. */
export function wallSide(kind: "call" | "put", wall: number, spot: number): "right" | "wrong" {
  return (kind === "call" ? wall >= spot : wall <= spot) ? "right" : "wrong";
}

/** One line for search and for screen readers. */
export function shareLine({ snapshot }: Reading): string {
  const { levels, net, spot, source } = snapshot;
  const parts = [
    `${snapshot.symbol}: spot ${price(spot)}`,
    `Call Wall ${strike(levels.callWall?.strike ?? null)}`,
    `Put Wall ${strike(levels.putWall?.strike ?? null)}`,
    `Gamma Flip ${price(levels.flip.price)}`,
    `Net GEX ${money(net.gex)} per 1 %`,
  ];
  const mark = source.sample ? "SAMPLE DATA · " : "";
  return `${mark}${parts.join(" | ")} (${source.delayMinutes}-min delayed)`;
}

/** What the ladder shows, for those who cannot see it. */
export function ladderAltText({ snapshot, regime }: Reading): string {
  const { levels, spot } = snapshot;
  const at = (name: string, level: number | null) =>
    level === null ? `no ${name}` : `${name} ${strike(level)} (${distance(level, spot)})`;
  const flip = levels.flip.price === null ? "no flip within 20 percent" : `gamma flip ${price(levels.flip.price)}`;
  return [
    `${snapshot.source.sample ? "SAMPLE DATA. " : ""}Ladder of dealer gamma exposure by strike for ${snapshot.symbol}, spot ${price(spot)}`,
    `regime ${regime.gamma} gamma, net GEX ${money(snapshot.net.gex)} per 1 percent move`,
    flip,
    at("call wall", levels.callWall?.strike ?? null),
    at("put wall", levels.putWall?.strike ?? null),
    at("largest positive gamma", levels.maxPositiveGamma?.strike ?? null),
  ].join("; ");
}
