import type { OptionValues } from "../../sandbox/discord/userSide.ts";
import { mix, uniform } from "../../sandbox/market/noise.ts";
import { TERM_KEYS } from "../../src/views/terms.ts";

/** One kind of thing people do. Another command is another line. */
export interface Call {
  readonly command: string;
  /** How often, relative to the others. */
  readonly weight: number;
  readonly options: (random: Random) => OptionValues;
}

/** Evenly drawn from 0 up to 1, the same row every run. */
export type Random = () => number;

/** The symbols of the sample market, the popular ones more often, as people ask for them. */
export const SYMBOLS = ["SPY", "SPX", "QQQ", "TSLA", "NVDA", "IWM", "AAPL", "AMD", "META", "AMZN", "GOOGL"] as const;
/** Each has an expiry at every symbol, so that words alone mean a failure. */
const EXPIRIES = ["all", "7d", "30d", "45d", "opex"] as const;

export const gex: Call = {
  command: "gex",
  weight: 9,
  options: (random) => ({ symbol: popular(SYMBOLS, random), expiry: pick(EXPIRIES, random) }),
};

const CHOSEN = ["exposure", "dex", "vex", "chex", "levels", "regime"] as const;

export const CALLS: readonly Call[] = [
  gex,
  ...CHOSEN.map((command): Call => ({ ...gex, command, weight: 1 })),
  { command: "explain", weight: 1, options: (random) => ({ term: pick(TERM_KEYS, random) }) },
];

/** How often somebody who has an answer chooses another view of it instead of asking anew. */
export const PRESSES = 0.3;
const VIEWS = ["gex", "profile", "term", "heatmap", "exposure", "levels"] as const;

export const nextView = (random: Random): string => pick(VIEWS, random);

/** The next thing somebody does. */
export function nextCall(calls: readonly Call[], random: Random): { command: string; options: OptionValues } {
  const all = calls.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * all;
  const call = calls.find(({ weight }) => (left -= weight) < 0) ?? calls[0]!;
  return { command: call.command, options: call.options(random) };
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

/** The front of the list is drawn more often than its end: Zipf with exponent 1. */
function popular<T>(list: readonly T[], random: Random): T {
  const all = list.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  let left = random() * all;
  return list.find((_, i) => (left -= 1 / (i + 1)) < 0) ?? list[0]!;
}

export function randomOf(seed: number): Random {
  let drawn = 0;
  return () => uniform(mix(seed, drawn++));
}
