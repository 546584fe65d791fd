import type { NyDate } from "./snapshot.ts";
import type { DailyBar } from "./vrp/types.ts";

const MOST_SESSIONS = 20;
const FEWEST_SESSIONS = 5;

/**
 * Mean dollar volume ($ per session, shares times close) of the last sessions before that date, up to 20; null with fewer than 5
 * that have a volume, as of an index. @param bars ascending
 */
export function averageDollarVolume(bars: readonly DailyBar[], before: NyDate): number | null {
  const traded = bars
    .filter(({ date }) => date < before)
    .slice(-MOST_SESSIONS)
    .flatMap(({ volume, close }) => (volume === null ? [] : [volume * close]));
  if (traded.length < FEWEST_SESSIONS) return null;
  return traded.reduce((sum, dollars) => sum + dollars, 0) / traded.length;
}
