import { setTimeout as sleep } from "node:timers/promises";

/** A token bucket: `take` resolves when the next request may go out, in the order of asking. */
export interface PoliteRate {
  /** @throws the signal's reason when it aborts first; the turn is then given back. */
  take(signal: AbortSignal): Promise<void>;
}

/** `perSecond` requests on average, `burst` at once after a rest. Monotonic: setting the machine's clock changes nothing. */
export function createPoliteRate({ perSecond, burst }: { perSecond: number; burst: number }): PoliteRate {
  const spacing = 1000 / perSecond;
  /** Since when the bucket has been filling; the instant at which it would have been empty. */
  let emptyAt = performance.now() - burst * spacing;
  return {
    async take(signal) {
      signal.throwIfAborted();
      const now = performance.now();
      emptyAt = Math.max(emptyAt, now - burst * spacing) + spacing;
      const wait = emptyAt - now;
      if (wait <= 0) return;
      try {
        await sleep(wait, undefined, { signal });
      } catch {
        emptyAt -= spacing;
        throw signal.reason;
      }
    },
  };
}
