/** One contract, with the 23 keys of Cboe's delayed feed. Prices in $ per share. */
export interface CboeOption {
  /** OCC symbol without padding: root, YYMMDD, C or P, strike · 1000 in eight digits. */
  readonly option: string;
  readonly bid: number;
  readonly bid_size: number;
  readonly ask: number;
  readonly ask_size: number;
  /** Decimal, four digits; 0 where the feed has none. */
  readonly iv: number;
  readonly open_interest: number;
  readonly volume: number;
  readonly delta: number;
  readonly gamma: number;
  /** $ per vol point. */
  readonly vega: number;
  /** $ per calendar day. */
  readonly theta: number;
  /** $ per percentage point of the rate. */
  readonly rho: number;
  readonly theo: number;
  readonly change: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly tick: "up" | "down";
  readonly last_trade_price: number;
  /** New York, no zone; null if never traded. */
  readonly last_trade_time: string | null;
  readonly percent_change: number;
  readonly prev_day_close: number;
}

/** The underlying as `/quotes/{SYM}.json` gives it. */
export interface CboeQuote {
  /** "^SPX" for an index. */
  readonly symbol: string;
  readonly security_type: "stock" | "index";
  readonly exchange_id: number;
  /** Moves on after the close, unlike the options. */
  readonly current_price: number;
  readonly price_change: number;
  readonly price_change_percent: number;
  readonly bid: number;
  readonly ask: number;
  readonly bid_size: number;
  readonly ask_size: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Already the latest close while no session is shown. */
  readonly prev_day_close: number;
  readonly volume: number;
  /** Vol points: 13.5 = 13.5 %. */
  readonly iv30: number;
  readonly iv30_change: number;
  readonly iv30_change_percent: number;
  readonly seqno: number;
  /** New York, no zone. */
  readonly last_trade_time: string;
  readonly tick: "up" | "down";
}

interface Envelope<Data> {
  /** UTC, "YYYY-MM-DD HH:MM:SS". */
  readonly timestamp: string;
  /** Not part of Cboe's document: says that everything here is made up. */
  readonly sample: true;
  readonly data: Data;
  /** As in the URL: "_SPX" for an index. */
  readonly symbol: string;
}
export type CboeDocument = Envelope<{ readonly options: readonly CboeOption[] } & CboeQuote>;
export type CboeQuoteDocument = Envelope<CboeQuote>;
