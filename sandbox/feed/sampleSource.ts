import { Readable } from "node:stream";
import type { SampleMarket } from "../market/sampleMarket.ts";
import type { FeedSource } from "./source.ts";

/** Serves the sample market as it stands at `now`, under the names Cboe uses: an index only with its underscore. */
export function sampleSource(market: SampleMarket, now: () => Date): FeedSource {
  return {
    tickers: market.symbols,
    open: (name, kind) => {
      const date = now();
      const symbol = name.replace(/^_/, "");
      // Cheap, and it knows how Cboe spells the symbol: SPX is published as _SPX, _SPY is not published at all.
      const quote = market.quote(symbol, date);
      if (quote?.symbol !== name) return Promise.resolve(null);
      const document = kind === "quotes" ? quote : market.document(symbol, date);
      return Promise.resolve({ date, body: Readable.from([Buffer.from(JSON.stringify(document))]) });
    },
  };
}
