import { expect, test } from "vitest";
import type { AppContext } from "../../src/context.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { keepSession } from "../../src/jobs/sessions.ts";
import { context } from "../support/context.ts";
import { readingOf } from "../support/snapshots.ts";
import { storeInMemory } from "../support/stores.ts";

const SPY = "SPY" as Ticker;
const QQQ = "QQQ" as Ticker;

/** A bot whose users watch SPY and QQQ, and the symbols it reads. */
async function bot(at: string, { quoteTime = "2026-11-25T21:00:00.000Z", dead = null as Ticker | null } = {}) {
  let now = new Date(at);
  const store = storeInMemory(() => now.getTime());
  await store.watchlists.add("1", [SPY, QQQ]);
  const read: string[] = [];
  const readMany: AppContext["exposure"]["readMany"] = async (requests) =>
    requests.map(({ symbol }) => {
      read.push(symbol);
      if (symbol === dead) return { missing: symbol, failure: "unreachable" };
      const overrides = { session: "closed", quoteTime } as const;
      return { reading: readingOf({ symbol, overrides }), stale: null, retryAt: null, cache: "miss" };
    });
  const ctx = context({ store, now: () => now });
  return {
    store,
    read,
    keep: (later?: string) => {
      if (later !== undefined) now = new Date(later);
      return keepSession({ ...ctx, exposure: { ...ctx.exposure, readMany } });
    },
  };
}

test("45 minutes after the close every watched symbol is kept, once", async () => {
  const { store, read, keep } = await bot("2026-11-25T21:44:00Z");
  expect(await keep(), "a minute too early").toBe(0);
  expect(read).toEqual([]);
  expect(await keep("2026-11-25T21:45:00Z")).toBe(2);
  expect(await store.daily.rows(SPY)).toMatchObject([{ symbol: "SPY", date: "2026-11-25", iv: { atm30: 18.45 } }]);
  expect(await keep("2026-11-25T22:45:00Z"), "kept already").toBe(0);
  expect(read).toEqual(["QQQ", "SPY"]);
});

test("after an early close it is earlier, and without a session never", async () => {
  const early = await bot("2026-11-27T18:45:00Z", { quoteTime: "2026-11-27T18:00:00.000Z" });
  expect(await early.keep()).toBe(2);
  const holiday = await bot("2026-11-26T22:00:00Z");
  expect([await holiday.keep(), holiday.read]).toEqual([0, []]);
});

test("a symbol without an answer is tried again within the hour, and stops no other", async () => {
  const { store, keep, read } = await bot("2026-11-25T21:45:00Z", { dead: QQQ });
  expect(await keep()).toBe(1);
  expect(await store.daily.rows(QQQ)).toEqual([]);
  await keep("2026-11-25T22:45:00Z");
  expect(read).toEqual(["QQQ", "SPY", "QQQ"]);
});

test("a feed that stands at an earlier session leaves no row under today's date, and none under its own", async () => {
  const { store, keep } = await bot("2026-11-25T21:45:00Z", { quoteTime: "2026-11-24T21:00:00.000Z" });
  expect(await keep()).toBe(0);
  expect(await store.daily.rows(SPY)).toEqual([]);
});

test("no row is kept of a session whose quotes were struck before its close", async () => {
  const { store, keep } = await bot("2026-11-25T21:45:00Z", { quoteTime: "2026-11-25T20:45:00.000Z" });
  expect(await keep()).toBe(0);
  expect(await store.daily.rows(SPY)).toEqual([]);
});
