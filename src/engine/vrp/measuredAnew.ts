import { DAYS } from "./premium.ts";
import { MEASURES } from "./realised.ts";
import type { DailyBar, DailySnapshot, Estimator, Realised } from "./types.ts";

const NONE: Realised = { 5: null, 10: null, 20: null, 30: null, 60: null };

/**
 * The last rows with their realised volatility of 20 days measured anew over the bars up to each row's own date, the other
 * windows null. A row without a bar of its date, or too few before it, has none: what was stored is close to close, and is
 * never put in its place.
 * @param rows ascending; `bars` as `usableBars` leaves them
 * @param most rows that have a volatility; those before are left out
 */
export function measuredAnew(
  rows: readonly DailySnapshot[],
  {
    bars,
    estimator,
    most,
  }: { readonly bars: readonly DailyBar[]; readonly estimator: Estimator; readonly most: number },
): readonly DailySnapshot[] {
  const measured: DailySnapshot[] = [];
  let found = 0;
  let place = bars.length - 1;
  for (const row of rows.toReversed()) {
    if (found === most) break;
    while (place >= 0 && bars[place]!.date > row.date) place--;
    const own = bars[place]?.date === row.date ? bars.slice(Math.max(0, place - DAYS), place + 1) : [];
    const rv20 = MEASURES[estimator](own, DAYS);
    if (rv20 !== null) found++;
    measured.push({ ...row, realised: { ...NONE, [DAYS]: rv20 } });
  }
  return measured.toReversed();
}
