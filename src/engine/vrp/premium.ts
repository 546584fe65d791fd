import type { ExposureSnapshot } from "../snapshot.ts";
import type { Closes } from "./closes.ts";
import { MEASURES, semideviations } from "./realised.ts";
import type { Tenor } from "./surface.ts";
import type { DirectionalVrp, Estimator, Realised, TermVrp, VrpReading } from "./types.ts";

/** The window of the headline and of the premium by side, in trading days. */
export const DAYS = 20;
/** Trading days of realised volatility beside each tenor. */
const WINDOW_OF: Readonly<Record<Tenor, number>> = { 7: 5, 14: 10, 30: 20, 60: 42 };

/** Levels are at-the-money: an index prices the skew as well and would always look rich. */
export function levelOf({ vol }: ExposureSnapshot): VrpReading["iv"] {
  if (vol.atm30 !== null) return { value: vol.atm30, basis: "atm30" };
  return vol.iv30 === null ? null : { value: vol.iv30, basis: "iv30" };
}

/** Null when either is. */
export const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

/** IV − RV by window. */
export const overWindows = (realised: Realised, iv: number | null): Realised => ({
  5: difference(iv, realised[5]),
  10: difference(iv, realised[10]),
  20: difference(iv, realised[20]),
  30: difference(iv, realised[30]),
  60: difference(iv, realised[60]),
});

/** IV² − RV20², both decimals: what a variance swap would pay. */
export const variancePremium = (iv: number | null, rv20: number | null): number | null =>
  difference(iv === null ? null : (iv / 100) ** 2, rv20 === null ? null : (rv20 / 100) ** 2);

/** The premium of each side: 25-delta IV less the volatility of that side's returns, which are of closes by any estimator. */
export function directionalVrp({ vol }: ExposureSnapshot, { bars }: Closes): DirectionalVrp {
  const rv = semideviations(bars, DAYS);
  const [put, call] = [vol.put25?.iv ?? null, vol.call25?.iv ?? null];
  const [downsideRv, upsideRv] = [rv?.down ?? null, rv?.up ?? null];
  return {
    downsideRv,
    upsideRv,
    downside: difference(put, downsideRv),
    upside: difference(call, upsideRv),
    skew25: difference(put, call),
  };
}

/** The premium at each tenor, realised volatility over as many trading days. */
export function termVrp({ vol }: ExposureSnapshot, { bars }: Closes, estimator: Estimator): TermVrp[] {
  return ([7, 14, 30, 60] as const).map((days) => {
    const window = WINDOW_OF[days];
    const [iv, rv] = [vol.term[days], MEASURES[estimator](bars, window)];
    return { days, window, iv, rv, vrp: difference(iv, rv) };
  });
}

/** (IV60 − IV7) / IV30; positive = contango. */
export function slopeOf({ vol }: ExposureSnapshot, iv: number | null): number | null {
  const rise = difference(vol.term[60], vol.term[7]);
  return rise === null || iv === null ? null : rise / iv;
}

/** From support to resistance against what 30 days are expected to bring, both ways. */
export function rangeOf({ spot, levels: { support, resistance } }: ExposureSnapshot, iv: number | null): number | null {
  if (support === null || resistance === null || iv === null) return null;
  const expectedMove = spot * (iv / 100) * Math.sqrt(30 / 365);
  return (resistance.strike - support.strike) / (2 * expectedMove);
}
