import type { StrikeExposure } from "../../engine/snapshot.ts";
import type { PriceWindow } from "./priceWindow.ts";

type Amounts<Part extends string> = Readonly<Record<Part, number>>;
export type Bar<Part extends string> = { readonly price: number } & Amounts<Part>;

export interface Bars<Part extends string> {
  readonly bars: readonly Bar<Part>[];
  /** Points of price that one bar covers when neighbouring strikes had to be added up; null for one strike per bar. */
  readonly binSize: number | null;
  /** Price distance between neighbouring bars. */
  readonly spacing: number;
}

/** Gamma in $ per 1 % move: calls ≥ 0, puts ≤ 0, their net, and the part of the net that expires today. */
export type PriceBar = Bar<"call" | "put" | "net" | "zeroDte">;
export type PriceBars = Bars<"call" | "put" | "net" | "zeroDte">;

/** The gamma of the strikes of a window as bars. */
export function priceBars(
  strikes: readonly StrikeExposure[],
  window: PriceWindow,
  { most }: { most: number },
): PriceBars {
  const amounts = ({ callGex, putGex, netGex, zeroDteGex }: StrikeExposure) => {
    return { call: callGex, put: putGex, net: netGex, zeroDte: zeroDteGex };
  };
  return strikeBars(strikes, window, { most, amounts });
}

/**
 * Any amounts of the strikes of a window as bars. When more strikes than `most` would stand closer than they can be
 * drawn, strikes are summed into bins centred on round prices, so that no dollar is lost and round strikes keep their
 * place.
 */
export function strikeBars<Part extends string>(
  strikes: readonly StrikeExposure[],
  window: PriceWindow,
  { most, amounts }: { most: number; amounts: (strike: StrikeExposure) => Amounts<Part> },
): Bars<Part> {
  const inside = strikes.filter(({ strike }) => strike >= window.low && strike <= window.high);
  const spacing = spacingOf(inside.map(({ strike }) => strike));
  const range = window.high - window.low;
  if (spacing === null || range / spacing <= most) {
    const bars = inside.map((strike) => ({ ...amounts(strike), price: strike.strike }));
    return { bars, binSize: null, spacing: spacing ?? range / 10 };
  }
  const binSize = roundUp(range / most);
  const bins = new Map<number, Amounts<Part>>();
  for (const strike of inside) {
    const price = Math.round(strike.strike / binSize) * binSize;
    bins.set(price, sum(bins.get(price), amounts(strike)));
  }
  return { bars: [...bins].map(([price, parts]) => ({ ...parts, price })), binSize, spacing: binSize };
}

function sum<Part extends string>(a: Amounts<Part> | undefined, b: Amounts<Part>): Amounts<Part> {
  if (!a) return b;
  const total: Record<Part, number> = { ...a };
  for (const part in b) total[part] += b[part];
  return total;
}

/** The spacing that a tenth of the gaps stay below: one odd strike must not make every bar hair-thin. */
function spacingOf(prices: readonly number[]): number | null {
  const gaps = prices.slice(1).map((price, index) => price - (prices[index] ?? price));
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 10)] ?? null;
}

/** The next of 1, 2, 5, 10 … × 10ⁿ. */
function roundUp(size: number): number {
  const unit = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5, 10].find((factor) => factor * unit >= size * (1 - 1e-9)) ?? 10;
  return Number((step * unit).toPrecision(6));
}
