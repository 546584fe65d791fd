export interface TokenBucketOptions {
  /** How many may be taken at once after a rest. */
  readonly capacity: number;
  /** How fast a bucket fills again. */
  readonly perSecond: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Buckets kept; beyond that the one untouched for longest is forgotten, which makes it full. */
  readonly most: number;
}

export interface TokenBuckets {
  /** Takes one token from the bucket of `key`: 0 when there was one, else the ms until there will be, and nothing is taken. */
  take(key: string): number;
}

/** One token bucket per key (a user, a server), in bounded memory. */
export function createTokenBuckets({ capacity, perSecond, now, most }: TokenBucketOptions): TokenBuckets {
  const msPerToken = 1000 / perSecond;
  /** For each key the instant at which its bucket will be full, in the order last touched. */
  const fullAt = new Map<string, number>();
  return {
    take(key) {
      const time = now();
      const full = Math.max(fullAt.get(key) ?? time, time);
      const wait = full - time - (capacity - 1) * msPerToken;
      fullAt.delete(key);
      fullAt.set(key, wait > 0 ? full : full + msPerToken);
      if (fullAt.size > most) fullAt.delete(fullAt.keys().next().value!);
      return Math.max(wait, 0);
    },
  };
}
