import { parseTicker, type Ticker } from "./ticker.ts";

/** Symbols of one user's watchlist. */
export const WATCHLIST_LIMIT = 25;
/** Symbols of one server's dashboard. */
export const UNIVERSE_LIMIT = 50;

/** What a dashboard shows when nobody named anything: two indices, the small caps, and seven names that many trade. */
export const DEFAULT_UNIVERSE: readonly Ticker[] = tickers("SPY QQQ IWM AAPL TSLA NVDA META AMZN AMD GOOGL");

function tickers(text: string): Ticker[] {
  return text.split(" ").flatMap((word) => parseTicker(word) ?? []);
}
