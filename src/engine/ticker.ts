/** Upper-case underlying symbol ("SPY", "SPX", "BRK.B"); the only way to get one is `parseTicker`. */
export type Ticker = string & { readonly __brand: "Ticker" };

const TICKER = /^[A-Z]{1,6}(?:\.[A-Z])?$/;

/**
 * Allow-list for everything a user types before it meets a URL, a cache key or a file name.
 * Accepts the habits of traders ("$spy", "^SPX", "_RUT", " qqq "); null for anything else.
 */
export function parseTicker(text: string): Ticker | null {
  const symbol = text
    .trim()
    .replace(/^[$^_]/, "")
    .toUpperCase();
  return TICKER.test(symbol) ? (symbol as Ticker) : null;
}
