/**
 * The sandbox's clock. Without options it is the real one; `at` moves it to another instant, `speed` makes it run that many
 * times faster from there (60: a minute of the market every second). The market and the bot must share one.
 * @throws {RangeError} when `at` is no date or `speed` is not a positive number.
 */
export function simulatedClock(
  { at, speed = 1 }: { at?: Date; speed?: number } = {},
  real: () => number = Date.now,
): () => Date {
  if (at && Number.isNaN(at.getTime()))
    throw new RangeError("the sandbox clock needs a date such as 2026-03-02T15:00:00Z");
  if (!(speed > 0 && speed < Number.POSITIVE_INFINITY))
    throw new RangeError("the speed of the sandbox clock must be a positive number");
  const begun = real();
  const from = at ? at.getTime() : begun;
  return () => new Date(from + (real() - begun) * speed);
}
