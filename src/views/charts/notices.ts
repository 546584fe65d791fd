import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { count, monthDay, newYorkClock, newYorkTime, share } from "../format.ts";

export interface Notice {
  readonly text: string;
  /** "warning": the numbers deserve less trust. "plain": a state the reader should know. */
  readonly tone: "warning" | "plain";
}

const THIN_STRIKES = 8;

/** A chain that carries too little for the picture to be taken at face value. */
export function isThin({ quality, strikes }: ExposureSnapshot): boolean {
  return quality.degraded || (strikes.length > 0 && strikes.length < THIN_STRIKES);
}

/** What has to be said in words above the picture, most important first; null states included. */
export function notices(snapshot: ExposureSnapshot): Notice[] {
  const found: Notice[] = [];
  const { levels, session, quoteTime, spotBasis, strikes } = snapshot;
  if (isThin(snapshot)) found.push({ text: thinWords(snapshot), tone: "warning" });
  if (session === "closed") {
    const day = newYorkTime(quoteTime).split(",")[0] ?? "";
    found.push({ text: `Market closed: values at the ${newYorkClock(quoteTime)} close, ${day}`, tone: "plain" });
  }
  if (strikes.length > 0 && levels.flip.missing) found.push({ text: FLIP_MISSING[levels.flip.missing], tone: "plain" });
  if (levels.callWall && levels.putWall && levels.wallsOverlap) {
    const same = levels.callWall.strike === levels.putWall.strike;
    found.push({ text: same ? "Both walls stand on one strike: no range between them" : OVERLAP, tone: "plain" });
  }
  if (spotBasis === "parity") found.push({ text: "Spot derived from put-call parity on expiry day", tone: "plain" });
  return found;
}

const OVERLAP = "Call wall below put wall: the walls bound no range";

const FLIP_MISSING = {
  positive_throughout: "No flip within ±20 %: net gamma positive throughout",
  negative_throughout: "No flip within ±20 %: net gamma negative throughout",
  no_gamma: "No flip: this selection carries no gamma",
} as const;

function thinWords({ quality, strikes }: ExposureSnapshot): string {
  if (strikes.length > 0 && strikes.length < THIN_STRIKES) {
    return `Thin chain: open interest on ${count(strikes.length)} ${strikes.length === 1 ? "strike" : "strikes"} only`;
  }
  if (quality.oiDroppedShare > 0.1) {
    return `Thin chain: ${share(quality.oiDroppedShare)} of open interest had no usable price`;
  }
  return "Degraded chain: no expiry had two-sided quotes for its carry";
}

/** What stands in the empty frame when there is no bar to draw. */
export function emptyWords(snapshot: ExposureSnapshot): readonly string[] {
  const next = snapshot.listed[0];
  return [
    "Nothing to draw",
    "No open interest in this selection.",
    next
      ? `${count(snapshot.listed.length)} expiries are listed, the next on ${monthDay(next.date)}.`
      : "The chain lists no live expiry.",
  ];
}
