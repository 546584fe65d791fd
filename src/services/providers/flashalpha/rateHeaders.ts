/** What the vendor's headers say about the day's calls; null where they are absent or make no sense. */
export interface RateHeaders {
  readonly limit: number | "unlimited" | null;
  readonly remaining: number | null;
  /** Ms since the epoch. */
  readonly resetsAt: number | null;
}

/** The quota is a day's: a reset further away than that is damage. */
const LONGEST_MS = 25 * 3_600_000;

/** `X-RateLimit-Limit` and `-Remaining` are whole numbers or "unlimited", `-Reset` is Unix time in seconds. */
export function readRateHeaders(header: (name: string) => string | null, now: number): RateHeaders {
  const resetsAt = (whole(header("x-ratelimit-reset"), 12) ?? 0) * 1000;
  return {
    limit: isUnlimited(header("x-ratelimit-limit")) ? "unlimited" : whole(header("x-ratelimit-limit"), 9),
    remaining: whole(header("x-ratelimit-remaining"), 9),
    resetsAt: isSoon(resetsAt, now) ? resetsAt : null,
  };
}

/** Whether an instant can be the end of the day's quota. */
export const isSoon = (at: number, now: number): boolean => at > now && at <= now + LONGEST_MS;

/** The quota's default end, ms since the epoch: the next midnight in UTC. */
export const nextUtcMidnight = (now: number): number => (Math.floor(now / 86_400_000) + 1) * 86_400_000;

const isUnlimited = (text: string | null): boolean => text?.trim().toLowerCase() === "unlimited";

function whole(text: string | null, digits: number): number | null {
  const trimmed = text?.trim() ?? "";
  return /^\d+$/.test(trimmed) && trimmed.length <= digits ? Number(trimmed) : null;
}
