import { symbolOf, type Brief, type MissingBrief } from "./brief.ts";
import type { Cell, Regime } from "./regime.ts";
import type { Flip } from "./snapshot.ts";
import type { Ticker } from "./ticker.ts";

/** What is different between two looks at one symbol. */
export type Change = { readonly symbol: Ticker } & (
  | { readonly kind: "cell"; readonly from: Cell; readonly to: Cell }
  | { readonly kind: "gamma"; readonly from: Regime["gamma"]; readonly to: Regime["gamma"] }
  /** Spot is on the other side of the flip now: "up" is above it. */
  | { readonly kind: "flipCrossed"; readonly direction: "up" | "down"; readonly flip: number }
  | {
      readonly kind: "wall";
      readonly wall: "call" | "put";
      readonly from: number;
      readonly to: number;
      /** Of the former wall, signed. */
      readonly pct: number;
    }
  | { readonly kind: "flipAppeared"; readonly flip: number }
  | { readonly kind: "flipVanished"; readonly missing: Flip["missing"] }
  | { readonly kind: "gone"; readonly why: string }
  | { readonly kind: "back" }
  | { readonly kind: "new" }
  /** Another source or other data than last time: their difference is no move of the market. */
  | { readonly kind: "notComparable" }
);

/** A wall that moved by more than this, in percent of where it was, has migrated; less is the next strike. */
export const MIGRATED_ABOVE_PCT = 0.5;

/** The most important first. */
const ORDER: readonly Change["kind"][] = [
  "cell",
  "gamma",
  "flipCrossed",
  "wall",
  "flipAppeared",
  "flipVanished",
  "gone",
  "back",
  "new",
  "notComparable",
];

/** Everything that changed in a table, the most important first, larger migrations before smaller ones. */
export function changesBetween(
  before: readonly (Brief | MissingBrief)[],
  now: readonly (Brief | MissingBrief)[],
): Change[] {
  const known = new Map(before.map((row) => [symbolOf(row), row]));
  return now
    .flatMap((row) => changesOf(known.get(symbolOf(row)), row))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || sizeOf(b) - sizeOf(a));
}

const sizeOf = (change: Change) => (change.kind === "wall" ? Math.abs(change.pct) : 0);

/**
 * What changed for one symbol, the most important first. Numbers of different sources, or of made-up and real data, are
 * never compared. @param before undefined: it was not on the list
 */
export function changesOf(before: Brief | MissingBrief | undefined, now: Brief | MissingBrief): Change[] {
  const symbol = symbolOf(now);
  if (before === undefined) return [{ symbol, kind: "new" }];
  if ("missing" in now) return "missing" in before ? [] : [{ symbol, kind: "gone", why: now.why }];
  if ("missing" in before) return [{ symbol, kind: "back" }];
  if (before.source.provider !== now.source.provider || before.source.sample !== now.source.sample)
    return [{ symbol, kind: "notComparable" }];
  return [...regimeChanges(before, now), ...crossings(before, now), ...migrations(before, now), ...flips(before, now)];
}

function* regimeChanges(before: Brief, now: Brief): Iterable<Change> {
  const { symbol } = now;
  // A z-score that was not known before, or is not any more, moves a cell without anything having moved.
  const comparable = (before.vrpZ === null) === (now.vrpZ === null);
  if (comparable && before.cell !== now.cell) yield { symbol, kind: "cell", from: before.cell, to: now.cell };
  if (before.regime.gamma !== now.regime.gamma)
    yield { symbol, kind: "gamma", from: before.regime.gamma, to: now.regime.gamma };
}

/** At the flip counts as above it, as everywhere. */
function* crossings(before: Brief, now: Brief): Iterable<Change> {
  if (before.flip === null || now.flip === null) return;
  const [was, is] = [before.spot >= before.flip, now.spot >= now.flip];
  if (was !== is) yield { symbol: now.symbol, kind: "flipCrossed", direction: is ? "up" : "down", flip: now.flip };
}

function* migrations(before: Brief, now: Brief): Iterable<Change> {
  for (const wall of ["call", "put"] as const) {
    const [from, to] = wall === "call" ? [before.callWall, now.callWall] : [before.putWall, now.putWall];
    if (from === null || to === null) continue;
    const pct = ((to - from) / from) * 100;
    if (Math.abs(pct) > MIGRATED_ABOVE_PCT) yield { symbol: now.symbol, kind: "wall", wall, from, to, pct };
  }
}

function* flips({ flip: before }: Brief, { symbol, flip: now, flipMissing }: Brief): Iterable<Change> {
  if (before === null && now !== null) yield { symbol, kind: "flipAppeared", flip: now };
  if (before !== null && now === null) yield { symbol, kind: "flipVanished", missing: flipMissing };
}
