import type { ExposureSnapshot } from "../snapshot.ts";
import { isOld, type Closes } from "./closes.ts";
import { measuredAnew } from "./measuredAnew.ts";
import { DAYS, difference } from "./premium.ts";
import type { DailyHistory, DailySnapshot, Estimator, IvBasis, VolPoints, VrpMissing, ZScore } from "./types.ts";
import { WINDOW, zScore } from "./zScore.ts";

export interface StandingInput {
  readonly snapshot: Pick<ExposureSnapshot, "vol">;
  readonly history: DailyHistory;
  readonly closes: Closes;
  /** Of today and of every row: what was stored is close to close, for another one each row is measured anew. */
  readonly estimator: Estimator;
  readonly rv20: VolPoints | null;
  /** Why there is no realised volatility where there is none. */
  readonly without: VrpMissing;
}

/** Where today's premium stands in its own history, both by one estimator; see `zScore`. */
export function zScoreOf(input: StandingInput): ZScore {
  const { snapshot, history, closes, rv20, without } = input;
  const basis = basisOf(input);
  const rows = rowsBy(input, basis);
  const index = basis === "cboe_index" ? history.volIndex!.name : null;
  if (basis !== "cboe_index") {
    const iv = basis === "iv30" ? snapshot.vol.iv30 : snapshot.vol.atm30;
    const missing = iv === null ? "no_iv_on_basis" : without;
    return zScore({ basis, index, rows, today: difference(iv, rv20), asOf: closes.session, missing });
  }
  // The index is published by the day: its last close stands against the closes up to that same day.
  const published = rows.filter(({ iv, date }) => iv.cboe_index !== null && date <= closes.session);
  const last = published.findLast(({ realised }) => realised[DAYS] !== null);
  if (!last || isOld(last.date, closes.session)) {
    const isKnown = published.length > 0 && !isOld(published.at(-1)!.date, closes.session);
    const missing = isKnown ? (without === "no_whole_bars" ? without : "too_few_closes") : "no_iv_on_basis";
    return zScore({ basis, index, rows, today: null, asOf: null, missing });
  }
  const today = difference(last.iv.cboe_index, last.realised[DAYS]);
  return zScore({ basis, index, rows, today, asOf: last.date, missing: null });
}

/** The rows as stored, or those with an IV on the basis measured anew, as many as a z-score can use. */
function rowsBy({ history, closes, estimator }: StandingInput, basis: IvBasis): readonly DailySnapshot[] {
  if (estimator === "close_to_close") return history.rows;
  const rows = history.rows.filter(({ iv }) => iv[basis] !== null);
  return measuredAnew(rows, { bars: closes.bars, estimator, most: WINDOW + 1 });
}

/**
 * One basis for today and history. The index where the exchange has one, else the feed's IV, else, for a symbol that never had
 * one, ours. A day without its figure has no z: it does not switch.
 */
function basisOf({ snapshot: { vol }, history: { volIndex, rows } }: StandingInput): IvBasis {
  if (volIndex?.state === "published") return "cboe_index";
  return vol.iv30 !== null || rows.some(({ iv }) => iv.iv30 !== null) ? "iv30" : "atm30";
}
