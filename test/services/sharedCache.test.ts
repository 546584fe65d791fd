import { describe, expect, onTestFinished, test } from "vitest";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import type { Loaded } from "../../src/services/provider.ts";
import { openRemoteCache, shareCache, type RemoteCache } from "../../src/services/sharedCache.ts";
import { hasRedis, startRedis } from "../support/redis.ts";

const NOON = Date.parse("2026-11-23T17:00:00Z");
const KEY = "cboe SPY";
const loadedAt = (ageMs: number, fill = 7): Loaded => ({
  payload: new Uint8Array(64).fill(fill),
  fetchedAt: new Date(NOON - ageMs).toISOString(),
  freshForMs: 60_000,
});

/** Two machines with memories of their own around one remote. */
function machines(remote: RemoteCache) {
  const machine = () =>
    shareCache({ memory: createPayloadCache({ keepMs: 3_600_000, maxBytes: 1e6 }), remote, now: () => NOON });
  return [machine(), machine()] as const;
}

function counted() {
  const entries = new Map<string, Loaded>();
  let gets = 0;
  const remote: RemoteCache = {
    get: async (key) => ((gets += 1), entries.get(key)),
    set: async (key, loaded) => void entries.set(key, loaded),
    close: () => Promise.resolve(),
  };
  return { remote, gets: () => gets };
}

describe("a shared cache", () => {
  test("what one machine loaded another one has, as one object each time", async () => {
    const [here, there] = machines(counted().remote);
    await here.set(KEY, loadedAt(5_000));
    const found = await there.get(KEY);
    expect(found?.payload).toEqual(loadedAt(5_000).payload);
    expect(await there.get(KEY)).toBe(found);
  });

  test("is not asked for what memory has fresh", async () => {
    const { remote, gets } = counted();
    const [here] = machines(remote);
    await here.set(KEY, loadedAt(5_000));
    await here.get(KEY);
    expect(gets()).toBe(0);
  });

  test("an old copy in memory gives way to a newer one of another machine, and stays when there is none", async () => {
    const [here, there] = machines(counted().remote);
    await here.set(KEY, loadedAt(300_000, 1));
    expect((await here.get(KEY))?.payload[0]).toBe(1);
    await there.set(KEY, loadedAt(5_000, 2));
    expect((await here.get(KEY))?.payload[0]).toBe(2);
  });

  test("an older copy of another machine is left alone", async () => {
    const [here, there] = machines(counted().remote);
    await here.set(KEY, loadedAt(100_000, 1));
    await there.set(KEY, loadedAt(300_000, 2));
    expect((await here.get(KEY))?.payload[0]).toBe(1);
  });
});

test("a server that is gone is an empty cache, and is said once, without its address", async () => {
  const said: string[] = [];
  const remote = openRemoteCache("redis://:secret@127.0.0.1:1", {
    keepMs: 1_000,
    onTrouble: (what) => said.push(what),
  });
  onTestFinished(() => remote.close());
  expect(await remote.get(KEY)).toBeUndefined();
  await expect.poll(async () => (await remote.set(KEY, loadedAt(0)), said.length)).toBeGreaterThan(0);
  expect(await remote.get(KEY)).toBeUndefined();
  expect(said).toEqual(["the shared cache does not answer; this machine works from its own memory"]);
});

describe.skipIf(!hasRedis)("a real Redis (skipped where redis-server is not installed)", () => {
  test("gives back the bytes it was given, until they are too old", async () => {
    const redis = await startRedis();
    const remote = openRemoteCache(redis.url, { keepMs: 400, onTrouble: (what) => expect.unreachable(what) });
    onTestFinished(async () => {
      await remote.close();
      await redis.stop();
    });
    await expect
      .poll(async () => (await remote.set(KEY, loadedAt(0, 9)), (await remote.get(KEY))?.payload))
      .toHaveLength(64);
    const found = await remote.get(KEY);
    expect({ ...found, payload: [...found!.payload] }).toEqual({
      ...loadedAt(0, 9),
      payload: [...loadedAt(0, 9).payload],
    });
    await expect.poll(() => remote.get(KEY)).toBeUndefined();
  });

  test("what somebody else wrote there is not taken for a chain", async () => {
    const redis = await startRedis();
    const remote = openRemoteCache(redis.url, { keepMs: 5_000, onTrouble: (what) => expect.unreachable(what) });
    onTestFinished(async () => {
      await remote.close();
      await redis.stop();
    });
    const odd = { ...loadedAt(0), fetchedAt: "yesterday" };
    await expect.poll(async () => (await remote.set("good", loadedAt(0)), remote.get("good"))).toBeDefined();
    await remote.set(KEY, odd);
    expect(await remote.get(KEY)).toBeUndefined();
  });

  test("one that dies is an empty cache, and is said once", async () => {
    const redis = await startRedis();
    const said: string[] = [];
    const remote = openRemoteCache(redis.url, { keepMs: 5_000, onTrouble: (what) => said.push(what) });
    onTestFinished(() => remote.close());
    await expect.poll(async () => (await remote.set(KEY, loadedAt(0)), remote.get(KEY))).toBeDefined();
    await redis.stop();
    await expect.poll(() => remote.get(KEY)).toBeUndefined();
    for (let again = 0; again < 3; again += 1) await remote.get(KEY);
    expect(said).toHaveLength(1);
  });
});
