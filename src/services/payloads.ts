import type { Instant } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { ProviderError, type ProviderFailure, type StaleReason } from "../errors.ts";
import type { Allowance, Asker, Purpose } from "./allowance.ts";
import type { PayloadCache } from "./payloadCache.ts";
import type { ExposureProvider, Loaded } from "./provider.ts";

/** How a source has fared since the start. */
export interface SourceHistory {
  readonly name: string;
  readonly lastAnswerAt: Instant | null;
  readonly lastFailure: { readonly reason: ProviderFailure; readonly at: Instant } | null;
}

export interface Payload {
  readonly loaded: Loaded;
  /** Whether the caller waited for the source. */
  readonly asked: boolean;
  /** Why this is older than it should be; null when it is fresh. */
  readonly stale: StaleReason | null;
  /** When asking again can help, if that is known. */
  readonly retryAt: Instant | null;
}

export interface PayloadOptions {
  readonly cache: PayloadCache;
  readonly now: () => number;
  /** A load is given up after this long. */
  readonly timeoutMs: number;
  /** With an older copy at hand the caller waits only this long; the load goes on and refreshes the cache. */
  readonly patienceMs: number;
  /** How often one asker may make us ask the source. */
  readonly allowance: Allowance;
  /** An unknown symbol is not asked for again for this long. */
  readonly unknownForMs: number;
}

/** "fresh": as the source's own pace allows. "recent": a copy of the last quarter of an hour will do, so that looking at the same numbers in another way costs no request. */
export type Freshness = "fresh" | "recent";

export interface ReadOptions {
  /** Default: "fresh". */
  readonly freshness?: Freshness;
  /** Whose allowance pays for asking the source; left out for what the bot does on its own account. */
  readonly asker?: Asker;
  /** Which of his allowances; default: "reply". */
  readonly purpose?: Purpose;
}

const RECENT_MS = 15 * 60_000;
const UNKNOWN_CAPACITY = 5_000;

/**
 * One provider's payloads behind the cache: fresh copies are answered from it, equal loads under way are shared, a failed or
 * slow load falls back to the older copy with the reason, and unknown symbols are remembered.
 */
export function createPayloads(provider: ExposureProvider, options: PayloadOptions) {
  const { cache, now, timeoutMs, patienceMs, unknownForMs, allowance } = options;
  const underWay = new Map<Ticker, Promise<Loaded>>();
  const unknown = new Map<Ticker, number>();

  let lastAnswerAt: Instant | null = null;
  let lastFailure: SourceHistory["lastFailure"] = null;
  return { read, history: (): SourceHistory => ({ name: provider.name, lastAnswerAt, lastFailure }) };

  /** @throws {ProviderError} when there is neither a load nor an older copy. */
  async function read(symbol: Ticker, { freshness = "fresh", asker, purpose }: ReadOptions = {}): Promise<Payload> {
    const known = await cache.get(keyOf(symbol));
    const enough = (copy: Loaded) => (freshness === "recent" ? Math.max(RECENT_MS, copy.freshForMs) : copy.freshForMs);
    if (known && isYounger(known, enough(known))) return { loaded: known, asked: false, ...FRESH };
    if (isUnknown(symbol)) {
      if (known) return { loaded: known, asked: false, stale: "unknown-symbol", retryAt: null };
      throw new ProviderError(provider.name, "unknown-symbol", `${symbol} was unknown a moment ago`);
    }
    const wait = asker && !underWay.has(symbol) ? allowance.take(asker, purpose) : 0;
    if (wait > 0) {
      const retryAt = new Date(now() + wait).toISOString();
      if (known) return { loaded: known, asked: false, stale: "cooldown", retryAt };
      throw new ProviderError(provider.name, "cooldown", "asked too often", { retryAt });
    }
    const load = underWay.get(symbol) ?? start(symbol);
    if (!known) return { loaded: await load, asked: true, ...FRESH };
    const outcome = await Promise.race([settle(load), after(patienceMs)]);
    return "failure" in outcome
      ? { loaded: known, asked: true, stale: outcome.failure, retryAt: outcome.retryAt }
      : { loaded: outcome, asked: true, ...FRESH };
  }

  function start(symbol: Ticker): Promise<Loaded> {
    const load = loadInTime(symbol)
      .then(async (loaded) => {
        lastAnswerAt = loaded.fetchedAt;
        await cache.set(keyOf(symbol), loaded);
        return loaded;
      })
      .catch((error: unknown) => {
        if (error instanceof ProviderError) {
          if (error.failure === "unknown-symbol") remember(symbol);
          else lastFailure = { reason: error.failure, at: new Date(now()).toISOString() };
        }
        throw error;
      })
      .finally(() => underWay.delete(symbol));

    underWay.set(symbol, load);
    return load;
  }

  async function loadInTime(symbol: Ticker): Promise<Loaded> {
    const signal = AbortSignal.timeout(timeoutMs);
    const given = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () =>
        reject(new ProviderError(provider.name, "unreachable", `no answer within ${timeoutMs} ms`)),
      );
    });
    return Promise.race([provider.load(symbol, signal), given]);
  }

  function remember(symbol: Ticker): void {
    if (unknown.size >= UNKNOWN_CAPACITY) unknown.delete(unknown.keys().next().value!);
    unknown.set(symbol, now() + unknownForMs);
  }

  function isUnknown(symbol: Ticker): boolean {
    const until = unknown.get(symbol);
    if (until !== undefined && until <= now()) unknown.delete(symbol);
    return unknown.has(symbol);
  }

  /** A copy from the future was fetched before the machine's clock was set back: its age is unknown. */
  function isYounger({ fetchedAt }: Loaded, ms: number): boolean {
    const age = now() - Date.parse(fetchedAt);
    return age >= 0 && age < ms;
  }

  function keyOf(symbol: Ticker): string {
    return `${provider.name}:${symbol}`;
  }
}

const FRESH = { stale: null, retryAt: null } as const;

interface Setback {
  readonly failure: StaleReason;
  readonly retryAt: Instant | null;
}

const settle = (load: Promise<Loaded>): Promise<Loaded | Setback> =>
  load.catch((error: unknown) => {
    if (error instanceof ProviderError) return { failure: error.failure, retryAt: error.retryAt };
    throw error;
  });

const after = (ms: number): Promise<Setback> =>
  new Promise((resolve) => setTimeout(() => resolve({ failure: "slow", retryAt: null }), ms).unref());
