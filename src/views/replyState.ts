import { parseSelection, selectionKey, type ExpirySelection } from "../engine/selection.ts";
import { parseTicker, type Ticker } from "../engine/ticker.ts";
import type { Estimator } from "../engine/vrp/types.ts";
import type { PaletteName } from "./charts/chart.ts";

/** Everything an exposure reply can show, in the order offered. */
export const VIEW_KEYS = [
  "gex",
  "profile",
  "term",
  "heatmap",
  "exposure",
  "dex",
  "vex",
  "chex",
  "levels",
  "regime",
  "zerodte",
  "vrp",
] as const;
export type ViewKey = (typeof VIEW_KEYS)[number];

/** What a reply carries besides its view: the explanation of its regime, or its figures as files. */
export type Extra = "none" | "explain" | "data";

/** All it takes to make a reply again: it travels in the reply's buttons, so that they work after a restart. */
export interface ReplyState {
  readonly view: ViewKey;
  readonly symbol: Ticker;
  readonly selection: ExpirySelection;
  /** Null: the operator's default. */
  readonly palette: PaletteName | null;
  readonly extra: Extra;
  /** What the volatility premium measures realised volatility by, once it is shown; default: close to close. */
  readonly estimator?: Estimator;
}

const PALETTE_CODES = { default: "d", colorblind: "c" } as const;
const EXTRA_CODES = { none: "n", explain: "e", data: "d" } as const;
/** Close to close has none: buttons from before there was a choice mean it. */
const ESTIMATOR_CODES = { close_to_close: "", parkinson: "p", garman_klass: "g", yang_zhang: "y" } as const;

/** State to text: "SPY~2026-12-18~heatmap~-n", "SPY~all~vrp~-ny", at most 36 characters. */
export function stateText({ view, symbol, selection, palette, extra, estimator }: ReplyState): string {
  const codes = [
    palette === null ? "-" : PALETTE_CODES[palette],
    EXTRA_CODES[extra],
    ESTIMATOR_CODES[estimator ?? "close_to_close"],
  ];
  return [symbol, selectionKey(selection), view, codes.join("")].join("~");
}

/** The inverse of `stateText`; null for anything it cannot have written. */
export function parseState(text: string): ReplyState | null {
  const [symbolText = "", selectionText = "", viewText = "", codes = "", ...more] = text.split("~");
  const symbol = parseTicker(symbolText);
  const selection = parseSelection(selectionText);
  const view = VIEW_KEYS.find((key) => key === viewText);
  const palette = keyOf(PALETTE_CODES, codes[0]) ?? (codes[0] === "-" ? null : undefined);
  const extra = keyOf(EXTRA_CODES, codes[1]);
  const estimator = keyOf(ESTIMATOR_CODES, codes.slice(2));
  if (!symbol || !selection || !view || palette === undefined || !extra || !estimator || more.length > 0) return null;
  const state = { view, symbol, selection, palette, extra };
  return estimator === "close_to_close" ? state : { ...state, estimator };
}

function keyOf<Key extends string>(codes: Readonly<Record<Key, string>>, code: string | undefined): Key | undefined {
  return (Object.keys(codes) as Key[]).find((key) => codes[key] === code);
}
