import type { Change } from "../../engine/changes.ts";
import { CELLS } from "../cells.ts";
import { percent, price, strike } from "../format.ts";

const GAMMA = { positive: "positive", negative: "negative", undetermined: "without a sign" } as const;

const VANISHED = {
  positive_throughout: "gamma is positive throughout ±20 %",
  negative_throughout: "gamma is negative throughout ±20 %",
  no_gamma: "there is no gamma",
} as const;

/** A change without its symbol: "cell C Grind It Out → D Stay Home", "call wall 605 → 610 (+0.83 %)". */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case "cell":
      return `cell ${change.from} ${CELLS[change.from].name} → ${change.to} ${CELLS[change.to].name}`;
    case "gamma":
      return `gamma turned from ${GAMMA[change.from]} to ${GAMMA[change.to]}`;
    case "flipCrossed":
      return `spot is ${change.direction === "up" ? "above" : "below"} the flip ${price(change.flip)} now`;
    case "wall":
      return `${change.wall} wall ${strike(change.from)} → ${strike(change.to)} (${percent(change.pct)})`;
    case "flipAppeared":
      return `a flip appeared at ${price(change.flip)}`;
    case "flipVanished":
      return change.missing === null ? "the flip is gone" : `the flip is gone: ${VANISHED[change.missing]}`;
    case "gone":
      return `no numbers: ${change.why}`;
    case "back":
      return "numbers are back";
    case "new":
      return "new on the list";
    case "notComparable":
      return "not comparable with last time: other source or other data";
  }
}

/** The same for a row of a picture, where the symbol stands above it and room is short. */
export function shortChange(change: Change): string {
  switch (change.kind) {
    case "cell":
      return `was ${change.from} ${CELLS[change.from].name}`;
    case "gamma":
      return `γ was ${GAMMA[change.from]}`;
    case "flipCrossed":
      return `crossed the flip ${change.direction === "up" ? "upward" : "downward"}`;
    case "wall":
      return `${change.wall} wall ${strike(change.from)} to ${strike(change.to)}`;
    case "flipAppeared":
      return "had no flip";
    case "flipVanished":
      return "had a flip";
    case "notComparable":
      return "not comparable: other source";
    case "gone":
      return "had numbers last time";
    case "back":
    case "new":
      return changeWords(change);
  }
}

const COUNTED: readonly { readonly kind: Change["kind"]; readonly one: string; readonly many: string }[] = [
  { kind: "cell", one: "cell moved", many: "cells moved" },
  { kind: "gamma", one: "gamma sign turned", many: "gamma signs turned" },
  { kind: "flipCrossed", one: "flip crossed", many: "flips crossed" },
  { kind: "wall", one: "wall migrated", many: "walls migrated" },
  { kind: "flipAppeared", one: "flip appeared", many: "flips appeared" },
  { kind: "flipVanished", one: "flip gone", many: "flips gone" },
  { kind: "gone", one: "symbol gone", many: "symbols gone" },
  { kind: "back", one: "symbol back", many: "symbols back" },
  { kind: "new", one: "new symbol", many: "new symbols" },
  { kind: "notComparable", one: "not comparable", many: "not comparable" },
];

/** Without what another change of the same symbol says already: a cell that moved, that the sign of gamma turned. */
export function worthSaying(changes: readonly Change[]): Change[] {
  const cellMoved = new Set(changes.filter(({ kind }) => kind === "cell").map(({ symbol }) => symbol));
  return changes.filter(({ kind, symbol }) => kind !== "gamma" || !cellMoved.has(symbol));
}

/** How many of each kind, the most important first: "2 cells moved, 1 flip crossed"; empty when nothing changed. */
export const changeCounts = (changes: readonly Change[]): string[] =>
  COUNTED.flatMap(({ kind, one, many }) => {
    const found = changes.filter((change) => change.kind === kind).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  });
