import { describe, expect, test } from "vitest";
import { lettersIn } from "../support/lettersIn.ts";
import type { AppContext } from "../../src/context.ts";
import type { WatchedRule } from "../../src/engine/plan/exits.ts";
import type { Plan } from "../../src/engine/plan/types.ts";
import { ProviderError } from "../../src/errors.ts";
import { exitWriter, watchExits } from "../../src/jobs/exits.ts";
import type { Refusal } from "../../src/services/outbox/letter.ts";
import type { Database } from "../../src/services/store/database.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore, type Store } from "../../src/services/store/store.ts";
import { context } from "../support/context.ts";
import { onEachDatabase } from "../support/databases.ts";
import { boardAt } from "../support/exits.ts";
import { historyOf, type Past } from "../support/histories.ts";
import { planOf } from "../support/plans.ts";
import { ticker } from "../support/providers.ts";
import { readingOf } from "../support/snapshots.ts";

const MINUTE = 60_000;
/** Monday, 10:45 in New York: quotes are of 10:30. */
const START = Date.parse("2026-11-23T15:45:00Z");

/** A market in which a plan costs what it is told to, a clock, and what is watched in it. */
function scene(database: Database = openSqlite(":memory:")) {
  let now = START;
  const market = {
    cost: 2.1 as number | null,
    ageMinutes: 15,
    session: "open" as "open" | "closed",
    clockOffMs: 0,
    /** How far a machine's clock was put forward by somebody, ms. */
    putForwardMs: 0,
    dead: new Set<string>(),
    past: {} as Past,
    close: {} as { spot?: number; netGex?: number; degraded?: boolean; quoteTime?: string; sample?: boolean },
  };
  const read: string[] = [];
  const wall = () => now + market.putForwardMs;
  const store = createStore(database, wall);
  const board: AppContext["exposure"]["board"] = async ({ symbol, dates }) => {
    read.push(`${symbol} ${dates.join(" ")}`);
    if (market.dead.has(symbol)) throw new ProviderError("cboe", "unreachable");
    const quoteTime = new Date(now - market.ageMinutes * MINUTE).toISOString();
    const mids = market.cost === null ? [null, 0.5] : [market.cost + 0.5, 0.5];
    return { board: boardAt(mids, { symbol, quoteTime, session: market.session }), stale: null, retryAt: null };
  };
  const readMany: AppContext["exposure"]["readMany"] = async (requests) =>
    requests.map(({ symbol }) => {
      read.push(`${symbol} close`);
      if (market.dead.has(symbol)) return { missing: symbol, failure: "unreachable" as const };
      const { spot = 603.42, netGex = 2e9, degraded = false, sample = false, quoteTime } = market.close;
      const { snapshot } = readingOf({ symbol, count: 9 });
      const flip = { price: 594, direction: "up", roots: [], missing: null } as const;
      const overrides = {
        spot,
        session: "closed",
        quoteTime: quoteTime ?? `${new Date(now).toISOString().slice(0, 10)}T21:00:00.000Z`,
        source: { ...snapshot.source, sample },
        net: { ...snapshot.net, gex: netGex },
        levels: { ...snapshot.levels, flip },
        quality: { ...snapshot.quality, degraded },
      } as const;
      return { reading: readingOf({ symbol, count: 9, overrides }), stale: null, retryAt: null, cache: "hit" as const };
    });
  const { exposure } = context();
  const ctx = context({
    store,
    now: () => new Date(wall()),
    clockOffMs: () => market.clockOffMs,
    exposure: { ...exposure, board, readMany },
    history: { of: async () => historyOf(market.past) },
  });
  const another = (given = ctx) => watchExits(given, () => now);
  const watch = another();
  return {
    ctx,
    store,
    market,
    read,
    watch,
    another,
    /** The next minute, in which the plan costs so much, looked at. */
    minute: async (cost: number | null = market.cost, by = watch) => {
      now += MINUTE;
      market.cost = cost;
      return by.check();
    },
    at: (time: string, by = watch) => {
      now = Date.parse(time);
      return by.check();
    },
    letters: () => lettersIn(database),
    armed: async (rules: readonly WatchedRule[] = ["stop"], given: Partial<Plan> = {}, userId = "1") => {
      const id = await store.plans.propose(userId, planOf(given));
      for (const rule of rules) await store.plans.arm(userId, id, { rule, channelId: `9${userId}` });
      return id;
    },
    left: async (id: string, userId = "1") => Object.keys((await store.plans.find(userId, id))?.armed ?? {}),
  };
}

describe("a stop", () => {
  test("becomes one letter, to whoever armed it, of use for a day, and is not told again", async () => {
    const { store, armed, minute, letters, left } = scene();
    const id = await armed();
    for (const cost of [2.1, 6.4]) expect(await minute(cost)).toMatchObject({ letters: 0, plans: 1, symbols: 1, unusable: 0 }); // prettier-ignore
    expect(await minute(6.5)).toEqual({ clockWrong: false, plans: 1, symbols: 1, unusable: 0, letters: 1 });
    const now = START + 3 * MINUTE;
    expect(await letters()).toMatchObject([
      {
        id: `exit ${id} stop ${START}`,
        slot: now - 15 * MINUTE,
        userId: "1",
        guildId: null,
        channelId: "91",
        recipe: { plan: id, armedAt: START, event: { rule: "stop", cost: 6.5, at: now - 15 * MINUTE } },
        notBefore: now,
        expiresAt: now + 24 * 60 * MINUTE,
      },
    ]);
    for (const cost of [2, 7, 7, 7]) expect(await minute(cost)).toMatchObject({ letters: 0, symbols: 0 });
    expect(await left(id), "until it arrived").toEqual(["stop"]);
    expect((await store.plans.find("1", id))!.armed.stop!.firedAt, "nothing is written any more").toBe(now);
  });

  test("of several plans on one symbol is read once, for all their dates", async () => {
    const { armed, minute, read, letters } = scene();
    await armed();
    await armed(["profit"], { legs: planOf().legs.map((leg) => ({ ...leg, expiry: "2027-01-22" })) }, "7");
    await armed(["stop"], { symbol: ticker("QQQ") });
    await minute();
    expect(read).toEqual(["QQQ 2026-12-23", "SPY 2026-12-23 2027-01-22"]);
    expect(await letters()).toEqual([]);
  });

  test("and a profit of the same plan: only the one that is there is told", async () => {
    const { armed, minute, letters } = scene();
    await armed(["profit", "stop"]);
    for (const cost of [1, 1, 1]) await minute(cost);
    expect((await letters()).map(({ recipe }) => (recipe["event"] as { rule: string }).rule)).toEqual(["profit"]);
  });

  test("that is armed once more after it was told is told once more", async () => {
    const { store, armed, minute, letters } = scene();
    const id = await armed();
    for (const cost of [6.4, 6.5]) await minute(cost);
    const [first] = await letters();
    await exitWriter.sent!(first!, store);
    await store.plans.arm("1", id, { rule: "stop", channelId: "91" });
    for (const cost of [6.4, 6.5]) await minute(cost);
    expect(await letters()).toHaveLength(2);
  });

  test("is not looked at, and no source is asked, without plans, before the bell, or half an hour after the close", async () => {
    const { armed, at, read } = scene();
    expect(await at("2026-11-23T16:00:00Z")).toMatchObject({ plans: 0 });
    await armed();
    for (const time of ["2026-11-23T14:29:00Z", "2026-11-23T21:30:00Z", "2026-11-26T16:00:00Z"]) await at(time);
    expect(read).toEqual([]);
    for (const time of ["2026-11-27T14:30:00Z", "2026-11-27T18:29:00Z"]) await at(time);
    expect(read).toHaveLength(2);
  });

  test("of a dead symbol waits; the others go on", async () => {
    const { armed, minute, market, letters } = scene();
    await armed(["stop"], { symbol: ticker("DEAD") });
    await armed();
    market.dead.add("DEAD");
    await minute(6.4);
    expect(await minute(6.5)).toMatchObject({ symbols: 2, unusable: 1, letters: 1 });
    expect(await letters()).toHaveLength(1);
  });

  test.each<readonly [string, (market: ReturnType<typeof scene>["market"]) => void]>([
    ["on quotes that stand still", (market) => (market.ageMinutes = 20)],
    ["in a market that is closed by its own account", (market) => (market.session = "closed")],
    ["by a clock that is off by more than a minute", (market) => (market.clockOffMs = 60_001)],
    ["by one that is behind by as much", (market) => (market.clockOffMs = -60_001)],
  ])("is not told %s", async (_why, change) => {
    const { armed, minute, market, letters } = scene();
    await armed();
    change(market);
    for (const cost of [6.4, 6.5, 6.6]) await minute(cost);
    expect(await letters()).toEqual([]);
  });

  test("is told by a clock that is off by less: ages are of the source's clock", async () => {
    const { armed, minute, market, letters } = scene();
    await armed();
    Object.assign(market, { clockOffMs: 50_000, ageMinutes: 19.5 });
    for (const cost of [6.4, 6.5]) await minute(cost);
    expect(await letters()).toHaveLength(1);
  });

  test("that was disarmed or ended meanwhile, or whose plan is paused, is no letter", async () => {
    for (const end of ["disarm", "end", "pause"] as const) {
      const { store, armed, minute, letters } = scene();
      const id = await armed();
      await minute(6.4);
      if (end === "pause") await store.plans.pause("91", "dm-closed");
      else await store.plans[end]("1", id, "stop");
      await minute(6.5);
      expect(await letters()).toEqual([]);
    }
  });
});

test("a stop that somebody else has kept at that very moment is no letter", async () => {
  const { ctx, store, armed, minute, letters, another } = scene();
  await armed();
  await minute(6.4);
  const late: Store = {
    ...store,
    transaction: (work) =>
      store.transaction((inside) => work({ ...inside, plans: { ...inside.plans, keep: async () => false } })),
  };
  expect(await minute(6.5, another({ ...ctx, store: late }))).toMatchObject({ letters: 0 });
  expect(await letters()).toEqual([]);
});

describe("the close of a session", () => {
  const EVENING = "2026-11-23T21:45:00Z";

  test("is read 45 minutes after the bell, once for each symbol, whatever is watched of it", async () => {
    const { armed, at, read } = scene();
    await armed(["regime", "level", "edge", "data"]);
    await armed(["level"], {}, "7");
    await at("2026-11-23T21:44:59Z");
    expect(read).toEqual([]);
    await at(EVENING);
    await at("2026-11-23T21:46:00Z");
    await at("2026-11-24T05:00:00Z");
    expect(read).toEqual(["SPY close"]);
    await at("2026-11-24T21:45:00Z");
    expect(read).toHaveLength(2);
  });

  test("sets off a level, with the close", async () => {
    const { armed, at, market, letters } = scene();
    const id = await armed(["level"]);
    market.close = { spot: 574 };
    expect(await at(EVENING)).toMatchObject({ letters: 1 });
    expect(await letters()).toMatchObject([
      {
        id: `exit ${id} level ${START}`,
        slot: Date.parse("2026-11-23T21:00:00Z"),
        recipe: { event: { rule: "level", close: 574, level: 575 } },
      },
    ]);
  });

  test("of two sessions in a row with negative gamma sets off the regime, also over a restart between them", async () => {
    const { armed, at, market, letters, another } = scene();
    await armed(["regime"]);
    market.close = { netGex: -1e8 };
    expect(await at(EVENING)).toMatchObject({ letters: 0 });
    expect(await at("2026-11-24T21:45:00Z", another())).toMatchObject({ letters: 1 });
    expect(await letters()).toMatchObject([{ recipe: { event: { why: "negative_twice" } } }]);
  });

  test("sets off the edge by the record: an IV of 18.45 pays for days of 0.5 %, not for days of 3 %, which are 47 a year", async () => {
    const { armed, at, market, letters } = scene();
    await armed(["edge"]);
    expect(await at(EVENING)).toMatchObject({ symbols: 1, unusable: 0, letters: 0 });
    market.past = { spoil: (bars) => bars.map((bar, i) => ({ ...bar, close: i % 2 === 0 ? 600 : 618, high: 620 })) };
    expect(await at("2026-11-24T21:45:00Z")).toMatchObject({ letters: 1 });
    const { event } = (await letters())[0]!.recipe as unknown as { event: { vrp20: number } };
    expect(event.vrp20).toBeLessThan(18.45 - 40);
  });

  test("that is not there yet is tried again every ten minutes, until the next bell", async () => {
    const { armed, at, market, read, letters } = scene();
    await armed(["level"]);
    market.close = { spot: 574, quoteTime: "2026-11-23T20:59:00.000Z" };
    expect(await at(EVENING)).toMatchObject({ symbols: 1, unusable: 1 });
    await at("2026-11-23T21:54:00Z");
    expect(read).toHaveLength(1);
    market.close = { spot: 574, quoteTime: "2026-11-20T21:00:00.000Z" };
    await at("2026-11-23T21:55:00Z");
    expect(read, "a feed that stands at Friday").toHaveLength(2);
    expect(await letters()).toEqual([]);
    market.close = { spot: 574, quoteTime: "2026-11-23T21:00:00.000Z" };
    expect(await at("2026-11-24T14:29:00Z")).toMatchObject({ letters: 1 });
  });

  test("before the last one is not compared, also where it was never seen", async () => {
    const { armed, at, market, letters } = scene();
    await armed(["level"]);
    market.close = { spot: 574, quoteTime: "2026-11-24T21:00:00.000Z" };
    expect(await at("2026-11-25T21:45:00Z")).toMatchObject({ symbols: 1, unusable: 1, letters: 0 });
    expect(await letters()).toEqual([]);
  });

  test("that was missed is not read in the next session", async () => {
    const { armed, at, read } = scene();
    await armed(["level"]);
    await at("2026-11-24T14:30:00Z");
    await at("2026-11-24T21:44:00Z");
    expect(read).toEqual([]);
  });

  test("sets off nothing on degraded data or on a sample, and is over then", async () => {
    const { armed, at, market, read, letters } = scene();
    await armed(["level"]);
    market.close = { spot: 574, degraded: true };
    await at(EVENING);
    await at("2026-11-23T22:00:00Z");
    expect(read, "it was compared").toHaveLength(1);
    market.close = { spot: 574, sample: true };
    await at("2026-11-24T21:45:00Z");
    expect(await letters()).toEqual([]);
  });
});

describe("the clock", () => {
  test("tells the time of a plan at its instant, also while the market is closed, without asking anybody", async () => {
    const { armed, at, read, letters } = scene();
    const id = await armed(["time"], { exits: [{ rule: "time", at: "2026-11-28T15:00:00.000Z" }] });
    expect(await at("2026-11-28T14:59:59Z")).toMatchObject({ letters: 0 });
    expect(await at("2026-11-28T15:00:00Z")).toMatchObject({ letters: 1 });
    expect([read, (await letters())[0]!.id]).toEqual([[], `exit ${id} time ${START}`]);
  });

  test("that was just put forward by a day is not believed; one that has come there by itself is", async () => {
    const { armed, minute, market, letters } = scene();
    await armed(["time"], { exits: [{ rule: "time", at: "2026-11-24T12:00:00.000Z" }] });
    await minute();
    market.putForwardMs = 24 * 60 * MINUTE;
    for (let i = 0; i < 4; i++) await minute();
    expect(await letters()).toEqual([]);
    market.putForwardMs = 0;
    await minute();
    expect(await letters()).toEqual([]);
  });

  test("tells that nobody is watching after two sessions without a chain, once", async () => {
    const { armed, at, market, letters } = scene();
    await armed(["data"]);
    market.dead.add("SPY");
    for (const time of ["2026-11-23T22:00:00Z", "2026-11-24T22:00:00Z", "2026-11-24T22:59:00Z"]) await at(time);
    expect(await letters()).toEqual([]);
    expect(await at("2026-11-24T23:00:00Z")).toMatchObject({ letters: 1 });
    await at("2026-11-25T23:00:00Z");
    expect(await letters()).toMatchObject([{ recipe: { event: { rule: "data", since: "2026-11-20" } } }]);
  });

  test("does not say so when the bot was down for days and finds a chain on its return", async () => {
    const { armed, at, letters } = scene();
    await armed(["data"]);
    expect(await at("2026-11-25T21:45:00Z")).toMatchObject({ letters: 0 });
    expect(await letters()).toEqual([]);
  });
});

onEachDatabase("of everything that comes true there is one letter", (places) => {
  const ALL = ["stop", "level", "time"] as const;
  const BAD: Partial<Plan> = { exits: [{ rule: "stop", closeAt: 6.3 }, { rule: "level", below: 575, above: null }, { rule: "time", at: "2026-11-23T15:48:00.000Z" }] }; // prettier-ignore

  test("with two processes that look at the same moment", async () => {
    const place = await places.fresh();
    const [one, two] = [scene(await place.open()), scene(await place.open())];
    for (let user = 1; user <= 5; user++) await one.armed(ALL, BAD, `${user}`);
    for (const cost of [6.4, 6.5, 6.6, 6.7]) await Promise.all([one.minute(cost), two.minute(cost)]);
    for (const each of [one, two]) each.market.close = { spot: 574 };
    await Promise.all([one.at("2026-11-23T21:45:00Z"), two.at("2026-11-23T21:45:00Z")]);
    const ids = (await one.letters()).map(({ id }) => id.split(" ")[2]!);
    expect(ids.toSorted()).toEqual(ALL.flatMap((rule) => Array<string>(5).fill(rule)).toSorted());
  });

  test("with a crash at every step: nothing is kept by halves, and the next process tells it", async () => {
    const place = await places.fresh();
    const { ctx, store, armed, minute, letters, another, left } = scene(await place.open());
    const id = await armed();
    await minute(6.4);
    const before = await store.plans.find("1", id);
    const crashing = (change: (inside: Store) => Partial<Store>): Store => ({
      ...store,
      transaction: (work) => store.transaction((inside) => work({ ...inside, ...change(inside) })),
    });
    const crash = () => Promise.reject(new Error("killed"));
    for (const broken of [
      crashing((inside) => ({ plans: { ...inside.plans, on: crash } })),
      crashing((inside) => ({ plans: { ...inside.plans, keep: crash } })),
      crashing((inside) => ({ outbox: { ...inside.outbox, add: crash } })),
      { ...store, transaction: async (work) => void (await store.transaction(async (tx) => (await work(tx), crash()))) as never }, // prettier-ignore
    ] satisfies Store[]) {
      await expect(minute(6.5, another({ ...ctx, store: broken }))).rejects.toThrow("killed");
      expect([await store.plans.find("1", id), await letters()]).toEqual([before, []]);
    }
    await minute(6.5, another());
    await minute(6.6, another());
    expect(await letters()).toHaveLength(1);
    expect(await left(id)).toEqual(["stop"]);
  });

  test("with another process for every look", async () => {
    const place = await places.fresh();
    const { armed, minute, letters, another } = scene(await place.open());
    await armed(ALL, BAD);
    for (const cost of [6.4, 6.5, 6.6, 6.7]) await minute(cost, another());
    expect((await letters()).map(({ id }) => id.split(" ")[2])).toEqual(["stop", "time"]);
  });
});

test("a look that changes nothing locks nothing and writes nothing", async () => {
  const { ctx, store, armed, minute, another } = scene();
  await armed(["profit", "stop", "time", "data"]);
  await minute();
  const locked: Store = { ...store, transaction: () => Promise.reject(new Error("locked")) };
  expect(await minute(2.2, another({ ...ctx, store: locked }))).toMatchObject({ letters: 0, symbols: 1 });
});

test("of more than fifty symbols everyone has its turn", async () => {
  const { armed, minute, read } = scene();
  const names = Array.from({ length: 60 }, (_, i) => `S${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`);
  for (const [i, symbol] of names.entries()) await armed(["stop"], { symbol: ticker(symbol) }, `${i}`);
  expect(await minute()).toMatchObject({ symbols: 50 });
  await minute();
  expect(new Set(read).size).toBe(60);
});

test("a look that is still at it is joined", async () => {
  const { armed, watch, read } = scene();
  await armed();
  const [one, two] = await Promise.all([watch.check(), watch.check()]);
  expect(one).toBe(two);
  expect(read).toHaveLength(1);
});

describe("a letter", () => {
  async function written() {
    const one = scene();
    const id = await one.armed();
    for (const cost of [6.4, 6.5]) await one.minute(cost);
    const [letter] = await one.letters();
    return { ...one, id, letter: letter!, write: () => exitWriter.write(letter!, one.ctx) };
  }

  test("says the same whenever it is written, also when the market has moved on", async () => {
    const { write, minute } = await written();
    const first = await write();
    for (const cost of [1, 1]) await minute(cost);
    expect(await write()).toEqual(first);
    expect(first!.embeds![0]!.title).toBe("SPY put spread 575/560 Dec 23: stop reached");
  });

  test("is not written once its plan was ended, or its owner forgotten", async () => {
    const { write, store, id } = await written();
    await store.plans.end("1", id);
    expect(await write()).toBeNull();
  });

  test("that arrived ends its exit, and no other of the plan", async () => {
    const { store, id, letter, left } = await written();
    await store.plans.arm("1", id, { rule: "edge", channelId: "91" });
    await exitWriter.sent!(letter, store);
    expect(await left(id)).toEqual(["edge"]);
  });

  test.each<readonly [Refusal, string | null]>([
    ["dm-closed", "dm-closed"],
    ["no-common-server", "no-common-server"],
    ["forbidden", "forbidden"],
    ["channel-gone", "channel-gone"],
    ["flagged", null],
    ["invalid", null],
  ])("refused as %s pauses plans and alerts of its channel as %s", async (refusal, paused) => {
    const { write, store, id, letter } = await written();
    const his = await store.plans.propose("7", planOf());
    await store.plans.arm("7", his, { rule: "stop", channelId: "97" });
    await store.alerts.add({ userId: "1", guildId: null, channelId: "91", symbol: ticker("SPY"), kind: "flip", threshold: null, quiet: null, expiresAt: START * 2, state: "" }); // prettier-ignore
    await exitWriter.refused(letter, refusal, store);
    expect(await store.plans.find("1", id)).toMatchObject({ paused });
    expect(await store.alerts.of("1")).toMatchObject([{ paused }]);
    expect(await store.plans.find("7", his)).toMatchObject({ paused: null });
    expect((await write()) === null).toBe(paused !== null);
  });

  test("that was refused is told when something arrives again, if it still is so", async () => {
    const { store, letter, minute, letters } = await written();
    await exitWriter.refused(letter, "dm-closed", store);
    for (const cost of [6.4, 6.5]) await minute(cost);
    expect(await letters()).toHaveLength(1);
    await store.plans.resume("91");
    for (const cost of [6.4, 6.5]) await minute(cost);
    expect(await letters()).toHaveLength(2);
  });
});
