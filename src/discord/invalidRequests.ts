import type { REST } from "discord.js";

const WINDOW_MS = 600_000;
/** What Discord shuts an address out for when there are 10,000 in ten minutes. */
const INVALID: readonly number[] = [401, 403, 429];

/**
 * Returns how to ask how many requests of the last ten minutes Discord refused as it should not have to. A 429 that others caused
 * ("shared") does not count. Source: Discord developer documentation, "Invalid Request Limit".
 * @param now ms on a clock that never goes back
 */
export function countInvalid(rests: readonly Pick<REST, "on">[], now: () => number): () => number {
  const times: number[] = [];
  for (const rest of rests)
    rest.on("response", (_request, { status, headers }) => {
      if (INVALID.includes(status) && headers.get("x-ratelimit-scope") !== "shared") times.push(now());
    });
  return () => {
    const since = now() - WINDOW_MS;
    const old = times.findIndex((at) => at > since);
    times.splice(0, old === -1 ? times.length : old);
    return times.length;
  };
}
