import { expect, test } from "vitest";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import type { Loaded } from "../../src/services/provider.ts";

const HOUR = 60 * 60_000;
const loaded = (bytes: number, fill = 7): Loaded => ({
  payload: new Uint8Array(bytes).fill(fill),
  fetchedAt: "2026-11-23T15:00:00Z",
  freshForMs: 60_000,
});

test("a payload comes back as the bytes it was, without a copy", async () => {
  const cache = createPayloadCache({ keepMs: HOUR, maxBytes: 100_000 });
  const stored = loaded(1_000);
  await cache.set("cboe:SPY", stored);
  const found = await cache.get("cboe:SPY");
  expect(found?.payload, "serialising a chain would cost more than parsing it").toBe(stored.payload);
  expect(found).toEqual(stored);
});

test("what was never stored is undefined", async () => {
  expect(await createPayloadCache({ keepMs: HOUR, maxBytes: 100_000 }).get("cboe:SPY")).toBeUndefined();
});

test("over the bound in bytes the least recently used entry leaves first", async () => {
  const cache = createPayloadCache({ keepMs: HOUR, maxBytes: 35_000 });
  for (const key of ["a", "b", "c"]) await cache.set(key, loaded(10_000));
  await cache.get("a");
  await cache.set("d", loaded(10_000));
  const kept = await Promise.all(["a", "b", "c", "d"].map(async (key) => [key, (await cache.get(key)) !== undefined]));
  expect(Object.fromEntries(kept)).toEqual({ a: true, b: false, c: true, d: true });
});

test("the bound counts bytes, not entries", async () => {
  const cache = createPayloadCache({ keepMs: HOUR, maxBytes: 35_000 });
  for (const key of ["a", "b", "c"]) await cache.set(key, loaded(10_000));
  await cache.set("large", loaded(30_000));
  expect(await cache.get("large")).toBeDefined();
  for (const key of ["a", "b", "c"]) expect(await cache.get(key), `${key} had to leave`).toBeUndefined();
});

test("a payload larger than the whole cache is not stored and pushes nothing out", async () => {
  const cache = createPayloadCache({ keepMs: HOUR, maxBytes: 35_000 });
  await cache.set("small", loaded(1_000));
  await cache.set("huge", loaded(50_000));
  expect(await cache.get("huge")).toBeUndefined();
  expect(await cache.get("small")).toBeDefined();
});

test("a newer payload of the same key replaces the older one and its bytes", async () => {
  const cache = createPayloadCache({ keepMs: HOUR, maxBytes: 35_000 });
  await cache.set("other", loaded(10_000));
  for (let turn = 0; turn < 20; turn++) await cache.set("a", loaded(10_000, turn));
  expect((await cache.get("a"))?.payload[0]).toBe(19);
  expect(await cache.get("other"), "nineteen replaced payloads take no room").toBeDefined();
});

test("an entry leaves after its time", async () => {
  const cache = createPayloadCache({ keepMs: 30, maxBytes: 100_000 });
  await cache.set("a", loaded(10));
  expect(await cache.get("a")).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await cache.get("a")).toBeUndefined();
});
