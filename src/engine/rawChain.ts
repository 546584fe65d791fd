/** One option chain as a source printed it: columns of equal length, nothing dropped, nothing repaired. */
export interface RawChain {
  readonly count: number;
  /** Distinct option roots, e.g. ["SPX", "SPXW"]; `root[i]` indexes them. */
  readonly roots: readonly string[];
  readonly root: Uint8Array;
  /** Expiry as YYYYMMDD. */
  readonly expiry: Uint32Array;
  readonly strike: Float64Array;
  /** +1 call, −1 put. */
  readonly right: Int8Array;
  /** $ per share; NaN = missing. */
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  /** Decimal as printed; NaN = missing. */
  readonly iv: Float64Array;
  /** As printed; NaN = missing. Only used to recognise dead rows. */
  readonly delta: Float64Array;
  readonly openInterest: Float64Array;
  readonly volume: Float64Array;
  /** Rows whose symbol or numbers could not be read; they are not in the columns. */
  readonly unreadable: number;
}

/** What the source says about the underlying and its clock. */
export interface Underlying {
  readonly last: number;
  readonly close: number | null;
  readonly previousClose: number | null;
  readonly changePct: number | null;
  /** Cboe's own 30-day IV in vol points. */
  readonly iv30: number | null;
  readonly isIndex: boolean;
  /** Shares traded in the session shown; null for an index and where nothing is printed. */
  readonly volume: number | null;
  /** New York wall-clock time of the last trade, "YYYY-MM-DDTHH:MM:SS"; null if unknown. */
  readonly lastTrade: string | null;
}
