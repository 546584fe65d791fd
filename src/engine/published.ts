import type { PublishedVrp, PublishedVrpHistory } from "./publishedVrp.ts";
import type { Instant } from "./snapshot.ts";
import type { Ticker } from "./ticker.ts";

/** What a vendor can publish on a symbol, each with its own clock: it may come from a call of its own. */
export type PublishedBlock = "levels" | "gex" | "dex" | "vex" | "chex" | "vrp" | "vrpHistory";

/** Where the figures of one block come from and when they held. */
export interface PublishedPart {
  /** The vendor's own time of the figures. */
  readonly asOf: Instant;
  readonly fetchedAt: Instant;
  /** Price of the underlying the vendor worked with, $; null when it does not say. */
  readonly spot: number | null;
  /** "chain" for every expiry, or the New York date of the only one. */
  readonly scope: string;
}

export interface PublishedLevels extends PublishedPart {
  readonly flip: number | null;
  readonly callWall: number | null;
  readonly putWall: number | null;
  readonly maxPositiveGamma: number | null;
  readonly maxNegativeGamma: number | null;
  readonly highestOi: number | null;
  readonly magnet: number | null;
}

export interface PublishedStrike {
  readonly strike: number;
  readonly net: number;
  readonly call: number | null;
  /** net − call: the vendor's own examples disagree on the sign of the put side. */
  readonly put: number | null;
}

/** One exposure, net and per strike, in the vendor's unit. */
export interface PublishedExposure extends PublishedPart {
  readonly net: number | null;
  /** Only with GEX, where the vendor's answer carries it. */
  readonly flip: number | null;
  /** Ascending; empty when the vendor gives the net alone. */
  readonly strikes: readonly PublishedStrike[];
}

/**
 * A vendor's figures exactly as published: its sign, its unit, its clock. Shown beside ours with their own label, never
 * added to, compared in size with, or mixed into ours. Null: not asked for, not in the plan, or not available.
 */
export interface Published {
  readonly symbol: Ticker;
  readonly source: { readonly provider: string; readonly label: string; readonly sample: boolean };
  readonly levels: PublishedLevels | null;
  /** $ per 1 % move, calls +, puts −: the same definition as ours. */
  readonly gex: PublishedExposure | null;
  /** $ of option delta, natural sign. */
  readonly dex: PublishedExposure | null;
  /** The vendor does not say whether per vol point or per unit of volatility: "FlashAlpha units". */
  readonly vex: PublishedExposure | null;
  /** $ of stock per day, positive = dealers buy. */
  readonly chex: PublishedExposure | null;
  /** Vol points. */
  readonly vrp: PublishedVrp | null;
  readonly vrpHistory: PublishedVrpHistory | null;
}

type Sign = "positive" | "negative" | "undetermined";

export interface PublishedRegime {
  /** By the sign of the published net GEX; null without one for the whole chain. */
  readonly bySign: Sign | null;
  /** By spot against the published flip; null without both. */
  readonly byFlip: Sign | null;
  /** Both are known and differ: the vendor admits that the two "usually agree but not always". */
  readonly disagree: boolean;
}

/**
 * The two readings of a vendor's regime. A net GEX of a single expiry says nothing about the chain, so only one of scope
 * "chain" counts. Source: docs/methodology.md "FlashAlpha beside ours".
 */
export function publishedRegime({ levels, gex }: Pick<Published, "levels" | "gex">): PublishedRegime {
  const net = gex?.scope === "chain" ? gex.net : null;
  const bySign = net === null ? null : signOf(net);
  const flip = levels?.flip ?? (gex?.scope === "chain" ? gex.flip : null);
  const spot = (levels?.flip != null ? levels.spot : gex?.spot) ?? null;
  const byFlip = flip === null || spot === null ? null : signOf(spot - flip);
  return { bySign, byFlip, disagree: bySign !== null && byFlip !== null && bySign !== byFlip };
}

const signOf = (value: number): Sign => (value > 0 ? "positive" : value < 0 ? "negative" : "undetermined");
