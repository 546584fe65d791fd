import { utcToNewYork } from "./newYork.ts";
import { closeMinutes, OPEN_MINUTES } from "./nyse.ts";
import type { ExposureSnapshot } from "./snapshot.ts";

/** A healthy feed is 15 minutes behind, and as much again before anyone should worry. */
const MOST_MINUTES = 30;

/**
 * Whether quotes are older than half an hour while the market is open: the feed stands still. Before 10:00 New York there is
 * nothing newer to have, so yesterday's close is not stale then.
 * @param now by the source's clock where that is known
 */
export function isStale({ quoteTime }: Pick<ExposureSnapshot, "quoteTime">, now: Date): boolean {
  const { date, minutes } = utcToNewYork(now.getTime());
  const close = closeMinutes(date);
  const quotesAreDue = close !== null && minutes >= OPEN_MINUTES + MOST_MINUTES && minutes < close;
  return quotesAreDue && now.getTime() - Date.parse(quoteTime) > MOST_MINUTES * 60_000;
}
