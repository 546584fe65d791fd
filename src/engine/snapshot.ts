import type { ExpirySelection } from "./selection.ts";
import type { Ticker } from "./ticker.ts";
import type { VolSurface } from "./vrp/surface.ts";

/** Dollars of delta dealers must trade for a 1 % move in spot. Positive = they trade against the move. */
export type UsdPer1Pct = number;
/** The same per $1 move: `UsdPer1Pct = UsdPer1Usd · spot / 100`. */
export type UsdPer1Usd = number;
/** Dollars of option delta per +1 volatility point. Positive = dealers buy when IV falls. */
export type UsdPerVolPoint = number;
/** Dollars of stock per calendar day. Positive = dealers buy as time passes. */
export type UsdPerDay = number;
/** ISO 8601 instant in UTC. */
export type Instant = string;
/** Calendar date in New York, YYYY-MM-DD. */
export type NyDate = string;

/** The four exposures of any set of contracts. */
export interface Exposure {
  readonly gex: UsdPer1Pct;
  readonly gexPerUsd: UsdPer1Usd;
  /** Σ delta·OI·100·S with natural delta: options only, from the holder's side, before any stock hedge. */
  readonly dex: number;
  readonly vex: UsdPerVolPoint;
  readonly chex: UsdPerDay;
}

export interface StrikeExposure {
  readonly strike: number;
  /** ≥ 0 */
  readonly callGex: UsdPer1Pct;
  /** ≤ 0 */
  readonly putGex: UsdPer1Pct;
  readonly netGex: UsdPer1Pct;
  /** The part of netGex that expires in the session of the quote. */
  readonly zeroDteGex: UsdPer1Pct;
  readonly dex: number;
  readonly vex: UsdPerVolPoint;
  readonly chex: UsdPerDay;
  readonly callOi: number;
  readonly putOi: number;
}

export interface ExpiryExposure {
  readonly date: NyDate;
  /** Option roots that settle on this date, e.g. ["SPX", "SPXW"]. */
  readonly roots: readonly string[];
  /** Calendar days from the session of the quote; 0 = expires today. */
  readonly dte: number;
  readonly contracts: number;
  readonly callOi: number;
  readonly putOi: number;
  readonly net: Exposure;
  /** Σ|GEX|: calls and puts not netted. Its share of the sum over all expiries is what rolls off on this date. */
  readonly grossGex: UsdPer1Pct;
  readonly maxPain: number | null;
  /** Decimal IV at the forward; null without any usable IV. */
  readonly atmIv: number | null;
}

export interface FlipRoot {
  readonly price: number;
  /** "up": net gamma is negative below and positive above. */
  readonly direction: "up" | "down";
}

/** The zero of the re-priced gamma profile; see docs/methodology.md, "Gamma flip". */
export interface Flip {
  readonly price: number | null;
  readonly direction: "up" | "down" | null;
  readonly roots: readonly FlipRoot[];
  /** Why there is none: net gamma keeps one sign within ±20 %, or there is no gamma at all. */
  readonly missing: "positive_throughout" | "negative_throughout" | "no_gamma" | null;
}

export interface StrikeLevel {
  readonly strike: number;
  /** The gamma exposure that makes the level: call, put or net GEX of the strike. */
  readonly gex: UsdPer1Pct;
}

export interface Wall extends StrikeLevel {
  /** Wall GEX over all GEX of its side, 0–1; below 0.2 is weak. */
  readonly strength: number;
}

export interface Levels {
  readonly flip: Flip;
  /** Largest call GEX over all strikes, as the vendors define it. May lie below spot. */
  readonly callWall: Wall | null;
  /** Most negative put GEX over all strikes. May lie above spot. */
  readonly putWall: Wall | null;
  /** Largest call GEX at or above spot. */
  readonly resistance: Wall | null;
  /** Most negative put GEX at or below spot. */
  readonly support: Wall | null;
  /** callWall ≤ putWall: the walls have collapsed onto each other and bound no range. */
  readonly wallsOverlap: boolean;
  readonly maxPositiveGamma: StrikeLevel | null;
  readonly maxNegativeGamma: StrikeLevel | null;
  readonly highestOi: { readonly strike: number; readonly oi: number } | null;
  /** Largest |net GEX| among today's expiry; a negative one accelerates moves instead of pinning. */
  readonly magnet: (StrikeLevel & { readonly kind: "magnet" | "accelerant" }) | null;
}

/** Gamma as it would stand without the contracts of one date, everything else unchanged. */
export interface RollOff {
  /** "today": what expires in the session of the quote; "opex": the next monthly expiry. */
  readonly without: "today" | "opex";
  readonly date: NyDate;
  readonly netGex: UsdPer1Pct;
  /** Net GEX along `profile.spots`. */
  readonly gex: readonly UsdPer1Pct[];
  readonly flip: Flip;
}

/** Net GEX by strike and expiry: the busiest of both, so that it fits a picture. */
export interface GammaHeat {
  /** Ascending. */
  readonly strikes: readonly number[];
  /** Ascending. */
  readonly expiries: readonly { readonly date: NyDate; readonly dte: number }[];
  /** `gex[strike][expiry]`; null where nobody holds a contract, which is not the same as a net of 0. */
  readonly gex: readonly (readonly (UsdPer1Pct | null)[])[];
  /** Share of the absolute net GEX of all strikes and expiries that these cells hold, 0–1; null without any. */
  readonly share: number | null;
}

export interface ExpectedMove {
  /** One standard deviation in $ until `until`. */
  readonly usd: number;
  readonly until: Instant;
  readonly years: number;
  /** Decimal. */
  readonly iv: number;
  /** At-the-money call mid + put mid of the same expiry, in $; null without two-sided quotes. */
  readonly straddle: number | null;
  readonly expiry: NyDate;
}

/** Shares and dollars dealers trade if spot moves by `pct`; negative = they sell. */
export interface HedgeEstimate {
  readonly pct: number;
  readonly linearShares: number;
  /** Re-priced at the moved spot, so it shows convexity. */
  readonly repricedShares: number;
  readonly repricedUsd: number;
}

export interface PinScore {
  /** 0–100. Weights as the vendor publishes them, sub-scores ours; not back-tested. */
  readonly score: number;
  readonly oi: number;
  readonly proximity: number;
  readonly time: number;
  readonly gamma: number;
}

export interface Quality {
  readonly contractsInFile: number;
  readonly contractsUsed: number;
  /** Rows left out before anything was computed, and why. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Open interest on live rows that exposures had to leave out, as a share of the live OI, 0–1. */
  readonly oiDroppedShare: number;
  readonly ivFromOtherSide: number;
  readonly ivFromMid: number;
  /** True above 10 % of OI dropped or when parity carry was available for no expiry. */
  readonly degraded: boolean;
}
export type DropReason =
  | "expired"
  | "dead"
  | "adjusted"
  | "unreadable"
  | "duplicate"
  | "crossed"
  | "noIv"
  | "belowMinOi";

/** Everything we say about one symbol at one instant. Plain JSON: it lives in caches and crosses threads. */
export interface ExposureSnapshot {
  readonly symbol: Ticker;
  readonly source: {
    /** Short machine name ("cboe"). */
    readonly provider: string;
    /** As shown: "Cboe delayed · computed here". */
    readonly label: string;
    readonly delayMinutes: number;
    /** Made-up market data of the sandbox: every reply and picture must say SAMPLE. */
    readonly sample: boolean;
  };
  readonly spot: number;
  /** Where spot comes from: last trade, the 16:00 close, or put-call parity on expiry day. */
  readonly spotBasis: "last" | "close" | "parity";
  /** Percent since the previous close; null when the feed does not allow to know. */
  readonly changePct: number | null;
  /** Shares of the underlying traded in the session of the quote so far; null for an index and where the feed has none. */
  readonly volume: number | null;
  /** The instant the quotes were struck; all times to expiry start here. */
  readonly quoteTime: Instant;
  readonly fetchedAt: Instant;
  readonly session: "open" | "closed";
  /** New York date of the session whose clearing produced the open interest. */
  readonly oiDate: NyDate;
  readonly selection: ExpirySelection;
  /** The expiries the numbers cover, ascending. */
  readonly expiries: readonly ExpiryExposure[];
  /** Every live expiry of the chain, ascending, whatever the selection. */
  readonly listed: readonly { readonly date: NyDate; readonly dte: number }[];
  readonly net: Exposure;
  readonly calls: Exposure;
  readonly puts: Exposure;
  readonly grossGex: UsdPer1Pct;
  readonly levels: Levels;
  /** Ascending; only strikes that carry open interest. */
  readonly strikes: readonly StrikeExposure[];
  /** Net GEX (per 1 %) if spot were there, sticky-strike IV; spots ascending and log-spaced, spot ±20 %. */
  readonly profile: { readonly spots: readonly number[]; readonly gex: readonly UsdPer1Pct[] };
  /** Without today's expiry and without the next OPEX; a date that is not in the selection, or is all of it, is left out. */
  readonly rollOff: readonly RollOff[];
  readonly heat: GammaHeat;
  /** Of the whole chain, whatever the selection. */
  readonly vol: VolSurface;
  readonly expectedMove: ExpectedMove | null;
  /** $ of stock dealers buy (+) or sell (−) until the closing bell if only time passes, re-priced; null out of session. */
  readonly charmToClose: number | null;
  readonly hedge: readonly HedgeEstimate[];
  readonly pin: PinScore | null;
  readonly putCallOi: number | null;
  readonly putCallVolume: number | null;
  /** Share of absolute net GEX that expires today, 0–1; null when nothing expires today. */
  readonly zeroDteShare: number | null;
  readonly oiWeightedDte: number | null;
  /** max(0, VEX) / (|VEX| + |GEX|), 0–1: the pro-cyclical vanna leg against gamma. */
  readonly vannaRatio: number | null;
  readonly rate: number;
  readonly quality: Quality;
}
