import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Brief, MissingBrief } from "../../../src/engine/brief.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { NewLetter } from "../../../src/services/outbox/letter.ts";
import { createStore, type Store } from "../../../src/services/store/store.ts";
import { onEachDatabase } from "../../support/databases.ts";

const NOON = Date.parse("2026-11-23T17:00:00Z");
const HOUR = 3_600_000;
const DAILY = { time: "09:00", zone: "Europe/Berlin", days: "trading" };
const symbols = (...names: string[]) => names as Ticker[];

const letter = (id: string, overrides: Partial<NewLetter> = {}): NewLetter => ({
  id,
  kind: "digest",
  slot: NOON,
  guildId: null,
  userId: "7",
  channelId: "97",
  recipe: { symbols: ["SPY"] },
  notBefore: NOON,
  expiresAt: NOON + 3 * HOUR,
  ...overrides,
});

onEachDatabase("the store", (places) => {
  /** On a clock that a test sets. */
  async function storeAt(clock = { now: NOON }) {
    const database = await (await places.fresh()).open();
    return { store: createStore(database, () => clock.now), database, clock };
  }

  test("a watchlist keeps the order of adding, names nothing twice, and is its user's alone", async () => {
    const { store } = await storeAt();
    const { watchlists } = store;
    expect(await watchlists.add("7", symbols("SPY", "QQQ", "SPY"))).toEqual({
      added: ["SPY", "QQQ"],
      already: [],
      refused: [],
    });
    expect(await watchlists.add("7", symbols("AAPL", "QQQ"))).toMatchObject({ added: ["AAPL"], already: ["QQQ"] });
    expect(await watchlists.of("7")).toEqual(["SPY", "QQQ", "AAPL"]);
    expect(await watchlists.of("8")).toEqual([]);
    expect(await watchlists.remove("7", symbols("QQQ", "TSLA"))).toEqual(["QQQ"]);
    expect([await watchlists.clear("7"), await watchlists.clear("7"), await watchlists.of("7")]).toEqual([2, 0, []]);
  });

  test("a digest is due on its timetable from the moment it was set, until it is off", async () => {
    const { store, clock } = await storeAt();
    const { digests } = store;
    await digests.set({ userId: "7", channelId: "97", ...DAILY });
    expect(await digests.timetables()).toEqual([DAILY]);
    expect((await digests.due(DAILY, NOON)).map(({ userId }) => userId)).toEqual(["7"]);
    expect(await digests.due(DAILY, NOON - 1), "a slot before he set it up is none of his").toEqual([]);
    clock.now = NOON + HOUR;
    await digests.set({ userId: "7", channelId: "98", ...DAILY, time: "10:30" });
    expect([await digests.due(DAILY, NOON + 2 * HOUR), (await digests.of("7"))?.since]).toEqual([[], NOON + HOUR]);
    expect([await digests.off("7"), await digests.off("7"), await digests.of("7")]).toEqual([true, false, null]);
  });

  test("a digest that we paused is no longer due, and that is news once; set again, it is due", async () => {
    const { store } = await storeAt();
    const { digests } = store;
    await digests.set({ userId: "7", channelId: "97", ...DAILY });
    await digests.pause("7", "dm-closed");
    await digests.pause("7", "no-common-server");
    expect([await digests.due(DAILY, NOON), await digests.timetables()]).toEqual([[], []]);
    expect(await digests.takeNews("7")).toMatchObject({ userId: "7", paused: "dm-closed", pausedAt: NOON });
    expect(await digests.takeNews("7")).toBeNull();
    await digests.set({ userId: "7", channelId: "97", ...DAILY });
    expect(await digests.due(DAILY, NOON)).toMatchObject([{ paused: null, pausedAt: null }]);
    await digests.pause("7", "user");
    expect(await digests.takeNews("7"), "he knows").toBeNull();
  });

  test("a dashboard is due at each of its times, and what it was set to comes back", async () => {
    const { store } = await storeAt();
    const { dashboards } = store;
    const settings = {
      guildId: "2",
      channelId: "3",
      symbols: symbols("SPY", "BRK.B"),
      times: ["09:45", "15:30"],
      zone: "America/New_York",
      days: "trading",
      userId: "7",
    };
    await dashboards.set(settings);
    expect(await dashboards.of("2")).toEqual({ ...settings, since: NOON, paused: null, pausedAt: null });
    const timetables = await dashboards.timetables();
    expect(timetables.map(({ time }) => time)).toEqual(["09:45", "15:30"]);
    for (const timetable of timetables) expect(await dashboards.due(timetable, NOON)).toHaveLength(1);
    expect(await dashboards.due({ ...timetables[0]!, time: "10:00" }, NOON)).toEqual([]);
    expect([await dashboards.off("2"), await dashboards.off("2"), await dashboards.of("2")]).toEqual([
      true,
      false,
      null,
    ]);
  });

  test("a missing permission pauses a dashboard at the third slot in a row, a deleted channel at once", async () => {
    const { store } = await storeAt();
    const { dashboards } = store;
    const set = () =>
      dashboards.set({
        guildId: "2",
        channelId: "3",
        symbols: symbols("SPY"),
        times: ["09:45"],
        ...DAILY,
        userId: null,
      });
    await set();
    expect([await dashboards.fail("2", "forbidden"), await dashboards.fail("2", "forbidden")]).toEqual([false, false]);
    await dashboards.succeed("2");
    for (const paused of [false, false, true]) expect(await dashboards.fail("2", "forbidden")).toBe(paused);
    expect(await dashboards.of("2")).toMatchObject({ paused: "forbidden", pausedAt: NOON });
    await set();
    expect([await dashboards.fail("2", "channel-gone"), await dashboards.fail("2", "left")]).toEqual([true, false]);
    expect(await dashboards.of("2")).toMatchObject({ paused: "channel-gone" });
  });

  test("of all who decide a slot at the same time one does", async () => {
    const { store } = await storeAt();
    const run = { slot: "digest 2026-11-23 09:00", job: "digest", at: NOON, outcome: "planned" } as const;
    const decided = await Promise.all(
      Array.from({ length: 8 }, () =>
        store.transaction(async (tx) => {
          const isFirst = await tx.runs.decide(run);
          await sleep(1);
          if (isFirst) await tx.runs.count(run.slot, 3);
          return isFirst;
        }),
      ),
    );
    expect(decided.filter(Boolean)).toHaveLength(1);
    expect(await store.runs.last("digest", 5)).toEqual([{ ...run, letters: 3 }]);
    expect([[...(await store.runs.since(NOON))], [...(await store.runs.since(NOON + 1))]]).toEqual([[run.slot], []]);
    expect([await store.runs.prune(NOON), await store.runs.prune(NOON + 1)]).toEqual([0, 1]);
  });

  test("the first numbers of a slot are its numbers", async () => {
    const { store } = await storeAt();
    const brief = { symbol: "SPY" as Ticker, spot: 601.25, flip: null } as Brief;
    const gap: MissingBrief = { missing: "ZZZ" as Ticker, why: "no options" };
    await store.briefs.keep(NOON, [brief, gap]);
    await store.briefs.keep(NOON, [{ ...brief, spot: 1 }]);
    expect(await store.briefs.at(NOON, symbols("ZZZ", "SPY", "QQQ"))).toEqual([gap, brief]);
    expect([await store.briefs.prune(NOON), await store.briefs.prune(NOON + 1)]).toEqual([0, 2]);
  });

  test("a letter is put in once, whoever puts it in, and 1,200 of them at a time", async () => {
    const { store } = await storeAt();
    const letters = Array.from({ length: 1_200 }, (_, i) => letter(`digest:${i}`));
    expect(await store.outbox.add([])).toBe(0);
    expect(await store.outbox.add(letters)).toBe(1_200);
    expect(await store.outbox.add([letter("digest:5"), letter("digest:new")])).toBe(1);
    expect(await store.outbox.counts()).toEqual({ pending: 1_201, sending: 0, sent: 0, failed: 0, skipped: 0 });
  });

  test("the last letter that was sent to somebody is of his kind, and before the slot", async () => {
    const { store, database } = await storeAt();
    const slots = [NOON - 2 * HOUR, NOON - HOUR, NOON].map((slot) => letter(`d${slot}`, { slot }));
    const toServer = letter("s", { kind: "dashboard", userId: null, guildId: "2", slot: NOON - HOUR / 2 });
    await store.outbox.add([...slots, toServer, letter("alert", { kind: "alert", slot: NOON - 1 })]);
    expect(await store.outbox.lastSent({ kind: "digest", userId: "7" }, NOON)).toBeNull();
    await database.run("UPDATE outbox SET state = 'sent', finished_at = $1", [NOON + 1]);
    expect(await store.outbox.lastSent({ kind: "digest", userId: "7" }, NOON)).toBe(NOON - HOUR);
    expect(await store.outbox.lastSent({ kind: "dashboard", guildId: "2" }, NOON)).toBe(NOON - HOUR / 2);
    expect([await store.outbox.prune(NOON + 1), await store.outbox.prune(NOON + 2)]).toEqual([0, 5]);
  });

  test("what is put in during a transaction that fails is not in", async () => {
    const { store } = await storeAt();
    const failing = store.transaction(async (tx: Store) => {
      await tx.outbox.add([letter("a")]);
      await tx.watchlists.add("7", symbols("SPY"));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect([(await store.outbox.counts()).pending, await store.watchlists.of("7")]).toEqual([0, []]);
  });
});
