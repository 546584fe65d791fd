import { Keyv } from "keyv";
import KeyvValkey from "@keyv/valkey";
import type { PayloadCache } from "./payloadCache.ts";
import type { Loaded } from "./provider.ts";

/** A cache on another machine. It may fail at any time; then it is as if it were empty. */
export interface RemoteCache {
  get(key: string): Promise<Loaded | undefined>;
  set(key: string, loaded: Loaded): Promise<void>;
  close(): Promise<void>;
}

export interface SharedCacheOptions {
  readonly memory: PayloadCache;
  readonly remote: RemoteCache;
  readonly now: () => number;
}

/**
 * The cache in memory, and behind it one that several machines share: what another machine has loaded a moment ago is not
 * loaded again. The remote is asked only when memory has nothing fresh.
 */
export function shareCache({ memory, remote, now }: SharedCacheOptions): PayloadCache {
  return {
    async get(key) {
      const near = await memory.get(key);
      if (near && now() - Date.parse(near.fetchedAt) < near.freshForMs) return near;
      const far = await remote.get(key);
      if (!far || (near && near.fetchedAt >= far.fetchedAt)) return near;
      await memory.set(key, far);
      // What memory hands out is one object for everybody: readings and pictures are remembered by it.
      return (await memory.get(key)) ?? far;
    },
    async set(key, loaded) {
      await memory.set(key, loaded);
      // Whoever waits for the numbers does not wait for the other machine.
      void remote.set(key, loaded);
    },
    usage: () => memory.usage(),
    close: () => remote.close(),
  };
}

const CONNECT_MS = 2_000;
const ANSWER_MS = 500;
/** What iovalkey says of a command without a connection. */
const NOT_YET = /isn't writeable/;

/**
 * Redis or Valkey at an address like redis://:password@host:6379.
 * @param options.onTrouble called with a sentence without address or password, once until it works again
 */
export function openRemoteCache(
  url: string,
  { keepMs, onTrouble }: { readonly keepMs: number; readonly onTrouble: (what: string) => void },
): RemoteCache {
  const store = new KeyvValkey(url, {
    useRedisSets: false,
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
  });
  const keyv = new Keyv<Loaded>({ store, ttl: keepMs, namespace: "gexcord" });
  const state = { reached: false, troubled: false };
  store.redis.on("ready", () => Object.assign(state, { reached: true, troubled: false }));
  const trouble = (error: unknown) => {
    // Asked before the first connection stands: it was not refused, only early.
    if (!state.reached && error instanceof Error && NOT_YET.test(error.message)) return;
    if (!state.troubled) onTrouble("the shared cache does not answer; this machine works from its own memory");
    state.troubled = true;
  };
  keyv.on("error", trouble);
  return {
    async get(key) {
      const found = await keyv.get(key).catch(trouble);
      return found !== undefined && isLoaded(found) ? found : undefined;
    },
    async set(key, loaded) {
      const payload = Buffer.from(loaded.payload.buffer, loaded.payload.byteOffset, loaded.payload.byteLength);
      await keyv.set(key, { ...loaded, payload }).catch(trouble);
    },
    async close() {
      await keyv.disconnect().catch(() => undefined);
    },
  };
}

/** Somebody else writes there too, perhaps another version of us. */
const isLoaded = ({ payload, fetchedAt, freshForMs }: Loaded): boolean =>
  payload instanceof Uint8Array && !Number.isNaN(Date.parse(fetchedAt)) && typeof freshForMs === "number";
