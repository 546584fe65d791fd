import type { StrikeExposure, UsdPer1Pct } from "../../engine/snapshot.ts";
import type { PriceWindow } from "./priceWindow.ts";

export interface PriceBar {
  readonly price: number;
  readonly call: UsdPer1Pct;
  readonly put: UsdPer1Pct;
  readonly net: UsdPer1Pct;
  readonly zeroDte: UsdPer1Pct;
}

export interface PriceBars {
  readonly bars: readonly PriceBar[];
  /** Points of price that one bar covers when neighbouring strikes had to be added up; null for one strike per bar. */
  readonly binSize: number | null;
  /** Price distance between neighbouring bars. */
  readonly spacing: number;
}

/**
 * The strikes of a window as bars. When more strikes than `most` would stand closer than they can be drawn, strikes
 * are summed into bins centred on round prices, so that no dollar is lost and round strikes keep their place.
 */
export function priceBars(
  strikes: readonly StrikeExposure[],
  window: PriceWindow,
  { most }: { most: number },
): PriceBars {
  const inside = strikes.filter(({ strike }) => strike >= window.low && strike <= window.high);
  const spacing = spacingOf(inside.map(({ strike }) => strike));
  const range = window.high - window.low;
  if (spacing === null) return { bars: inside.map(barOf), binSize: null, spacing: range / 10 };
  if (range / spacing <= most) return { bars: inside.map(barOf), binSize: null, spacing };
  const binSize = roundUp(range / most);
  const bins = new Map<number, PriceBar>();
  for (const strike of inside) {
    const price = Math.round(strike.strike / binSize) * binSize;
    bins.set(price, sum(bins.get(price), { ...barOf(strike), price }));
  }
  return { bars: [...bins.values()], binSize, spacing: binSize };
}

function barOf({ strike, callGex, putGex, netGex, zeroDteGex }: StrikeExposure): PriceBar {
  return { price: strike, call: callGex, put: putGex, net: netGex, zeroDte: zeroDteGex };
}

function sum(a: PriceBar | undefined, b: PriceBar): PriceBar {
  if (!a) return b;
  return {
    price: b.price,
    call: a.call + b.call,
    put: a.put + b.put,
    net: a.net + b.net,
    zeroDte: a.zeroDte + b.zeroDte,
  };
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
