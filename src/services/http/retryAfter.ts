/** Waits longer than this are as good as "not today"; it also keeps absurd headers out of timers. */
export const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * `Retry-After` in ms from now: seconds or an HTTP date (RFC 9110, 10.2.3), capped at a day.
 * null when it is missing or makes no sense (negative, not a number): the caller then chooses its own patience.
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
  // Date.parse reads "-30" as a year; every form of an HTTP date begins with the name of a weekday.
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), LONGEST_WAIT_MS);
}
