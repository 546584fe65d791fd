import type { Cell } from "../regime.ts";
import type { Instant, NyDate, UsdPer1Pct, UsdPerDay, UsdPerVolPoint } from "../snapshot.ts";
import type { Ticker } from "../ticker.ts";
import type { Tenor } from "./surface.ts";
import type { Split } from "./usableBars.ts";

/** Annualised volatility in percent: 18.45. Everything below `vrp` is in vol points; IVs elsewhere in the engine are decimals. */
export type VolPoints = number;

/** One session of the underlying as the source prints it. */
export interface DailyBar {
  readonly date: NyDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Shares; null for an index and where the source prints none. */
  readonly volume: number | null;
}

/**
 * What an implied volatility is. Levels differ between them by several points, so they are kept side by side and never mixed:
 * the exchange's index on the symbol (VIX, VXN, …), the feed's own 30-day IV, our at-the-money one, our model-free one.
 */
export type IvBasis = "cboe_index" | "iv30" | "atm30" | "mfiv30";

/**
 * How realised volatility is measured. Close to close is the default, and what is stored. The others use the whole bar: the
 * first two do not see overnight gaps and read single stocks too low, Yang-Zhang sees them.
 */
export type Estimator = "close_to_close" | "parkinson" | "garman_klass" | "yang_zhang";

/** Trading days of realised volatility. */
export type RealisedWindow = 5 | 10 | 20 | 30 | 60;
export type Realised = Readonly<Record<RealisedWindow, VolPoints | null>>;

/** The stored row of one symbol and session. Null: that day had no such figure, or it was filled in later from free history. */
export interface DailySnapshot {
  readonly symbol: Ticker;
  readonly date: NyDate;
  readonly close: number;
  readonly iv: Readonly<Record<IvBasis, VolPoints | null>>;
  readonly iv7: VolPoints | null;
  readonly iv14: VolPoints | null;
  readonly iv60: VolPoints | null;
  readonly put25: VolPoints | null;
  readonly call25: VolPoints | null;
  readonly realised: Realised;
  /** $ */
  readonly straddle: number | null;
  /** One standard deviation of the next trading day in $. */
  readonly expectedMove1d: number | null;
  readonly netGex: UsdPer1Pct | null;
  readonly netVex: UsdPerVolPoint | null;
  readonly netChex: UsdPerDay | null;
  readonly flip: number | null;
  readonly callWall: number | null;
  readonly putWall: number | null;
  readonly callOi: number | null;
  readonly putOi: number | null;
}

/** The exchange's volatility index on a symbol. */
export interface VolIndex {
  /** "VIX" */
  readonly name: string;
  /** "gone": the exchange no longer publishes it, so the symbol is read like one without an index. */
  readonly state: "published" | "gone";
}

/** All that is on record of one symbol. */
export interface DailyHistory {
  /** Whole sessions, ascending, as printed: zeros and splits are dealt with by `usableBars`. */
  readonly bars: readonly DailyBar[];
  /** Ascending by date. */
  readonly rows: readonly DailySnapshot[];
  /** Null: there is none on this symbol. */
  readonly volIndex: VolIndex | null;
}

/** Why a figure of a VRP reading is null. */
export type VrpMissing =
  /** No implied volatility of the level: neither ours nor the feed's. */
  | "no_iv"
  /** The feed has no IV on the basis of the history today, or the last of the index is too old. */
  | "no_iv_on_basis"
  /** The last close is more than 3 sessions old. */
  | "stale_closes"
  /** Fewer closes than the window needs. */
  | "too_few_closes"
  /** Closes suffice, but the estimator needs whole bars and one of them has no range that holds its open and close. */
  | "no_whole_bars"
  /** Fewer than 20 rows of history. */
  | "warmup"
  /** All rows of the history are equal. */
  | "no_spread"
  | "no_wing"
  | "no_term_node"
  | "no_z"
  | "low_coverage";

export interface ZScore {
  readonly basis: IvBasis;
  /** "VIX" when the basis is an index. */
  readonly index: string | null;
  /** Rows of the same basis before `asOf`, up to 252. */
  readonly n: number;
  /** Today's IV on that basis less realised volatility; null without either. */
  readonly today: VolPoints | null;
  /** The session `today` is from. */
  readonly asOf: NyDate | null;
  readonly z: number | null;
  /** 0–100 */
  readonly percentile: number | null;
  readonly mean: VolPoints | null;
  readonly sd: VolPoints | null;
  /** Fewer than 60 rows. */
  readonly provisional: boolean;
  readonly missing: VrpMissing | null;
  /** What it is measured against, ascending. */
  readonly history: readonly { readonly date: NyDate; readonly vrp: VolPoints }[];
}

export interface DirectionalVrp {
  readonly downsideRv: VolPoints | null;
  readonly upsideRv: VolPoints | null;
  /** 25-delta put IV − downside RV: what sellers of puts are paid beyond what falls cost lately. */
  readonly downside: VolPoints | null;
  readonly upside: VolPoints | null;
  /** Put IV − call IV, 25 delta. */
  readonly skew25: VolPoints | null;
}

export interface TermVrp {
  readonly days: Tenor;
  /** Trading days of its realised volatility: 5, 10, 20, 42. */
  readonly window: number;
  readonly iv: VolPoints | null;
  readonly rv: VolPoints | null;
  readonly vrp: VolPoints | null;
}

export type Structure =
  | "short_put_spread"
  | "short_strangle"
  | "iron_condor"
  | "calendar_spread"
  | "jade_lizard"
  | "short_straddle";

/** A score of which parts may be missing: they drop out of its weights. */
export interface Scored {
  /** 0–100; null below the coverage it needs. */
  readonly value: number | null;
  /** Share of the weights whose input was there, 0–1. */
  readonly coverage: number;
}

export type StrategyGate = "no_premium" | "gamma_not_positive" | "event";
export interface StrategyScore extends Scored {
  /** What capped or reduced it, in the order applied. */
  readonly gates: readonly StrategyGate[];
}

export type VrpRegime =
  | "surface_distorted"
  | "event_only"
  | "toxic_short_vol"
  | "cheap_convexity"
  | "harvestable"
  | "elevated"
  | "fair_value";

export type VrpWarning =
  | "event_risk"
  | "negative_gamma"
  | "poor_wing_liquidity"
  | "term_inversion"
  | "extreme_vrp"
  | "insufficient_history_for_zscore"
  /** Our at-the-money IV and the feed's differ by more than 10 %. */
  | "iv_disagreement"
  /** `atm30` is a single expiry's. */
  | "iv_one_sided"
  /** An unadjusted split: closes before it are left out. */
  | "split_in_history"
  /** Sessions without a close among those that were used. */
  | "gap_in_history"
  /** The last close is neither of the session of the quotes nor of the one before. */
  | "stale_history";

/** What the premium on volatility is, and what it means with the regime. Plain JSON. */
export interface VrpReading {
  readonly symbol: Ticker;
  readonly quoteTime: Instant;
  /** The level every premium and score is from; null without any. */
  readonly iv: { readonly value: VolPoints; readonly basis: "atm30" | "iv30" } | null;
  /** What every realised volatility here was measured by, but for those by side, which are of closes. */
  readonly estimator: Estimator;
  /**
   * Close to close, whatever the estimator: the cell rests on it, so that a symbol has one cell everywhere. The same as below where
   * that is the estimator.
   */
  readonly closeToClose: { readonly rv20: VolPoints | null; readonly z: number | null };
  /** The session of the last close that was used. */
  readonly realisedTo: NyDate | null;
  readonly realised: Realised;
  /** 20-day estimators that use the whole bar; blind to overnight gaps except the last. */
  readonly estimators: {
    readonly parkinson: VolPoints | null;
    readonly garmanKlass: VolPoints | null;
    readonly yangZhang: VolPoints | null;
  };
  /** IV − RV by window. `vrp[20]` is the headline. */
  readonly vrp: Readonly<Record<RealisedWindow, VolPoints | null>>;
  /** IV² − RV20², both decimals. */
  readonly variancePremium: number | null;
  /** VRP20 / IV: comparable between symbols. */
  readonly richness: number | null;
  /** Model-free IV, and how far it is above the at-the-money one. */
  readonly fairVol: VolPoints | null;
  readonly convexityPremium: VolPoints | null;
  readonly zScore: ZScore;
  readonly directional: DirectionalVrp;
  readonly term: readonly TermVrp[];
  /** (IV60 − IV7) / IV30; negative = inverted. */
  readonly slope: number | null;
  /** By the z from close to close. */
  readonly cell: Cell;
  /** The cell rests on gamma alone, since there is no such z. */
  readonly vrpUnavailable: boolean;
  /** 0–1 */
  readonly gammaSupport: number;
  /** 0–1; null without z or VRP20. */
  readonly harvest: number | null;
  /** 0–100, high is bad. */
  readonly flowRisk: Scored & { readonly value: number };
  /** 0–100 */
  readonly netHarvest: number | null;
  readonly strategies: Readonly<Record<Structure, StrategyScore>>;
  readonly regime: VrpRegime;
  readonly warnings: readonly VrpWarning[];
  /** The split that cut the history. */
  readonly split: Split | null;
  /** Why a figure is null. */
  readonly missing: Readonly<Partial<Record<VrpFigure, VrpMissing>>>;
}
export type VrpFigure = "iv" | "vrp20" | "z" | "downside" | "upside" | "slope" | "harvest" | "netHarvest" | Structure;
