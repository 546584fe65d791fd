import type { Readable } from "node:stream";

/** The documents of the feed: the chain with its underlying, the underlying alone, its daily prices, a volatility index. */
export type FeedKind = "options" | "quotes" | "chart" | "index";

interface FeedDocument {
  /** What the clock of the source said; becomes the HTTP `Date`, against which clients judge the age of the quotes. */
  readonly date: Date;
  /** JSON in UTF-8, of an index a table. */
  readonly body: Readable;
}

/** Where the feed server has its documents from. */
export interface FeedSource {
  /** What a user can type, e.g. ["SPY", "SPX"]. */
  readonly tickers: readonly string[];
  /** `name` is the file name of the request without ".json", as in "SPY" or "_SPX", of an index its own ("VIX"); null when there is no such document. */
  open(name: string, kind: FeedKind): Promise<FeedDocument | null>;
}
