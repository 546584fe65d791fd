import { nextTradingDay } from "../nyse.ts";
import type { DailyBar } from "./types.ts";
import type { NyDate } from "../snapshot.ts";

/** An unadjusted split: prices before `date` were `ratio` times as high (below 1 for a reverse split). */
export interface Split {
  readonly date: NyDate;
  readonly ratio: number;
}

/** Bars that returns may be taken over. */
export interface UsableBars {
  readonly bars: readonly DailyBar[];
  /** The last one found; bars before it are left out. */
  readonly split: Split | null;
}

/** n : 1, and 3 : 2. Smaller ones cannot be told from a bad day. */
const RATIOS = [1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 50];
/** Of ln(ratio): how near the close, or the open, of the day comes to the ratio. */
const NEAR = 0.02;
/** In ln: how far the other of the two may be off, which is that day's trading. */
const SAME_DAY = 0.1;
/** Shares traded follow the ratio within this factor. A crash to a half trades ten times as much, a split twice. */
const VOLUME_FACTOR = 2.5;
const VOLUME_SESSIONS = 5;

/**
 * Rows as printed → bars in order of their dates, one a date (the last printed), those before listing (close 0) left out, and
 * nothing before an unadjusted split. The source is not known to adjust: docs/methodology.md "Realised volatility".
 */
export function usableBars(printed: readonly DailyBar[]): UsableBars {
  const byDate = new Map(
    printed.filter(({ close }) => Number.isFinite(close) && close > 0).map((bar) => [bar.date, bar]),
  );
  const bars = [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  for (let i = bars.length - 1; i > 0; i--) {
    const ratio = splitRatio(bars, i);
    if (ratio !== null) return { bars: bars.slice(i), split: { date: bars[i]!.date, ratio } };
  }
  return { bars, split: null };
}

/** Sessions of the exchange without a bar between the first and the last of these. A holiday is none. */
export function missingSessions(bars: readonly DailyBar[]): number {
  let missing = 0;
  for (let i = 1; i < bars.length; i++)
    for (let day = nextTradingDay(bars[i - 1]!.date); day < bars[i]!.date; day = nextTradingDay(day)) missing++;
  return missing;
}

function splitRatio(bars: readonly DailyBar[], i: number): number | null {
  const [before, day] = [bars[i - 1]!, bars[i]!];
  const atClose = Math.log(before.close / day.close);
  // Nearly every day: neither the close nor the open of such a day comes near a ratio and the other with it.
  if (Math.abs(atClose) < Math.log(RATIOS[0]!) - SAME_DAY) return null;
  const atOpen = day.open > 0 ? Math.log(before.close / day.open) : atClose;
  for (const ratio of RATIOS) {
    const jump = atClose > 0 ? Math.log(ratio) : -Math.log(ratio);
    const [nearest, other] = [Math.abs(atClose - jump), Math.abs(atOpen - jump)].sort((a, b) => a - b);
    if (nearest! <= NEAR * Math.abs(jump) && other! <= SAME_DAY && volumeFollows(bars, { i, ratio: Math.exp(jump) }))
      return atClose > 0 ? ratio : 1 / ratio;
  }
  return null;
}

/** True without volumes: then the price alone has to do. */
function volumeFollows(
  bars: readonly DailyBar[],
  { i, ratio }: { readonly i: number; readonly ratio: number },
): boolean {
  const before = medianVolume(bars.slice(Math.max(0, i - VOLUME_SESSIONS), i));
  const after = medianVolume(bars.slice(i, i + VOLUME_SESSIONS));
  if (before === null || after === null) return true;
  const excess = after / before / ratio;
  return excess >= 1 / VOLUME_FACTOR && excess <= VOLUME_FACTOR;
}

function medianVolume(bars: readonly DailyBar[]): number | null {
  const volumes = bars.flatMap(({ volume }) => (volume !== null && volume > 0 ? [volume] : [])).sort((a, b) => a - b);
  return volumes[volumes.length >> 1] ?? null;
}
