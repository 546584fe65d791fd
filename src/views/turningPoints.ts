import { HIGH_ABOVE_PCT, MODERATE_ABOVE_PCT, type Reading, type Regime } from "../engine/regime.ts";
import { price } from "./format.ts";

export interface SignTurn {
  readonly side: "below" | "above";
  readonly price: number;
  readonly becomes: "positive" | "negative";
}

/** The prices next to spot beyond which the sign of net gamma is another one, if the chain stays as it is. */
export function signTurns({ snapshot, regime }: Reading): SignTurn[] {
  const { spot, levels } = snapshot;
  const roots = levels.flip.roots.toSorted((a, b) => Math.abs(a.price - spot) - Math.abs(b.price - spot));
  const [under, over] = [roots.find((root) => root.price < spot), roots.find((root) => root.price > spot)];
  const turns: SignTurn[] = [
    ...(under ? [turn("below", under.price, under.direction === "down")] : []),
    ...(over ? [turn("above", over.price, over.direction === "up")] : []),
  ];
  return turns.filter(({ becomes }) => becomes !== regime.gamma);
}

const turn = (side: SignTurn["side"], at: number, positive: boolean): SignTurn => ({
  side,
  price: at,
  becomes: positive ? "positive" : "negative",
});

/** Spot at which confidence turns high and moderate on the side of the flip where spot is; null without a flip. */
export function confidenceTurns({
  snapshot,
}: Reading): { readonly side: "above" | "below"; readonly high: number; readonly moderate: number } | null {
  const flip = snapshot.levels.flip.price;
  if (flip === null || !(flip > 0)) return null;
  const above = snapshot.spot >= flip;
  // |spot − flip| / spot = limit, solved for spot.
  const at = (limitPct: number) => flip / (1 + ((above ? -1 : 1) * limitPct) / 100);
  return { side: above ? "above" : "below", high: at(HIGH_ABOVE_PCT), moderate: at(MODERATE_ABOVE_PCT) };
}

/** What would change the reading, as sentences: the price at which the sign turns, and those of the confidence. */
export function changeSentences(reading: Reading): string[] {
  const turns = signTurns(reading).map(
    ({ side, price: at, becomes }) => `${side} **${price(at)}** it turns ${becomes}`,
  );
  const confidence = confidenceTurns(reading);
  const sign =
    turns.length > 0
      ? `Sign: ${turns.join(", ")}.`
      : `Sign: no price within ±20 % ${UNTURNED[reading.regime.gamma]}; only other open interest or IV would.`;
  if (!confidence) return [sign, "Confidence: reads low as long as there is no flip to measure from."];
  const { side, high, moderate } = confidence;
  return [
    sign,
    `Confidence, the flip standing still: high ${side} **${price(high)}**, moderate ${side} **${price(moderate)}**, else low.`,
  ];
}

const UNTURNED: Record<Regime["gamma"], string> = {
  positive: "turns it",
  negative: "turns it",
  undetermined: "gives it one",
};
