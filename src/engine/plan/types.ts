import type { Cell, Regime } from "../regime.ts";
import type { ExposureSnapshot, Instant, NyDate } from "../snapshot.ts";
import type { Ticker } from "../ticker.ts";
import type { Tenor } from "../vrp/surface.ts";
import type { Structure, VolPoints } from "../vrp/types.ts";

/** One option of a plan, as quoted when it was made. $ per share. */
export interface Leg {
  readonly side: "sell" | "buy";
  readonly right: "call" | "put";
  readonly strike: number;
  readonly expiry: NyDate;
  readonly bid: number;
  readonly ask: number;
  readonly mid: number;
  /** Decimal; what the option is valued with before its expiry. */
  readonly iv: number;
  /** Natural sign: puts negative; of one bought share. */
  readonly delta: number;
  readonly oi: number;
}

/** A date of a plan and what pricing at it takes. */
export interface PlanExpiry {
  readonly date: NyDate;
  readonly dte: number;
  readonly years: number;
  readonly settlesAt: Instant;
  readonly rate: number;
  readonly dividendYield: number;
}

/** Why a tenor was left out. */
export type TermDrop =
  /** No premium there, or it is not known. */
  | "no_premium"
  | "premium_unknown"
  /** VRP7 < 0 < VRP30: what the front pays is eaten by what it moves. */
  | "front_negative"
  /** VRP7 > 0 and VRP30 ≤ 1: only an event is priced. */
  | "event_front"
  /** No listed expiry near it. */
  | "not_listed"
  /** No two-sided quotes at the money, or wider than 10 % of the mid. */
  | "illiquid";

/** A tenor that could be sold, and what became of it. */
export interface TermChoice {
  readonly tenor: Tenor;
  readonly vrp: VolPoints | null;
  /** VRP_d / IV_d */
  readonly richness: number | null;
  /** The listed date nearest to it; null when none is. */
  readonly date: NyDate | null;
  readonly dropped: TermDrop | null;
}

/** The most that sizing counts as lost. $ per share. */
export interface MaxLoss {
  readonly usd: number;
  /**
   * "defined": no price makes it more. "debit": what was paid. "stress": there is no bound; it is the loss at expiry if spot moves
   * against the plan by 15 % or three expected moves, whichever is more, and a real loss can be larger.
   */
  readonly kind: "defined" | "debit" | "stress";
}

/** What a plan is expected to bring, by our forecast of volatility and no view of direction. $ per share. */
export interface Edge {
  /** Decimal: max(RV20, ½(RV20 + IV of the expiry)). */
  readonly sigma: number;
  readonly rv20: VolPoints;
  /** Of the expiry, at the money. */
  readonly iv: VolPoints;
  /** At the mid, with the tail. */
  readonly ev: number;
  /** EV / max loss. */
  readonly evOnRisk: number;
  /** As `ev`, sold at the bid and bought at the ask. */
  readonly evAtNatural: number;
  /** Probability of a profit at expiry, 0–1. */
  readonly probabilityOfProfit: number;
  /** Probability of a full loss besides what the distribution says, 0–1. */
  readonly tail: number;
}

export interface Size {
  /** Full Kelly fraction of the bankroll at risk, without and with the tail, 0–1. */
  readonly kelly: number;
  readonly kellyWithTail: number;
  /** The fraction of the bankroll that may be lost: min(¼ · Kelly with tail · multiple of the cell, cap). */
  readonly fraction: number;
  readonly cellMultiple: number;
  readonly cap: number;
  /** The cap decided, not Kelly. */
  readonly capped: boolean;
  /** $; null when none was named. */
  readonly bankroll: number | null;
  /** Whole contracts of each leg; 0 is an answer. Null without a bankroll. */
  readonly contracts: number | null;
}

export type PlanWarning =
  /** The short strike is at a delta, there being no listed strike beyond both the level and the expected move. */
  | "no_level_put"
  | "no_level_call"
  /** Less than a fifth of the width. */
  | "thin_credit"
  /** A leg with less than 250 contracts of open interest. */
  | "low_oi"
  /** A leg whose spread is above 15 % of its mid. */
  | "wide_spread"
  /** The flip lies between spot and the short put. */
  | "flip_before_short"
  /** Sold at the bid and bought at the ask it is not worth it. */
  | "only_at_mid"
  /** Gamma is negative: hedging leans with moves. */
  | "negative_gamma"
  | "undefined_risk"
  /** The z-score is missing: the cell rests on gamma alone. */
  | "no_z"
  /** The z-score rests on fewer than 60 days. */
  | "provisional_z"
  /** Open interest of the snapshot is degraded. */
  | "degraded"
  /** Quotes of a closed market. */
  | "market_closed"
  /** A calendar is valued at its front expiry, at today's IV of the back. */
  | "model_value";

/** One way to end the plan; `closeAt` is $ per share to buy the whole plan back (a calendar: what it is sold for). */
export type ExitRule =
  | { readonly rule: "profit"; readonly closeAt: number; readonly share: number }
  | { readonly rule: "stop"; readonly closeAt: number }
  | { readonly rule: "time"; readonly at: Instant }
  | { readonly rule: "regime"; readonly flip: number | null }
  | { readonly rule: "level"; readonly below: number | null; readonly above: number | null }
  | { readonly rule: "edge" }
  | { readonly rule: "event" }
  | { readonly rule: "data" };
export type ExitName = ExitRule["rule"];
/** In the order of docs/methodology.md. */
export const EXIT_NAMES = ["profit", "stop", "time", "regime", "level", "edge", "event", "data"] as const satisfies readonly ExitName[]; // prettier-ignore

/** A plan to review: what to sell, what it can cost, how much of it, and when to end it. Plain JSON, kept while its exits are armed. */
export interface Plan {
  readonly version: 1;
  readonly symbol: Ticker;
  readonly source: ExposureSnapshot["source"];
  readonly quoteTime: Instant;
  readonly session: "open" | "closed";
  readonly spot: number;
  readonly cell: Cell;
  readonly gamma: Regime["gamma"];
  readonly z: number | null;
  readonly structure: Structure;
  /** 0–100; null below the coverage it needs. */
  readonly score: number | null;
  readonly expiry: PlanExpiry;
  /** The later date of a calendar; null for every other structure. */
  readonly back: PlanExpiry | null;
  readonly legs: readonly Leg[];
  /** Received (+) or paid (−) at the mid, $ per share. */
  readonly credit: number;
  /** The same sold at the bid and bought at the ask. */
  readonly natural: number;
  readonly maxLoss: MaxLoss;
  /** Null for a calendar, whose best result depends on the back month's volatility. */
  readonly maxProfit: number | null;
  /** Prices at (front) expiry with a profit of 0, ascending. */
  readonly breakevens: readonly number[];
  /** Of the wings, $; null without. */
  readonly width: number | null;
  /** One standard deviation until expiry, $. */
  readonly expectedMove: number;
  readonly edge: Edge;
  readonly size: Size;
  readonly levels: {
    readonly flip: number | null;
    readonly support: number | null;
    readonly resistance: number | null;
  };
  /** The flip, when it lies between spot and the short put: below it the model says that hedging amplifies. */
  readonly earlyWarning: number | null;
  readonly exits: readonly ExitRule[];
  readonly warnings: readonly PlanWarning[];
  readonly term: readonly TermChoice[];
  /** Structures that would have come first and could not be made, and why. */
  readonly passedOver: readonly PassedOver[];
}

/** Why a structure could not be made. */
export type StructureRefusal =
  /** The cell does not allow it. */
  | "not_in_cell"
  | "no_score"
  /** No listed strikes that fit, or no two-sided quotes on them. */
  | "no_strikes"
  /** A calendar without a later expiry. */
  | "no_back_expiry"
  /** A jade lizard whose credit is below the width of its call spread. */
  | "upside_risk"
  /** It would be paid for, not paid. */
  | "no_credit"
  /** Our forecast leaves no gain. */
  | "no_edge";
export interface PassedOver {
  readonly structure: Structure;
  readonly why: StructureRefusal;
  /** $ per share, where the forecast said no. */
  readonly ev: number | null;
}

/** Why there is no plan at all. */
export type PlanRefusal =
  /** Cell D. */
  | "cell"
  | "no_iv"
  /** No realised volatility of 20 days to forecast from. */
  | "no_realised"
  /** No tenor pays, or none that pays can be traded. */
  | "no_expiry"
  /** The expiry asked for is not listed, or has expired. */
  | "expiry_not_listed"
  /** Only an event is priced, and no calendar could be made. */
  | "event_front"
  /** Every structure that the cell allows was passed over. */
  | "no_structure";

export type PlanOutcome =
  | { readonly kind: "plan"; readonly plan: Plan }
  | {
      readonly kind: "refused";
      readonly why: PlanRefusal;
      readonly cell: Cell;
      readonly term: readonly TermChoice[];
      /** The expiry that was looked at; null when it came to none. */
      readonly date: NyDate | null;
      readonly passedOver: readonly PassedOver[];
    };

/** What the user asked for; null: what the numbers say. */
export interface PlanWish {
  readonly structure: Structure | null;
  readonly expiry: NyDate | null;
  /** $ */
  readonly bankroll: number | null;
}
