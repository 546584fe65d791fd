import type { Flip, FlipRoot } from "../engine/snapshot.ts";
import { distance, price } from "./format.ts";

/** More crossings than this are counted, not listed. */
const MOST_ROOTS = 6;

const SIDES: Record<FlipRoot["direction"], string> = {
  up: "negative below, positive above",
  down: "positive below, negative above",
};

/** Every zero of the profile, the nearest to spot first, with its direction; empty when there is none. */
export function crossingLines({ roots, price: chosen }: Flip, spot: number): string[] {
  const near = roots.toSorted((a, b) => Math.abs(a.price - spot) - Math.abs(b.price - spot));
  const lines = near
    .slice(0, MOST_ROOTS)
    .map(
      (root) =>
        `${root.price === chosen ? `**${price(root.price)}**` : price(root.price)} ${distance(root.price, spot)} · ${root.direction === "up" ? "upward" : "downward"}`,
    );
  return near.length > MOST_ROOTS ? [...lines, `… and ${near.length - MOST_ROOTS} more`] : lines;
}

const NONE: Record<NonNullable<Flip["missing"]>, string> = {
  positive_throughout: "None within ±20 %: net gamma is positive throughout.",
  negative_throughout: "None within ±20 %: net gamma is negative throughout.",
  no_gamma: "None: these expiries carry no gamma.",
};

/** Which crossing is the flip, and why that one; or why there is none. */
export function chosenBecause({ price: chosen, direction, roots, missing }: Flip): string {
  if (chosen === null) return NONE[missing ?? "no_gamma"];
  const at = `**${price(chosen)}**`;
  const sides = SIDES[direction ?? "up"];
  if (roots.length === 1) return `${at} is the only crossing within ±20 %: ${sides}.`;
  if (direction === "down") return `${at} is chosen: no crossing is upward, so the nearest one, ${sides}.`;
  return `${at} is chosen, the nearest upward crossing: ${sides}.`;
}
