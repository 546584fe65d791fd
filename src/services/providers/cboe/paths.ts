import type { Ticker } from "../../../engine/ticker.ts";
import { isIndex, underlyingOf } from "../../indices.ts";

/** The feed's own name of a symbol: "_SPX" for an index (SPXW included), the plain ticker for everything else. */
export function feedName(symbol: Ticker): string {
  const underlying = underlyingOf(symbol);
  return isIndex(underlying) ? `_${underlying}` : underlying;
}

/**
 * Address of a document below `baseUrl`. A ticker has passed the allow-list, so nothing in it can climb out of the path;
 * that is checked once more on the finished address.
 * @param kind "options" the whole chain, "quotes" the underlying alone
 */
export function documentUrl(baseUrl: string, kind: "options" | "quotes", symbol: Ticker): URL {
  const folder = new URL(`delayed_quotes/${kind}/`, baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const name = `${feedName(symbol)}.json`;
  const url = new URL(name, folder);
  if (name !== encodeURIComponent(name) || url.href !== folder.href + name) throw new RangeError("not a symbol");
  return url;
}
