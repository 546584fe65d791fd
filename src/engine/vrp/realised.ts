import type { DailyBar, Estimator, Realised, RealisedWindow, VolPoints } from "./types.ts";

const WINDOWS: readonly RealisedWindow[] = [5, 10, 20, 30, 60];
const SESSIONS_A_YEAR = 252;

type Measure = (bars: readonly DailyBar[], n: number) => VolPoints | null;

/** Each over the last n of the bars, annualised, in vol points; null with too few of them, or none that are whole. */
export const MEASURES: Readonly<Record<Estimator, Measure>> = {
  close_to_close: realisedVolatility,
  parkinson,
  garman_klass: garmanKlass,
  yang_zhang: yangZhang,
};

/** Annualised volatility up to the last of these bars by window; null where bars are too few. Bars as `usableBars` leaves them. */
export function realisedVolatilities(bars: readonly DailyBar[], estimator: Estimator = "close_to_close"): Realised {
  return Object.fromEntries(WINDOWS.map((n) => [n, MEASURES[estimator](bars, n)])) as unknown as Realised;
}

/** Close to close up to each of these bars by window; the logarithms are taken once. */
export function realisedByBar(bars: readonly DailyBar[]): readonly Realised[] {
  const returns = bars.map(({ close }, i) => (i === 0 ? Number.NaN : Math.log(close / bars[i - 1]!.close)));
  const upTo = (place: number, n: number) =>
    place < n ? null : annualised(varianceWithin(returns, place + 1 - n, place + 1));
  return bars.map((_, place) => ({
    5: upTo(place, 5),
    10: upTo(place, 10),
    20: upTo(place, 20),
    30: upTo(place, 30),
    60: upTo(place, 60),
  }));
}

/** 100·√(252 · sample variance of the last n log returns), which takes n + 1 closes; null with fewer. */
export function realisedVolatility(bars: readonly DailyBar[], n: number): VolPoints | null {
  const returns = lastReturns(bars, n);
  return returns && annualised(sampleVariance(returns));
}

/**
 * Volatility of falls and of rises over n returns: √2-scaled semideviation about zero, so that a symmetric market reads both
 * like its volatility. (down² + up²) / 2 = zero-mean variance. Null with fewer than n + 1 closes.
 */
export function semideviations(bars: readonly DailyBar[], n: number): { down: VolPoints; up: VolPoints } | null {
  const returns = lastReturns(bars, n);
  if (!returns) return null;
  const of = (side: (r: number) => number) => annualised(2 * mean(returns.map((r) => side(r) ** 2)));
  return { down: of((r) => Math.min(r, 0)), up: of((r) => Math.max(r, 0)) };
}

/** From highs and lows of n bars. Blind to overnight gaps, so it reads single stocks too low. */
export function parkinson(bars: readonly DailyBar[], n: number): VolPoints | null {
  const last = wholeBars(bars, n);
  return last && annualised(mean(last.map(({ high, low }) => Math.log(high / low) ** 2)) / (4 * Math.LN2));
}

/** From all four prices of n bars; as blind to overnight gaps. */
export function garmanKlass(bars: readonly DailyBar[], n: number): VolPoints | null {
  const last = wholeBars(bars, n);
  const term = ({ open, high, low, close }: DailyBar) =>
    0.5 * Math.log(high / low) ** 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2;
  return last && annualised(mean(last.map(term)));
}

/** Overnight, open-to-close and range together, so it sees gaps: n bars and the close before them. */
export function yangZhang(bars: readonly DailyBar[], n: number): VolPoints | null {
  const last = wholeBars(bars, n);
  const before = bars.at(-n - 1);
  if (!last || !before) return null;
  const overnight = last.map(({ open }, i) => Math.log(open / (last[i - 1] ?? before).close));
  const session = last.map(({ open, close }) => Math.log(close / open));
  const range = last.map(
    ({ open, high, low, close }) =>
      Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open),
  );
  const k = 0.34 / (1.34 + (n + 1) / (n - 1));
  return annualised(sampleVariance(overnight) + k * sampleVariance(session) + (1 - k) * mean(range));
}

const annualised = (variance: number): VolPoints => 100 * Math.sqrt(SESSIONS_A_YEAR * variance);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function sampleVariance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** The same of a part of a list, which is not copied for it. */
function varianceWithin(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  const centre = sum / (to - from);
  let squares = 0;
  for (let i = from; i < to; i++) squares += (values[i]! - centre) ** 2;
  return squares / (to - from - 1);
}

function lastReturns(bars: readonly DailyBar[], n: number): number[] | null {
  if (bars.length <= n) return null;
  const closes = bars.slice(-n - 1).map(({ close }) => close);
  return closes.slice(1).map((close, i) => Math.log(close / closes[i]!));
}

/**
 * The last n bars; null when there are fewer, or one of them has no range that holds its open and close. Null as well when none
 * has a range at all: then the source printed closes alone, and a volatility of 0 would make every option look dear.
 */
function wholeBars(bars: readonly DailyBar[], n: number): readonly DailyBar[] | null {
  const last = bars.slice(-n);
  const isWhole = ({ open, high, low, close }: DailyBar) =>
    low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close);
  const hasRange = last.some(({ high, low }) => high > low);
  return last.length === n && hasRange && last.every(isWhole) ? last : null;
}
