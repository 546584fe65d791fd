import { expect, onTestFinished, test } from "vitest";
import { PRODUCT } from "../../src/engine/chain.ts";
import { parseTicker } from "../../src/engine/ticker.ts";
import { createPool, type PoolOptions } from "../../src/workers/pool.ts";

const source = { provider: "cboe", label: "Test", delayMinutes: 15, sample: false };
const fetchedAt = "2026-11-24T17:00:00.000Z";

function pool(options: Partial<PoolOptions> = {}) {
  const created = createPool({ threads: 1, ...options });
  onTestFinished(() => created.close());
  return created;
}

const ingest = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const document = { symbol: parseTicker("SPY")!, bytes, fetchedAt, httpDate: null, source };
  return { document, conventions: PRODUCT };
};

test("what a task finds wrong with a source keeps its kind across the thread", async () => {
  await expect(pool().run("ingest", ingest("<html>"))).rejects.toMatchObject({
    name: "ProviderError",
    provider: "cboe",
    failure: "bad-response",
  });
});

test("a task that outlives its deadline is reported as overload, not as a bug", async () => {
  await expect(pool({ deadlineMs: 1 }).run("ingest", ingest("{}"))).rejects.toMatchObject({
    name: "ProviderError",
    failure: "overloaded",
  });
});

test("of many tasks at once those that cannot wait are given up, and the thread goes on with the rest", async () => {
  const busy = pool({ patienceMs: 1 });
  const many = await Promise.allSettled(Array.from({ length: 20 }, () => busy.run("ingest", ingest("<html>"))));
  const failures = many.map((one) => one.status === "rejected" && (one.reason as { failure?: string }).failure);
  expect(failures[0]).toBe("bad-response");
  expect(failures.slice(1)).toContain("overloaded");
  await expect(busy.run("ingest", ingest("<html>"))).rejects.toMatchObject({ failure: "bad-response" });
});

test("a bug in a task stays a bug", async () => {
  const packed = new Uint8Array(4);
  const run = pool().run("analyse", { packed, options: { selection: { kind: "all" } } });
  await expect(run).rejects.toMatchObject({ name: "RangeError" });
});

test("a pool takes work until its queue is full or it is closed, and again when there is room", async () => {
  const crowded = pool();
  expect(crowded.isAlive()).toBe(true);
  const waiting = Array.from({ length: 520 }, () =>
    crowded.run("ingest", ingest("{}")).catch((error: unknown) => error),
  );
  expect(crowded.isAlive()).toBe(false);
  const failures = await Promise.all(waiting);
  expect(failures.filter((error) => (error as { failure?: string }).failure === "overloaded").length).toBeGreaterThan(
    0,
  );
  expect(crowded.isAlive()).toBe(true);
  await crowded.close();
  expect(crowded.isAlive()).toBe(false);
});
