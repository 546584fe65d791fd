import { Readable } from "node:stream";
import type { SampleMarket } from "../market/sampleMarket.ts";
import { chartOf, indexTableOf, type MadeUpPast } from "./madeUpHistory.ts";
import { samplePast } from "./samplePast.ts";
import type { FeedSource } from "./source.ts";

/** Serves the sample market as it stands at `now`, under the names Cboe uses: an index only with its underscore. */
export function sampleSource(market: SampleMarket, now: () => Date): FeedSource & { readonly past: MadeUpPast } {
  const past = samplePast(market, now);
  return {
    past,
    tickers: market.symbols,
    open: async (name, kind) => {
      const date = now();
      if (kind === "index") return documentOf(date, await indexTableOf(past, name));
      const symbol = name.replace(/^_/, "");
      // Cheap, and it knows how Cboe spells the symbol: SPX is published as _SPX, _SPY is not published at all.
      const quote = market.quote(symbol, date);
      if (quote?.symbol !== name) return null;
      if (kind === "chart") return documentOf(date, await chartOf(past, name));
      const document = kind === "quotes" ? quote : market.document(symbol, date);
      return documentOf(date, JSON.stringify(document));
    },
  };
}

const documentOf = (date: Date, text: string | null) =>
  text === null ? null : { date, body: Readable.from([Buffer.from(text)]) };
