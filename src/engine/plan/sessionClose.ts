import { utcToNewYork } from "../newYork.ts";
import { closeMinutes, previousTradingDay, sessionOf } from "../nyse.ts";
import type { ExposureSnapshot, Instant, NyDate, UsdPer1Pct } from "../snapshot.ts";
import type { VolPoints, VrpReading } from "../vrp/types.ts";

/** The numbers of a session as they stood in its evening. */
export interface SessionClose {
  readonly date: NyDate;
  readonly quoteTime: Instant;
  readonly source: ExposureSnapshot["source"];
  readonly close: number;
  readonly netGex: UsdPer1Pct;
  /** Above which net gamma is positive; null where there is none, also where it is positive below it. */
  readonly flip: number | null;
  readonly z: number | null;
  readonly vrp20: VolPoints | null;
  /** The record behind z and VRP20 is the sandbox's. */
  readonly madeUp: boolean;
  /** Too much open interest had to be left out for levels, regime and premium to be relied upon. */
  readonly degraded: boolean;
}

/** Quotes are a quarter of an hour late, and the last prints come after the bell. */
const AFTER_CLOSE_MS = 45 * 60_000;

/** The last session that has been over for 45 minutes. @param now ms since 1970 */
export function lastSessionOver(now: number): NyDate {
  const { date } = utcToNewYork(now);
  const session = sessionOf(date);
  return session && now >= session.closesAt + AFTER_CLOSE_MS ? date : previousTradingDay(date);
}

/** Null when the quotes were struck before the bell. @param of.madeUp whether the record behind the premium is the sandbox's */
export function sessionCloseOf(
  snapshot: ExposureSnapshot,
  { vrp, madeUp }: { readonly vrp: Pick<VrpReading, "zScore" | "vrp">; readonly madeUp: boolean },
): SessionClose | null {
  const { quoteTime, source, spot, net, levels, quality } = snapshot;
  const { date, minutes } = utcToNewYork(Date.parse(quoteTime));
  if (minutes < (closeMinutes(date) ?? Infinity)) return null;
  return {
    date,
    quoteTime,
    source,
    close: spot,
    netGex: net.gex,
    flip: levels.flip.direction === "down" ? null : levels.flip.price,
    z: vrp.zScore.z,
    vrp20: vrp.vrp[20],
    madeUp,
    degraded: quality.degraded,
  };
}
