import type { Ticker } from "../../engine/ticker.ts";

/** Cboe's 30-day volatility indices by what they are on. "Google" does not say which class of its stock it means. */
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  VIX: ["SPX", "SPY", "XSP"],
  VXN: ["NDX", "QQQ"],
  RVX: ["RUT", "IWM"],
  VXAPL: ["AAPL"],
  VXAZN: ["AMZN"],
  VXGOG: ["GOOGL", "GOOG"],
};

/** What each index is on, best known first. */
export const VOL_INDICES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(SYMBOLS));

/** The exchange's volatility index on an underlying; null where it publishes none. */
export function volIndexOf(underlying: Ticker): string | null {
  for (const [index, symbols] of VOL_INDICES) if (symbols.includes(underlying)) return index;
  return null;
}
