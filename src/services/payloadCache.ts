import { Keyv } from "keyv";
import { LRUCache } from "lru-cache";
import type { Loaded } from "./provider.ts";

/** What providers loaded, by provider and symbol. */
export interface PayloadCache {
  get(key: string): Promise<Loaded | undefined>;
  set(key: string, loaded: Loaded): Promise<unknown>;
  usage(): CacheUsage;
  close(): Promise<void>;
}

export interface CacheUsage {
  readonly entries: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

export interface PayloadCacheOptions {
  /** Entries leave after this long, in ms … */
  readonly keepMs: number;
  /** … or earlier, the least recently used first, when all payloads together exceed this. */
  readonly maxBytes: number;
}

/** What Keyv wraps around a value in memory. */
interface Stored {
  readonly value: { readonly value: Loaded };
}

const OVERHEAD_BYTES = 500;

/** In memory, bounded in bytes, and without serialising: a packed chain is stored as the bytes it is. */
export function createPayloadCache({ keepMs, maxBytes }: PayloadCacheOptions): PayloadCache {
  const entries = new LRUCache<string, Stored>({
    maxSize: maxBytes,
    sizeCalculation: ({ value }) => value.value.payload.byteLength + OVERHEAD_BYTES,
  });
  // Keyv hands its Map a third argument, which lru-cache would take for options.
  const store = {
    get: (key: string) => entries.get(key),
    set: (key: string, value: Stored) => void entries.set(key, value),
    has: (key: string) => entries.has(key),
    delete: (key: string) => entries.delete(key),
    clear: () => entries.clear(),
    keys: () => entries.keys(),
    entries: () => entries.entries(),
  };
  const cache = new Keyv<Loaded>({ store, ttl: keepMs, namespace: "payload", serialization: false });
  return {
    get: (key) => cache.get(key),
    set: (key, loaded) => cache.set(key, loaded),
    usage: () => ({ entries: entries.size, bytes: entries.calculatedSize, maxBytes }),
    close: () => Promise.resolve(),
  };
}
