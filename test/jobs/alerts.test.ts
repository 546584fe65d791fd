import { describe, expect, test } from "vitest";
import { lettersIn } from "../support/lettersIn.ts";
import { alertWriter, watchAlerts } from "../../src/jobs/alerts.ts";

import { readingOf } from "../support/snapshots.ts";
import { withLevels } from "../support/snapshots.ts";
import { readSnapshot } from "../../src/engine/regime.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { Letter, Refusal } from "../../src/services/outbox/letter.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore, type Store } from "../../src/services/store/store.ts";
import type { NewAlert } from "../../src/services/store/alerts.ts";
import { alert } from "../../src/commands/alert.ts";
import { call, context } from "../support/context.ts";
import { historyOf, type Past } from "../support/histories.ts";

const MINUTE = 60_000;
/** A year of 3 and 5 points by turns, and now 9: far above 1. */
const HIGH: Past = { last: 19 };
/** Monday, 10:45 in New York: quotes are of 10:30. */
const START = Date.parse("2026-11-23T15:45:00Z");

/** A market with a flip at 590, a clock, and what is waited for in it. */
function scene() {
  const database = openSqlite(":memory:");
  let now = START;
  const spots = new Map<string, number>();
  const market = { ageMinutes: 15, session: "open" as "open" | "closed", clockOffMs: 0, readings: 0 };
  const read: string[] = [];
  const store = createStore(database, () => now);
  const { exposure } = context();
  const ctx = context({
    store,
    now: () => new Date(now),
    clockOffMs: () => market.clockOffMs,
    exposure: {
      ...exposure,
      readMany: async (requests) =>
        requests.map(({ symbol }) => {
          read.push(symbol);
          const spot = spots.get(symbol);
          if (spot === undefined) return { missing: symbol, failure: "unreachable" as const };
          const quoteTime = new Date(now - market.ageMinutes * MINUTE).toISOString();
          const { snapshot } = readingOf({ symbol, count: 9 });
          const flip = { ...snapshot.levels.flip, price: 590 };
          const reading = readSnapshot(withLevels({ ...snapshot, spot, quoteTime, session: market.session }, { flip }));
          return { reading, stale: null, retryAt: null, cache: "hit" as const };
        }),
    },
  });
  const watch = watchAlerts(ctx);
  return {
    ctx,
    database,
    store,
    market,
    read,
    /** Prices of the next minute, looked at. */
    minute: async (prices: Readonly<Record<string, number>>, by = watch) => {
      now += MINUTE;
      for (const [symbol, spot] of Object.entries(prices)) spots.set(symbol, spot);
      return by.check();
    },
    at: (time: string) => (now = Date.parse(time)),
    check: () => watch.check(),
    letters: () => lettersIn(database),
    another: () => watchAlerts(ctx),
  };
}

async function armed(store: Store, given: Partial<NewAlert> = {}) {
  const added = await store.alerts.add({
    userId: "1",
    guildId: null,
    channelId: "91",
    symbol: "SPY" as Ticker,
    kind: "flip",
    threshold: null,
    quiet: null,
    expiresAt: START + 30 * 24 * 60 * MINUTE,
    state: "",
    ...given,
  });
  if (!("alert" in added)) throw new Error(added.refused);
  return added.alert;
}

describe("a crossing", () => {
  test("becomes one letter, to whoever waited for it, of use for a quarter of an hour", async () => {
    const { store, minute, letters } = scene();
    const { id } = await armed(store);
    for (const spot of [592, 588]) expect(await minute({ SPY: spot })).toMatchObject({ letters: 0, symbols: 1 });
    expect(await minute({ SPY: 588 })).toEqual({ idle: null, symbols: 1, unusable: 0, letters: 1, muted: 0 });
    const now = START + 3 * MINUTE;
    expect(await letters()).toMatchObject([
      {
        id: `alert ${id} ${now - 15 * MINUTE} below`,
        slot: now - 15 * MINUTE,
        userId: "1",
        guildId: null,
        channelId: "91",
        notBefore: now,
        expiresAt: now + 15 * MINUTE,
      },
    ]);
    expect(await store.alerts.find(id)).toMatchObject({ firedAt: now, muted: false });
    expect(await minute({ SPY: 588 })).toMatchObject({ letters: 0 });
  });

  test("for a channel is a letter to its server, under nobody's name", async () => {
    const { store, minute, letters } = scene();
    await armed(store, { guildId: "2", channelId: "3" });
    for (const spot of [592, 588, 588]) await minute({ SPY: spot });
    expect(await letters()).toMatchObject([{ userId: null, guildId: "2", channelId: "3" }]);
    expect(JSON.stringify(await letters())).not.toContain('"userId":"1"');
  });

  test("in quiet hours is no letter, then or later, and is kept as that", async () => {
    const { store, minute, letters } = scene();
    const { id } = await armed(store, { quiet: "10:00-11:00 America/New_York" });
    await armed(store, { userId: "7", channelId: "97", quiet: "12:00-13:00 America/New_York" });
    for (const spot of [592, 588]) await minute({ SPY: spot });
    expect(await minute({ SPY: 588 })).toMatchObject({ letters: 1, muted: 1 });
    expect(await letters()).toMatchObject([{ userId: "7" }]);
    expect(await store.alerts.find(id)).toMatchObject({ firedAt: START + 3 * MINUTE, muted: true });
  });

  test("is one letter for each who waits, and the symbol is read once", async () => {
    const { store, minute, letters, read } = scene();
    for (const userId of ["1", "7", "8"]) await armed(store, { userId, channelId: `9${userId}` });
    for (const spot of [592, 588, 588]) await minute({ SPY: spot });
    expect(new Set((await letters()).map(({ userId }) => userId))).toEqual(new Set(["1", "7", "8"]));
    expect(await letters()).toHaveLength(3);
    expect(read).toEqual(["SPY", "SPY", "SPY"]);
  });

  test("seen by two processes at the same moment is one letter", async () => {
    const { store, minute, letters, another } = scene();
    await armed(store);
    const other = another();
    for (const spot of [592, 588, 588]) await Promise.all([minute({ SPY: spot }), other.check()]);
    expect(await letters()).toHaveLength(1);
  });

  test("survives a restart between its two readings, and is told once after one behind them", async () => {
    const { store, minute, letters, another } = scene();
    await armed(store);
    for (const spot of [592, 588, 588, 588]) await minute({ SPY: spot }, another());
    expect(await letters()).toHaveLength(1);
  });

  test("of an alert that was ended or paused at that very moment is no letter", async () => {
    const { ctx, store, minute, letters } = scene();
    await armed(store);
    for (const spot of [592, 588]) await minute({ SPY: spot });
    const late: Store = {
      ...store,
      transaction: (work) =>
        store.transaction((inside) => work({ ...inside, alerts: { ...inside.alerts, keep: async () => false } })),
    };
    expect(await minute({ SPY: 588 }, watchAlerts({ ...ctx, store: late }))).toMatchObject({ letters: 0 });
    expect(await letters()).toEqual([]);
  });

  test("whose letter could not be put in is not forgotten: neither is kept, and the next check tells it", async () => {
    const { ctx, store, minute, letters, check } = scene();
    const { id } = await armed(store);
    for (const spot of [592, 588]) await minute({ SPY: spot });
    const before = await store.alerts.find(id);
    const full: Store = {
      ...store,
      transaction: (work) =>
        store.transaction((inside) =>
          work({ ...inside, outbox: { ...inside.outbox, add: () => Promise.reject(new Error("disk full")) } }),
        ),
    };
    await expect(minute({ SPY: 588 }, watchAlerts({ ...ctx, store: full }))).rejects.toThrow("disk full");
    expect(await store.alerts.find(id)).toEqual(before);
    expect(await check()).toMatchObject({ letters: 1 });
    expect(await letters()).toHaveLength(1);
  });
});

describe("nothing is told", () => {
  const crossing = async (change: (scene_: ReturnType<typeof scene>) => void) => {
    const one = scene();
    await armed(one.store);
    await one.minute({ SPY: 592 });
    change(one);
    const checks = [await one.minute({ SPY: 588 }), await one.minute({ SPY: 588 }), await one.minute({ SPY: 588 })];
    expect(await one.letters()).toEqual([]);
    return checks.at(-1);
  };

  test("on quotes that stand still", async () => {
    expect(await crossing(({ market }) => (market.ageMinutes = 20))).toMatchObject({ symbols: 1, unusable: 1 });
  });

  test("in a market that is closed by its own account", async () => {
    expect(await crossing(({ market }) => (market.session = "closed"))).toMatchObject({ unusable: 1 });
  });

  test("by a clock that is off by more than a minute, either way; by less, ages are of the source's clock", async () => {
    for (const clockOffMs of [60_001, -60_001])
      expect(await crossing(({ market }) => (market.clockOffMs = clockOffMs))).toMatchObject({ idle: "clock" });
    const one = scene();
    await armed(one.store);
    // Ours is 50 s ahead, so what looks 19 min 30 s old is 18 min 40 s old.
    Object.assign(one.market, { clockOffMs: 50_000, ageMinutes: 19.5 });
    for (const spot of [592, 588, 588]) await one.minute({ SPY: spot });
    expect(await one.letters()).toHaveLength(1);
  });

  test.each([
    ["before the bell", "2026-11-23T14:29:00Z"],
    ["half an hour after the close", "2026-11-23T21:30:00Z"],
    ["on Thanksgiving", "2026-11-26T16:00:00Z"],
  ])("and no source is asked %s", async (_when, time) => {
    const { store, at, check, read } = scene();
    await armed(store);
    at(time);
    expect(await check()).toMatchObject({ idle: "closed", symbols: 0 });
    expect(read).toEqual([]);
  });

  test.each(["2026-11-23T14:30:00Z", "2026-11-23T21:29:00Z"])("but sources are asked at %s", async (time) => {
    const { store, at, check, read } = scene();
    await armed(store);
    at(time);
    await check();
    expect(read).toEqual(["SPY"]);
  });

  test("of a symbol without numbers; the others go on", async () => {
    const { store, minute, letters } = scene();
    await armed(store, { symbol: "DEAD" as Ticker });
    await armed(store);
    for (const spot of [592, 588]) await minute({ SPY: spot });
    expect(await minute({ SPY: 588 })).toMatchObject({ symbols: 2, unusable: 1, letters: 1 });
    expect(await letters()).toHaveLength(1);
  });
});

test("of more than fifty symbols everyone has its turn, fifty a minute, none twice before all were looked at", async () => {
  const { store, minute, read } = scene();
  const names = Array.from(
    { length: 120 },
    (_, i) => `S${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`,
  );
  for (const [i, symbol] of names.entries()) await armed(store, { userId: `${i}`, symbol: symbol as Ticker });
  expect(await minute({})).toMatchObject({ symbols: 50 });
  await minute({});
  await minute({});
  expect(read).toHaveLength(150);
  expect(new Set(read.slice(0, 120)).size).toBe(120);
  expect(read.slice(120)).toEqual(read.slice(0, 30));
});

test("a check that is still at it is joined", async () => {
  const { store, check, read } = scene();
  await armed(store);
  const [one, two] = await Promise.all([check(), check()]);
  expect(one).toBe(two);
  expect(read).toEqual(["SPY"]);
  await check();
  expect(read).toHaveLength(2);
});

describe("a letter", () => {
  async function written() {
    const one = scene();
    const alert = await armed(one.store);
    for (const spot of [592, 588, 588]) await one.minute({ SPY: spot });
    const [given] = await one.letters();
    const letter: Letter = { ...given!, attempts: 1, gen: 0, firstSentAt: null };
    return { ...one, alert, letter, write: () => alertWriter.write(letter, one.ctx) };
  }

  test("says the same whenever it is written, also when the market has moved on", async () => {
    const { write, minute, letter } = await written();
    const first = await write();
    await minute({ SPY: 700 });
    expect(await write()).toEqual(first);
    expect(first!.embeds![0]!.title).toBe("SPY fell below its flip 590.00");
    expect(alertWriter.kind).toBe(letter.kind);
  });

  test("is not written once its alert was ended", async () => {
    const { write, store, alert } = await written();
    await store.alerts.remove("1", alert.id);
    expect(await write()).toBeNull();
  });

  test.each<readonly [Refusal, string | null]>([
    ["dm-closed", "dm-closed"],
    ["no-common-server", "no-common-server"],
    ["forbidden", "forbidden"],
    ["channel-gone", "channel-gone"],
    ["flagged", null],
    ["invalid", null],
  ])(
    "refused as %s pauses all alerts of its channel as %s, and the next ones are not written",
    async (refusal, paused) => {
      const { write, store, letter, alert } = await written();
      const second = await armed(store, { kind: "regime" });
      const elsewhere = await armed(store, { kind: "regime", channelId: "3" });
      await alertWriter.refused(letter, refusal, store);
      for (const { id } of [alert, second]) expect(await store.alerts.find(id)).toMatchObject({ paused });
      expect(await store.alerts.find(elsewhere.id)).toMatchObject({ paused: null });
      expect((await write()) === null).toBe(paused !== null);
    },
  );
});

describe("the cell", () => {
  test("is of gamma and the z-score on record: one that rises above 1 is told, from C to A", async () => {
    const { ctx, store, minute, letters } = scene();
    // The last day on record pays 5 points, a standard deviation above the mean, or 3, one below it.
    let past: Past = { rows: 251 };
    const watch = watchAlerts({ ...ctx, history: { of: async () => historyOf(past) } });
    await armed(store, { kind: "cell" });
    expect(await minute({ SPY: 600 }, watch)).toMatchObject({ letters: 0 });
    past = HIGH;
    expect(await minute({ SPY: 600 }, watch)).toMatchObject({ letters: 0 });
    expect(await minute({ SPY: 600 }, watch)).toMatchObject({ letters: 1 });
    expect((await letters())[0]!.recipe).toMatchObject({ event: { from: "C", to: "A" }, brief: { cell: "A" } });
  });

  test("set from numbers with a z-score goes on from them: the first check is no new beginning", async () => {
    const { ctx, store, minute } = scene();
    const history = { of: async () => historyOf(HIGH) };
    await alert.run(call({ symbol: "SPY", kind: "cell" }, { part: "add" }), { ...ctx, history });
    const [begun] = await store.alerts.of("1");
    expect(JSON.parse(begun!.state)).toMatchObject({ zone: "A", from: expect.stringContaining("vrp") });
    await minute({ SPY: 600 }, watchAlerts({ ...ctx, history }));
    const [after] = await store.alerts.of("1");
    expect(JSON.parse(after!.state)).toMatchObject({ zone: "A", from: JSON.parse(begun!.state).from });
  });
});
