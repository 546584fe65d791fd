/** 2015-01-01T00:00:00Z in ms: the zero of Discord's ids. */
const DISCORD_EPOCH = 1_420_070_400_000n;
const TIME_SHIFT = 22n;

export type NextId = () => string;

/**
 * Returns a source of ids that carry their time as Discord's do and never repeat, also when the clock stands still.
 * Ids of our years have 19 digits; discord.js keys its rate-limit buckets on 17 to 19 digits, shorter ones would all share one queue.
 */
export function createSnowflakes(now: () => number): NextId {
  let last = 0n;
  return () => {
    const earliest = (BigInt(now()) - DISCORD_EPOCH) << TIME_SHIFT;
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}

/** Returns when the id was made, in ms since 1970. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> TIME_SHIFT) + DISCORD_EPOCH);
}
