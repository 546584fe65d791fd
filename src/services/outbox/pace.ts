import { setTimeout as sleep } from "node:timers/promises";

/** Returns what to wait for before each request: turns so far apart that there are so many a second, never two at once. */
export function createPace(perSecond: number): () => Promise<void> {
  const apartMs = 1000 / perSecond;
  let next = 0;
  return async () => {
    const at = performance.now();
    const turn = Math.max(next, at);
    next = turn + apartMs;
    // A timer drops the fraction of a millisecond.
    if (turn > at) await sleep(Math.ceil(turn - at));
  };
}
