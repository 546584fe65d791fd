import { describe, expect, test } from "vitest";
import type { AppContext } from "../../src/context.ts";
import type { Slot } from "../../src/engine/timetable.ts";
import { parseTicker, type Ticker } from "../../src/engine/ticker.ts";
import { dashboard } from "../../src/jobs/dashboard.ts";
import { digest } from "../../src/jobs/digest.ts";
import { jobs, writers } from "../../src/jobs/index.ts";
import type { Job } from "../../src/jobs/job.ts";
import { notice } from "../../src/jobs/notice.ts";
import { LETTER_KINDS, type Letter, type NewLetter } from "../../src/services/outbox/letter.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore } from "../../src/services/store/store.ts";
import { context } from "../support/context.ts";
import { readingOf } from "../support/snapshots.ts";

const MONDAY = Date.parse("2026-11-23T14:45:00Z");
const TUESDAY = Date.parse("2026-11-24T14:45:00Z");
const DAY = 86_400_000;
const NEW_YORK = { time: "09:45", zone: "America/New_York", days: "trading" };
const slotAt = (at: number): Slot => ({ ...NEW_YORK, date: new Date(at).toISOString().slice(0, 10), at });
const tickers = (text: string) => text.split(" ").map((symbol) => parseTicker(symbol)!);

/** A bot on a clock, whose source counts what it is asked and fails for ZZZ. */
function bot(at = TUESDAY) {
  let now = at;
  const asked: Ticker[] = [];
  let spot = 600;
  const exposure: AppContext["exposure"] = {
    ...context().exposure,
    readMany: async (requests) => {
      asked.push(...requests.map(({ symbol }) => symbol));
      return requests.map(({ symbol }) =>
        symbol === "ZZZ"
          ? { missing: symbol, failure: "unreachable" as const }
          : { reading: readingOf({ symbol, spot }), stale: null, retryAt: null, cache: "miss" as const },
      );
    },
  };
  const database = openSqlite(":memory:");
  const store = createStore(database, () => now);
  const ctx = context({ store, exposure, now: () => new Date(now) });
  return {
    ctx,
    store,
    asked,
    goTo: (instant: number) => void (now = instant),
    moveTo: (price: number) => void (spot = price),
    /** It is written, and Discord has it. */
    arrives: async (letter: NewLetter) => {
      await store.outbox.add([letter]);
      const post = await dashboard.write(handed(letter), ctx);
      await database.run("UPDATE outbox SET state = 'sent' WHERE id = $1", [letter.id]);
      return wordsOf(post);
    },
  };
}

const server = (guildId: string, symbols = "SPY QQQ") => ({
  guildId,
  channelId: `c${guildId}`,
  symbols: tickers(symbols),
  times: ["09:45"],
  zone: NEW_YORK.zone,
  days: NEW_YORK.days,
  userId: "1",
});

const handed = (letter: NewLetter): Letter => ({ ...letter, attempts: 1, gen: 0, firstSentAt: null });
const write = async (job: Job, letter: NewLetter, ctx: AppContext) => job.write(handed(letter), ctx);
const wordsOf = (post: Awaited<ReturnType<Job["write"]>>) => JSON.stringify(post?.embeds);

describe("a dashboard", () => {
  test("is one letter for each server whose time it is, to its channel", async () => {
    const { store } = bot(MONDAY);
    await store.dashboards.set(server("100"));
    await store.dashboards.set({ ...server("200"), times: ["16:20"] });
    const letters = await dashboard.plan(slotAt(TUESDAY), store);
    expect(letters).toMatchObject([
      {
        id: "dashboard 2026-11-24 09:45 America/New_York trading 100",
        guildId: "100",
        channelId: "c100",
        userId: null,
      },
    ]);
  });

  test("is of no use two hours later, nor after the bell", async () => {
    const { store } = bot(MONDAY);
    await store.dashboards.set({ ...server("100"), times: ["09:45", "15:15"] });
    const late = { ...slotAt(Date.parse("2026-11-24T20:15:00Z")), time: "15:15" };
    expect((await dashboard.plan(slotAt(TUESDAY), store))[0]!.expiresAt).toBe(TUESDAY + 2 * 3_600_000);
    expect((await dashboard.plan(late, store))[0]!.expiresAt).toBe(Date.parse("2026-11-24T21:00:00Z"));
  });

  test("names what changed since the last one that arrived, and a dead symbol is a gap", async () => {
    const { ctx, store, goTo, moveTo, arrives } = bot(MONDAY - DAY);
    await store.dashboards.set(server("100", "SPY ZZZ"));
    goTo(MONDAY);
    const [first] = await dashboard.plan(slotAt(MONDAY), store);
    expect(await arrives(first!)).toMatch(/First post/);
    moveTo(700);
    goTo(TUESDAY);
    const [second] = await dashboard.plan(slotAt(TUESDAY), store);
    const post = wordsOf(await write(dashboard, second!, ctx));
    expect(post).toMatch(/\*\*SPY\*\* call wall 600 → 700/);
    expect(post).not.toMatch(/First post/);
    expect(post).toMatch(/ZZZ.*the source did not answer/);
  });

  test("whose last numbers are no longer kept has nothing to compare with", async () => {
    const { ctx, store, arrives } = bot(MONDAY - DAY);
    await store.dashboards.set(server("100"));
    const [first] = await dashboard.plan(slotAt(MONDAY), store);
    await arrives(first!);
    await store.briefs.prune(MONDAY + 1);
    const [second] = await dashboard.plan(slotAt(TUESDAY), store);
    expect(wordsOf(await write(dashboard, second!, ctx))).toMatch(/First post/);
  });

  test("that was planned and has not arrived is nothing to compare with", async () => {
    const { ctx, store, goTo } = bot(MONDAY - DAY);
    await store.dashboards.set(server("100"));
    goTo(TUESDAY);
    const [first] = await dashboard.plan(slotAt(MONDAY), store);
    await store.outbox.add([first!]);
    await write(dashboard, first!, ctx);
    const [second] = await dashboard.plan(slotAt(TUESDAY), store);
    expect(wordsOf(await write(dashboard, second!, ctx))).toMatch(/First post/);
  });

  test("reads each symbol once a slot, for all servers and attempts, and its numbers stay", async () => {
    const { ctx, store, asked, moveTo } = bot(MONDAY);
    await store.dashboards.set(server("100", "SPY QQQ"));
    await store.dashboards.set(server("200", "QQQ IWM"));
    const [a, b] = await dashboard.plan(slotAt(TUESDAY), store);
    const before = wordsOf(await write(dashboard, a!, ctx));
    moveTo(700);
    await write(dashboard, b!, ctx);
    expect(wordsOf(await write(dashboard, a!, ctx)), "the same numbers at the second attempt").toBe(before);
    expect(asked).toEqual(tickers("SPY QQQ IWM"));
  });

  test.each([
    ["forbidden", 3, "forbidden"],
    ["channel-gone", 1, "channel-gone"],
  ] as const)(
    "refused with %s is given up after %d slots, and one that arrives starts anew",
    async (refusal, most, why) => {
      const { store } = bot(MONDAY);
      await store.dashboards.set(server("100"));
      const [letter] = await dashboard.plan(slotAt(TUESDAY), store);
      for (let round = 0; round < 2; round++) {
        for (let slot = 1; slot < most; slot++) await dashboard.refused(handed(letter!), refusal, store);
        expect((await store.dashboards.of("100"))?.paused).toBeNull();
        await dashboard.sent!(handed(letter!), store);
      }
      for (let slot = 0; slot < most; slot++) await dashboard.refused(handed(letter!), refusal, store);
      expect((await store.dashboards.of("100"))?.paused).toBe(why);
    },
  );

  test("that Discord finds fault with pauses nothing", async () => {
    const { store } = bot(MONDAY);
    await store.dashboards.set(server("100"));
    const [letter] = await dashboard.plan(slotAt(TUESDAY), store);
    for (let slot = 0; slot < 5; slot++) await dashboard.refused(handed(letter!), "invalid", store);
    expect((await store.dashboards.of("100"))?.paused).toBeNull();
  });

  test("that was missed is told in its channel, once a day, with its time", async () => {
    const { ctx, store } = bot(MONDAY);
    await store.dashboards.set({ ...server("100"), times: ["09:45", "10:45"] });
    const [first] = await dashboard.missed!(slotAt(TUESDAY), store);
    const [second] = await dashboard.missed!({ ...slotAt(TUESDAY + 3_600_000), time: "10:45" }, store);
    expect(second!.id).toBe(first!.id);
    expect(first!.channelId).toBe("c100");
    expect(wordsOf(await notice.write(handed(first!), ctx))).toMatch(/The post of Nov 24, 09:45 ET, could not be sent/);
  });
});

describe("a digest", () => {
  const subscriber = { userId: "7", channelId: "dm7", ...NEW_YORK };

  test("is one letter for each subscriber of that time, to his direct messages", async () => {
    const { store } = bot(MONDAY);
    await store.digests.set(subscriber);
    await store.digests.set({ ...subscriber, userId: "8", channelId: "dm8", zone: "Europe/Berlin" });
    expect(await digest.plan(slotAt(TUESDAY), store)).toMatchObject([
      { id: "digest 2026-11-24 09:45 America/New_York trading 7", userId: "7", channelId: "dm7", guildId: null },
    ]);
  });

  test("says what is on the watchlist when it is written, and nothing when that is empty", async () => {
    const { ctx, store } = bot(MONDAY);
    await store.digests.set(subscriber);
    await store.watchlists.add("7", tickers("SPY QQQ"));
    const [letter] = await digest.plan(slotAt(TUESDAY), store);
    await store.watchlists.remove("7", tickers("QQQ"));
    const post = await write(digest, letter!, ctx);
    expect(wordsOf(post)).toMatch(/\*\*SPY\*\*/);
    expect(wordsOf(post)).not.toMatch(/QQQ/);
    expect(post!.files, "with its picture").toHaveLength(1);
    await store.watchlists.clear("7");
    expect(await write(digest, letter!, ctx)).toBeNull();
  });

  test.each(["dm-closed", "no-common-server"] as const)("refused with %s is paused at once", async (refusal) => {
    const { store } = bot(MONDAY);
    await store.digests.set(subscriber);
    const [letter] = await digest.plan(slotAt(TUESDAY), store);
    await digest.refused(handed(letter!), refusal, store);
    expect((await store.digests.of("7"))?.paused).toBe(refusal);
    expect(await digest.plan(slotAt(TUESDAY + DAY), store)).toEqual([]);
  });

  test("refused because Discord takes us for spam is not paused: it is not the subscriber's doing", async () => {
    const { store } = bot(MONDAY);
    await store.digests.set(subscriber);
    const [letter] = await digest.plan(slotAt(TUESDAY), store);
    await digest.refused(handed(letter!), "flagged", store);
    expect((await store.digests.of("7"))?.paused).toBeNull();
  });
});

test("ordered for the middle of the night in New York leaves when the day's open interest is in", async () => {
  const { store } = bot(MONDAY);
  const early = { time: "12:00", zone: "Europe/Berlin", days: "trading" };
  await store.dashboards.set({ ...server("100"), ...early, times: [early.time] });
  await store.digests.set({ userId: "7", channelId: "dm7", ...early });
  const slot = { ...early, date: "2026-11-24", at: Date.parse("2026-11-24T11:00:00Z") };
  const seven15 = Date.parse("2026-11-24T12:15:00Z");
  for (const job of [dashboard, digest]) {
    const [letter] = await job.plan(slot, store);
    expect(letter!.notBefore).toBe(seven15);
    expect(letter!.expiresAt).toBe(seven15 + job.graceMs);
  }
});

test("every kind of letter has one who writes it, and every job is among them", () => {
  expect(writers.map(({ kind }) => kind).toSorted()).toEqual([...LETTER_KINDS].toSorted());
  for (const job of jobs) expect(writers).toContain(job);
});
