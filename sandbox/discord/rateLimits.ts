import { createHash } from "node:crypto";

export interface RateLimit {
  readonly limit: number;
  readonly seconds: number;
}

export interface RateLimits {
  /** Sets the limit of one route, named as in the router: "POST /channels/:channel/messages". */
  set(route: string, limit: RateLimit): void;
}

export interface Ruling {
  readonly headers: Readonly<Record<string, string>>;
  /** Null: go on. Else the bot must wait so many seconds. */
  readonly refused: { readonly isGlobal: boolean; readonly retryAfter: number } | null;
}

export interface RateLimiter extends RateLimits {
  /** Counts one request. `major` tells apart buckets of one route: the channel, guild or webhook. */
  take(route: string, major: string, options: { readonly countsGlobally: boolean }): Ruling;
}

const GLOBAL: RateLimit = { limit: 50, seconds: 1 };
const ORDINARY: RateLimit = { limit: 30, seconds: 1 };
/** Close to what Discord's headers say in practice. Nothing may rely on the numbers, only on the headers. */
const ROUTES: Readonly<Record<string, RateLimit>> = {
  "POST /channels/:channel/messages": { limit: 5, seconds: 5 },
  "PATCH /channels/:channel/messages/:message": { limit: 5, seconds: 5 },
  "POST /users/@me/channels": { limit: 10, seconds: 10 },
  "POST /webhooks/:application/:token": { limit: 5, seconds: 2 },
  "PATCH /webhooks/:application/:token/messages/:message": { limit: 5, seconds: 2 },
};
const MOST_BUCKETS = 500;

interface Bucket {
  used: number;
  readonly resetsAt: number;
}

/** Returns fixed-window buckets by route and major parameter, and the global one. */
export function createRateLimits(now: () => number): RateLimiter {
  const limits = new Map(Object.entries(ROUTES));
  const buckets = new Map<string, Bucket>();

  function count(key: string, { limit, seconds }: RateLimit): { bucket: Bucket; fits: boolean; resetAfter: number } {
    const at = now();
    let bucket = buckets.get(key);
    if (!bucket || bucket.resetsAt <= at) {
      forgetOld(at);
      bucket = { used: 0, resetsAt: at + seconds * 1000 };
      buckets.set(key, bucket);
    }
    const fits = bucket.used < limit;
    if (fits) bucket.used += 1;
    return { bucket, fits, resetAfter: (bucket.resetsAt - at) / 1000 };
  }

  function forgetOld(at: number): void {
    if (buckets.size < MOST_BUCKETS) return;
    for (const [key, bucket] of buckets) if (bucket.resetsAt <= at) buckets.delete(key);
  }

  return {
    set: (route, limit) => void limits.set(route, limit),
    take(route, major, { countsGlobally }) {
      const all = countsGlobally ? count("global", GLOBAL) : null;
      if (all && !all.fits) return { headers: {}, refused: { isGlobal: true, retryAfter: all.resetAfter } };
      const limit = limits.get(route) ?? ORDINARY;
      const { bucket, fits, resetAfter } = count(`${route} ${major}`, limit);
      const headers = {
        "x-ratelimit-limit": String(limit.limit),
        "x-ratelimit-remaining": String(limit.limit - bucket.used),
        "x-ratelimit-reset": String(bucket.resetsAt / 1000),
        "x-ratelimit-reset-after": resetAfter.toFixed(3),
        "x-ratelimit-bucket": createHash("md5").update(route).digest("hex"),
      };
      return { headers, refused: fits ? null : { isGlobal: false, retryAfter: resetAfter } };
    },
  };
}
