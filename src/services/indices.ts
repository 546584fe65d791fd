import type { Ticker } from "../engine/ticker.ts";

/** Cash-settled indices: sources name them differently, and some sell them apart from stocks and ETFs. */
const INDICES: ReadonlySet<string> = new Set([
  "SPX",
  "NDX",
  "RUT",
  "XSP",
  "DJX",
  "MRUT",
  "XND",
  "OEX",
  "XEO",
  "VIX",
  "VVIX",
]);
/** Option roots people type for the index they belong to. */
const ROOT_OF_INDEX: Readonly<Record<string, string>> = { SPXW: "SPX", RUTW: "RUT", NDXP: "NDX", VIXW: "VIX" };

/** The underlying of an option root people type ("SPXW" → "SPX"); every other symbol is its own. */
export function underlyingOf(symbol: Ticker): Ticker {
  return (ROOT_OF_INDEX[symbol] ?? symbol) as Ticker;
}

/** Whether the symbol, not a root of it, is an index. */
export function isIndex(underlying: Ticker): boolean {
  return INDICES.has(underlying);
}
