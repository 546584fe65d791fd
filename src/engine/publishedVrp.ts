import { utcToNewYork } from "./newYork.ts";
import type { Published, PublishedPart } from "./published.ts";
import type { Instant, NyDate } from "./snapshot.ts";
import type { Structure, VolPoints, VrpRegime } from "./vrp/types.ts";
import { FEWEST_ROWS, PROVISIONAL_BELOW, standing, WINDOW } from "./vrp/zScore.ts";

/** Trading days of a vendor's realised volatility: sample deviation of log returns from close to close, as ours. */
export type PublishedWindow = 5 | 10 | 20 | 30;
type Windows = Readonly<Record<PublishedWindow, VolPoints | null>>;

/** What a vendor warns of; words it may add are not taken over. */
export type PublishedVrpWarning =
  | "event_risk"
  | "negative_gamma"
  | "poor_wing_liquidity"
  | "term_inversion"
  | "credit_stress"
  | "extreme_vrp";

/**
 * A vendor's own volatility risk premium exactly as published, vol points unless said. Null: left out, or not what its name says.
 * Its scores and its label rest on weights and thresholds that it keeps to itself, so they are comparable with nothing of ours.
 */
export interface PublishedVrp extends PublishedPart {
  /** At the money, of the nearest expiry by its reference: another one than the 30 days of ours. */
  readonly atmIv: VolPoints | null;
  readonly realised: Windows;
  readonly vrp: Windows;
  readonly z: number | null;
  /** 0–100 */
  readonly percentile: number | null;
  /** What z and percentile are over; it documents 30, 60 and 252 in different places. */
  readonly historyDays: number | null;
  /** IV² − RV20², decimals; null where the figure is its other documented meaning, VRP20 / 100. */
  readonly variancePremium: number | null;
  /** By one of two documented recipes. */
  readonly fairVol: VolPoints | null;
  readonly downside: VolPoints | null;
  readonly upside: VolPoints | null;
  /** Ascending by days to expiry, those with a premium. */
  readonly term: readonly { readonly days: number; readonly vrp: VolPoints }[];
  readonly regime: VrpRegime | null;
  /** As printed: 0–1 by its reference, 0–100 by its SDK. `harvestOf100` brings it to one scale. */
  readonly harvest: number | null;
  /** 0–100 */
  readonly netHarvest: number | null;
  /** 0–100, high is bad. */
  readonly flowRisk: number | null;
  /** 0–100; any of them may be absent. */
  readonly scores: Readonly<Partial<Record<Structure, number>>>;
  readonly warnings: readonly PublishedVrpWarning[];
}

/** A vendor's own premium by day. */
export interface PublishedVrpHistory {
  readonly fetchedAt: Instant;
  /** Ascending, one a date, those with a premium over 20 days. */
  readonly rows: readonly { readonly date: NyDate; readonly vrp20: VolPoints }[];
}

/** 0–100. Printed on two scales; up to 1 it is taken for the smaller one. */
export const harvestOf100 = (harvest: number): number => (harvest <= 1 ? 100 * harvest : harvest);

/** Its figures contradict each other by more than rounding does, vol points. */
const ROUNDING = 0.1;

/** IV − RV20, where that is not the VRP20 published beside them; else null. */
export function otherVrp20({ atmIv, realised, vrp }: PublishedVrp): VolPoints | null {
  if (atmIv === null || realised[20] === null || vrp[20] === null) return null;
  const difference = atmIv - realised[20];
  return Math.abs(difference - vrp[20]) > ROUNDING ? difference : null;
}

/** Where a published premium stands among the vendor's own days. */
export interface PublishedStanding {
  readonly n: number;
  readonly from: NyDate;
  readonly to: NyDate;
  readonly lowest: VolPoints;
  readonly highest: VolPoints;
  /** VRP20 of `to`. */
  readonly last: VolPoints;
  /** By our formula; null below 20 days, without a premium today, and where all days are equal. */
  readonly z: number | null;
  /** 0–100 */
  readonly percentile: number | null;
  /** Fewer than 60 days. */
  readonly provisional: boolean;
}

/**
 * The vendor's VRP20 of today among its own of up to 252 days before, by the formula of our z-score: its figures on both sides,
 * none of ours. Null without a day before today.
 */
export function standingInItsHistory({
  vrp,
  vrpHistory,
}: Pick<Published, "vrp" | "vrpHistory">): PublishedStanding | null {
  const today = vrp && utcToNewYork(Date.parse(vrp.asOf)).date;
  const rows = (vrpHistory?.rows ?? []).filter(({ date }) => today === null || date < today).slice(-WINDOW);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const values = rows.map(({ vrp20 }) => vrp20);
  const now = vrp?.vrp[20] ?? null;
  const against = now === null || values.length < FEWEST_ROWS ? null : standing(values, now);
  return {
    n: values.length,
    from: first.date,
    to: last.date,
    lowest: Math.min(...values),
    highest: Math.max(...values),
    last: last.vrp20,
    z: against?.z ?? null,
    percentile: against?.percentile ?? null,
    provisional: against !== null && values.length < PROVISIONAL_BELOW,
  };
}
