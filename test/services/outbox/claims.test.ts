import { expect, test } from "vitest";
import { createClaims, type Claimed, type Claims } from "../../../src/services/outbox/claims.ts";
import type { NewLetter } from "../../../src/services/outbox/letter.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import type { SqlValue } from "../../../src/services/store/database.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { onEachDatabase } from "../../support/databases.ts";
import { letter, NOON } from "../../support/letters.ts";

const LEASE = 60_000;
const HOUR = 3_600_000;
const ALL = { most: 100, toUsers: true };
const idsOf = (letters: readonly { readonly id: string }[]) => letters.map(({ id }) => id).toSorted();
const taken = async (claims: Claims, most = 100): Promise<Claimed> => (await claims.claim({ most, toUsers: true }))[0]!;

onEachDatabase("letters that are taken out", (places) => {
  /** Two processes over one outbox, with one clock for schedules and leases. */
  async function outbox(...letters: NewLetter[]) {
    const clock = { now: NOON };
    const now = () => clock.now;
    const place = await places.fresh();
    const database = await place.open();
    const store = createStore(database, now);
    await store.outbox.add(letters);
    const claimsOf = async (owner: string) => createClaims(await place.open(), { owner, now, systemNow: now });
    const stateOf = async (id: string) => (await database.all("SELECT * FROM outbox WHERE id = $1", [id]))[0];
    return { clock, store, stateOf, one: await claimsOf("one"), two: await claimsOf("two") };
  }

  test("hold all that was put in, and count the time", async () => {
    const given = letter("a", { guildId: "5", recipe: { symbols: ["SPY", "QQQ"] } });
    const { one } = await outbox(given);
    expect(await taken(one)).toEqual({ ...given, attempts: 1, gen: 0, firstSentAt: null, leaseUntil: NOON + LEASE });
  });

  test("are those that are due, the longest due first, and none that comes too late", async () => {
    const { one, stateOf } = await outbox(
      letter("later", { notBefore: NOON + 1 }),
      letter("second", { notBefore: NOON - 1 }),
      letter("first", { notBefore: NOON - 2 }),
      letter("late", { notBefore: NOON - HOUR, expiresAt: NOON }),
    );
    expect((await taken(one, 1)).id).toBe("first");
    expect(idsOf(await one.claim(ALL))).toEqual(["second"]);
    expect(await one.expire()).toBe(1);
    expect(await stateOf("late")).toMatchObject({ state: "skipped", error: "expired", finished_at: NOON });
  });

  test("belong to one of two processes that take at the same time", async () => {
    const { one, two } = await outbox(...Array.from({ length: 60 }, (_, i) => letter(`l${i}`)));
    const rounds = await Promise.all(
      [one, two, one, two, one, two].map((claims) => claims.claim({ ...ALL, most: 10 })),
    );
    const ids = rounds.flat().map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
  });

  test("are taken by another one when the lease ran out, before those that are due; then the first is told that they are not his", async () => {
    const { one, two, clock, stateOf } = await outbox(letter("a"), letter("b", { notBefore: NOON + 1 }));
    const mine = await taken(one);
    clock.now += LEASE - 1;
    expect(idsOf(await two.claim({ ...ALL, most: 1 })), "still his").toEqual(["b"]);
    clock.now += 1;
    const [theirs] = await two.claim({ ...ALL, most: 1 });
    expect(theirs).toMatchObject({ id: "a", attempts: 2, firstSentAt: NOON });
    expect(await one.putBack(mine, { notBefore: 0, unsent: true })).toBe(false);
    expect(await one.failed(mine, "x")).toBe(false);
    expect(await one.skipped(mine, "expired")).toBe(false);
    expect(await one.nextGeneration(mine)).toBeNull();
    expect(await stateOf("a")).toMatchObject({ state: "sending", owner: "two", gen: 0 });
  });

  test("that Discord has are sent, whoever has them by now", async () => {
    const { one, two, clock, stateOf } = await outbox(letter("a"));
    const mine = await taken(one);
    clock.now += LEASE;
    const theirs = await taken(two);
    expect(await one.sent(mine, "77")).toBe(true);
    expect(await stateOf("a")).toMatchObject({ state: "sent", message_id: "77", owner: null, lease_until: null });
    expect(await two.sent(theirs, "78"), "it ends once").toBe(false);
    expect((await stateOf("a"))?.["message_id"]).toBe("77");
  });

  test("put back wait for their time, in doubt only if Discord may have them", async () => {
    const { one, clock } = await outbox(letter("a"));
    await one.putBack(await taken(one), { notBefore: NOON + 5, unsent: true });
    expect(await one.claim(ALL)).toEqual([]);
    clock.now += 5;
    const again = await taken(one);
    expect(again).toMatchObject({ attempts: 2, firstSentAt: null, notBefore: NOON + 5 });
    await one.putBack(again, { notBefore: NOON + 9, unsent: false });
    clock.now += 5;
    const doubtful = await taken(one);
    expect(doubtful).toMatchObject({ attempts: 3, firstSentAt: NOON + 5 });
    await one.putBack(doubtful, { notBefore: NOON, unsent: true });
    expect(await taken(one), "what was in doubt before stays so").toMatchObject({ firstSentAt: NOON + 5 });
  });

  test("in doubt come out even when they are too late: somebody must look what became of them", async () => {
    const { one, clock } = await outbox(letter("a", { expiresAt: NOON + 10 }));
    await one.putBack(await taken(one), { notBefore: NOON, unsent: false });
    clock.now += HOUR;
    expect(await one.expire()).toBe(0);
    expect(idsOf(await one.claim(ALL))).toEqual(["a"]);
  });

  test("of a new generation are as if never sent, and stay ours", async () => {
    const { one, clock } = await outbox(letter("a"));
    await one.putBack(await taken(one), { notBefore: NOON, unsent: false });
    clock.now += 5;
    const next = await one.nextGeneration(await taken(one));
    expect(next).toMatchObject({ gen: 1, attempts: 2, firstSentAt: null, leaseUntil: NOON + 5 + LEASE });
    clock.now += LEASE;
    expect(await taken(one)).toMatchObject({ gen: 1, firstSentAt: NOON + 5 });
  });

  test("end together with what that means, or not at all", async () => {
    const { one, store, stateOf } = await outbox(letter("a"), letter("b"));
    await store.digests.set({ userId: "7", channelId: "97", time: "09:00", zone: "UTC", days: "trading" });
    const [a, b] = (await one.claim(ALL)).toSorted((left, right) => left.id.localeCompare(right.id));
    const broken = one.failed(a!, "dm-closed 50007", async (tx) => {
      await tx.digests.pause("7", "dm-closed");
      throw new Error("a bug");
    });
    await expect(broken).rejects.toThrow("a bug");
    expect([(await stateOf("a"))?.["state"], (await store.digests.of("7"))?.paused]).toEqual(["sending", null]);
    expect(await one.failed(b!, "dm-closed 50007", (tx) => tx.digests.pause("7", "dm-closed"))).toBe(true);
    expect(await stateOf("b")).toMatchObject({ state: "failed", error: "dm-closed 50007", owner: null });
    expect((await store.digests.of("7"))?.paused).toBe("dm-closed");
  });

  test("are no user's while Discord takes us for spam", async () => {
    const { one, clock } = await outbox(
      letter("dm"),
      letter("server", { kind: "dashboard", guildId: "5", userId: null }),
    );
    expect(idsOf(await one.claim({ ...ALL, toUsers: false }))).toEqual(["server"]);
    await one.claim(ALL);
    clock.now += LEASE;
    expect(idsOf(await one.claim({ ...ALL, toUsers: false })), "nor an abandoned one").toEqual(["server"]);
  });

  test("of a process that is no more are free as soon as its last request is over, others when their lease is", async () => {
    const { one, two, clock } = await outbox(letter("a"), letter("b"));
    const [mine] = await one.claim({ ...ALL, most: 1 });
    const [theirs] = await two.claim({ ...ALL, most: 1 });
    await two.release((owner) => owner === "one", 10_000);
    clock.now += 9_999;
    expect(await two.claim(ALL)).toEqual([]);
    clock.now += 1;
    expect(idsOf(await two.claim(ALL))).toEqual([mine!.id]);
    clock.now = NOON + LEASE;
    expect(idsOf(await one.claim(ALL))).toEqual([theirs!.id]);
  });

  test("are counted: due, and by state for a slot", async () => {
    const { one } = await outbox(
      letter("a"),
      letter("b"),
      letter("c", { notBefore: NOON + 1 }),
      letter("d", { slot: 1 }),
    );
    await one.sent(await taken(one, 1), "77");
    expect(await one.due()).toBe(2);
    expect(await one.ofSlot("digest", NOON)).toEqual({ pending: 2, sending: 0, sent: 1, failed: 0, skipped: 0 });
    expect(await one.ofSlot("digest", 1)).toEqual({ pending: 1, sending: 0, sent: 0, failed: 0, skipped: 0 });
  });
});

test("in SQLite every question about 100,000 letters is answered along a partial index, not by reading the table", async () => {
  const database = openSqlite(":memory:");
  const asked: string[] = [];
  const noting = {
    ...database,
    all: (sql: string, params?: readonly SqlValue[]) => (asked.push(sql), database.all(sql, params)),
    run: (sql: string, params?: readonly SqlValue[]) => (asked.push(sql), database.run(sql, params)),
  } as typeof database;
  const claims = createClaims(noting, { owner: "one", now: () => NOON, systemNow: () => NOON });
  await claims.claim(ALL);
  await claims.expire();
  await claims.due();
  await claims.release(() => false, 0);
  expect(asked).toHaveLength(5);
  for (const sql of asked) {
    const steps = await database.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${sql}`,
      Array(5).fill(0).slice(0, count(sql)),
    );
    const plan = steps.map(({ detail }) => detail).join("; ");
    expect(plan).toMatch(/USING (?:COVERING )?INDEX outbox_(?:due|leased)/);
    expect(plan).not.toMatch(/SCAN outbox(?! USING)|TEMP B-TREE FOR ORDER BY/);
  }
  await database.close();
});

/** Parameters a statement has. */
const count = (sql: string) => Math.max(0, ...[...sql.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
