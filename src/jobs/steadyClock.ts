export interface Clocks {
  /** The wall clock, ms since 1970: right, except for when it is not. */
  readonly now: () => number;
  /** Ms on a clock that nobody sets. */
  readonly monotonic: () => number;
}

export interface Time {
  /** What the wall clock says. */
  readonly now: number;
  /** What has been reached whatever the truth turns out to be: as `now`, but for a clock that was just put forward. */
  readonly certain: number;
  /** Whether the two clocks have agreed for five minutes. */
  readonly steady: boolean;
}

/** More apart than between two looks no clock runs: it was set, or the machine slept. */
const JUMP_MS = 60_000;
const STEADY_MS = 5 * 60_000;

/**
 * The wall clock, and how far to trust it. A clock that jumps is often put right within minutes; until then the future it
 * claims has not come, and the past it claims is not lost. Look at it every minute or so.
 */
export function createSteadyClock({ now, monotonic }: Clocks): () => Time {
  let since = monotonic();
  let offset = now() - since;
  /** The least since the clocks last agreed for long. */
  let least = offset;
  return () => {
    const elapsed = monotonic();
    const wall = now();
    const before = offset;
    offset = wall - elapsed;
    if (Math.abs(offset - before) > JUMP_MS) since = elapsed;
    const steady = elapsed - since >= STEADY_MS;
    least = steady ? offset : Math.min(least, offset);
    return { now: wall, certain: elapsed + least, steady };
  };
}
