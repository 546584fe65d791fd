import type { Cell } from "../regime.ts";
import type { Quote } from "./board.ts";

/** A quote that can be a leg: it can be traded on both sides and valued before its expiry. */
export type Option = Quote & { readonly iv: number; readonly delta: number };

export const isOption = (quote: Quote): quote is Option =>
  quote.iv !== null && quote.delta !== null && quote.bid > 0 && quote.ask >= quote.bid;

/** How far out a short strike has to be, and by which |delta|. */
interface Reach {
  /** Expected moves from spot. */
  readonly moves: number;
  readonly least: number;
  readonly most: number;
  /** Where no strike is beyond both level and expected move. */
  readonly fallback: number;
}
const USUAL: Reach = { moves: 1, least: 0.1, most: 0.3, fallback: 0.2 };
/** Half an expected move further out; no strike out there has a delta of the usual window: docs/decisions/0020-plan.md. */
const WIDER: Reach = { moves: 1.5, least: 0.05, most: 0.2, fallback: 0.1 };

export interface ShortStrike {
  readonly option: Option;
  /** It stands beyond a level and the expected move both; otherwise it is at a delta, or there is no level. */
  readonly atLevel: boolean;
}

/**
 * The strike nearest spot that is beyond both the level and the expected move with a |delta| in the window; without one that whose
 * delta is nearest the fallback. Null when nothing out of the money has such a delta.
 * @param of.level support for a put, resistance for a call
 */
export function shortStrike(
  right: Quote["right"],
  options: readonly Option[],
  of: { readonly cell: Cell; readonly spot: number; readonly level: number | null; readonly expectedMove: number },
): ShortStrike | null {
  const { moves, least, most, fallback } = of.cell === "B" ? WIDER : USUAL;
  const away = (strike: number) => (right === "put" ? of.spot - strike : strike - of.spot);
  const delta = (option: Option) => Math.abs(option.delta);
  const window = options.filter(
    (option) => option.right === right && away(option.strike) > 0 && delta(option) >= least && delta(option) <= most,
  );
  const bound = Math.max(moves * of.expectedMove, of.level === null ? 0 : away(of.level));
  const beyond = leastBy(
    window.filter(({ strike }) => away(strike) >= bound),
    ({ strike }) => away(strike),
  );
  const option = beyond ?? leastBy(window, (one) => Math.abs(delta(one) - fallback));
  return option && { option, atLevel: beyond !== null && of.level !== null };
}

/** The option of the same side whose strike is nearest so many $ beyond a short one, at least one strike; null without any. */
export function wingOf(short: Option, options: readonly Option[], width: number): Option | null {
  return leastBy(beyondOf(short, options), (option) => Math.abs(widthOf(short, option) - width));
}

/** Wings of one and the same listed width, the one nearest to so many $; null without a common one. */
export function equalWings(
  shorts: { readonly put: Option; readonly call: Option },
  options: readonly Option[],
  width: number,
): { readonly put: Option; readonly call: Option } | null {
  const calls = new Map(beyondOf(shorts.call, options).map((call) => [millis(widthOf(shorts.call, call)), call]));
  const pairs = beyondOf(shorts.put, options).flatMap((put) => {
    const call = calls.get(millis(widthOf(shorts.put, put)));
    return call ? [{ put, call }] : [];
  });
  return leastBy(pairs, ({ put }) => Math.abs(widthOf(shorts.put, put) - width));
}

/** $ between two strikes. */
export const widthOf = (a: Pick<Quote, "strike">, b: Pick<Quote, "strike">): number => Math.abs(a.strike - b.strike);

/** Strikes differ by what their decimals leave over: 0.1 + 0.2 is as wide as 0.3. */
const millis = (usd: number) => Math.round(usd * 1_000);

const beyondOf = (short: Option, options: readonly Option[]) =>
  options.filter(
    ({ right, strike }) => right === short.right && (right === "put" ? strike < short.strike : strike > short.strike),
  );

/** The first of those for which it is least; null of none. */
export function leastBy<Item>(items: readonly Item[], by: (item: Item) => number): Item | null {
  let best: Item | null = null;
  let least = Infinity;
  for (const item of items) {
    const value = by(item);
    if (value < least) [best, least] = [item, value];
  }
  return best;
}
