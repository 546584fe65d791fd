import type { Ticker } from "../../../engine/ticker.ts";
import { isIndex, underlyingOf } from "../../indices.ts";

/** The feed's own name of a symbol: "_SPX" for an index (SPXW included), the plain ticker for everything else. */
export function feedName(symbol: Ticker): string {
  const underlying = underlyingOf(symbol);
  return isIndex(underlying) ? `_${underlying}` : underlying;
}

/**
 * Address of a document below `baseUrl`.
 * @param kind "options" the whole chain, "quotes" the underlying alone
 */
export function documentUrl(baseUrl: string, kind: "options" | "quotes", symbol: Ticker): URL {
  return addressOf(baseUrl, `delayed_quotes/${kind}/`, `${feedName(symbol)}.json`);
}

/** Address of the daily prices of an underlying, as long as there are any. */
export function chartUrl(baseUrl: string, symbol: Ticker): URL {
  return addressOf(baseUrl, "delayed_quotes/charts/historical/", `${feedName(symbol)}.json`);
}

/** Address of the daily values of one of Cboe's indices ("VIX"). */
export function indexTableUrl(baseUrl: string, index: string): URL {
  return addressOf(baseUrl, "us_indices/daily_prices/", `${index}_History.csv`);
}

/**
 * A ticker has passed the allow-list, so nothing in it can climb out of the path; that is checked once more on the finished
 * address. @throws {RangeError}
 */
function addressOf(baseUrl: string, path: string, name: string): URL {
  const folder = new URL(path, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const url = new URL(name, folder);
  if (name !== encodeURIComponent(name) || url.href !== folder.href + name) throw new RangeError("not a symbol");
  return url;
}
