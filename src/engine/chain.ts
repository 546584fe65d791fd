import type { ExposureSnapshot, NyDate, Quality } from "./snapshot.ts";
import type { Ticker } from "./ticker.ts";

/** Rate and dividend yield as continuous decimals; a yield of r − ln(F/S)/T reproduces the forward F. */
export interface Carry {
  readonly rate: number;
  readonly dividendYield: number;
}

/** All contracts of one root that settle at one instant. */
export interface Slice extends Carry {
  readonly root: string;
  readonly date: NyDate;
  /** Calendar days from the session of the quote. */
  readonly dte: number;
  /** Calendar years from the quote to settlement (ACT/365 to the minute), floored. */
  readonly years: number;
  /** Settlement instant, ms since the epoch. */
  readonly settlesAt: number;
  readonly carryFrom: "parity" | "configured";
}

/** The moment a chain describes, decided by the source's adapter. */
export interface Valuation {
  readonly symbol: Ticker;
  readonly source: ExposureSnapshot["source"];
  readonly fetchedAt: string;
  /** ms since the epoch; the instant the quotes were struck. */
  readonly quoteTime: number;
  readonly session: "open" | "closed";
  readonly sessionDate: NyDate;
  readonly oiDate: NyDate;
  readonly spot: number;
  readonly spotBasis: ExposureSnapshot["spotBasis"];
  readonly changePct: number | null;
  /** Shares of the underlying traded in that session so far; null for an index and where the feed has none. */
  readonly sharesTraded: number | null;
  /** The source's own 30-day IV in vol points; null where it has none. */
  readonly iv30: number | null;
}

/**
 * A clean chain: live contracts only, each with its slice and a usable IV where one can be had.
 * Columns of equal length, one row a contract; plain typed arrays, so that it crosses threads without copying.
 */
export interface Chain extends Valuation {
  readonly slices: readonly Slice[];
  /** Distinct strikes, ascending; `strikeIndex[i]` points into it. */
  readonly strikes: Float64Array;
  readonly slice: Uint16Array;
  readonly strikeIndex: Uint16Array;
  /** +1 call, −1 put. */
  readonly right: Int8Array;
  /** Decimal; NaN where none could be had: such a row counts for OI and, by its intrinsic delta, for DEX. */
  readonly iv: Float64Array;
  readonly oi: Float64Array;
  readonly volume: Float64Array;
  /** Mid of a two-sided quote in $; NaN without one. */
  readonly mid: Float64Array;
  /** Ask − bid in percent of the mid; NaN without a two-sided quote. */
  readonly spreadPct: Float32Array;
  readonly quality: Omit<Quality, "contractsUsed">;
}

/** What is a choice rather than a fact. The product's are `PRODUCT`; references need others to be reproduced exactly. */
export interface Conventions {
  /** "parity": forward per slice from put-call parity, else the configured yield. "fixed": the configured pair always. */
  readonly carry: "parity" | "fixed";
  readonly rate: number;
  readonly dividendYield: number;
  /** Index roots SPX, NDX, RUT, DJX, VIX settle at 09:30 New York; without it everything settles at the close. */
  readonly amSettlement: boolean;
  /** Early closes (13:00) settle at 13:00; without it always 16:00. */
  readonly earlyCloses: boolean;
  /** A printed IV at or below this is a missing one (0.02 is a known sentinel). */
  readonly missingIvAtOrBelow: number;
  /** A printed IV above this is a defect of the feed, not a volatility. */
  readonly highestIv: number;
  readonly ivFromOtherSide: boolean;
  readonly ivFromMid: boolean;
  readonly dropDeadRows: boolean;
  /** Time to expiry never falls below this, so that the last minutes do not explode. */
  readonly floorMinutes: number;
}

/** Source of each: docs/methodology.md "From feed to chain". */
export const PRODUCT: Conventions = {
  carry: "parity",
  rate: 0.045,
  dividendYield: 0.013,
  amSettlement: true,
  earlyCloses: true,
  missingIvAtOrBelow: 0.02,
  highestIv: 5,
  ivFromOtherSide: true,
  ivFromMid: true,
  dropDeadRows: true,
  floorMinutes: 5,
};

export const SHARES_PER_CONTRACT = 100;
