import { describe, expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { Column, Database } from "../../../src/services/store/database.ts";
import { createPrivacy } from "../../../src/services/store/privacy.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { onEachDatabase } from "../../support/databases.ts";

const NOW = Date.parse("2026-11-23T17:00:00Z");
const HIM = "184000000000000007";
const ANOTHER = "184000000000000008";
const DAILY = { time: "09:00", zone: "Europe/Berlin", days: "trading" };

/** Something in every table that knows users, with his id wherever a text could hold it. */
async function fill(database: Database, userId: string): Promise<void> {
  const store = createStore(database, () => NOW);
  await store.watchlists.add(userId, ["SPY", "QQQ"] as Ticker[]);
  await store.digests.set({ userId, channelId: `9${userId}`, ...DAILY });
  await store.dashboards.set({
    guildId: `2${userId.slice(0, 3)}${userId.at(-1)}`,
    channelId: "3",
    symbols: ["SPY"] as Ticker[],
    times: ["09:45"],
    zone: "America/New_York",
    days: "trading",
    userId,
  });
  for (const state of ["pending", "sending", "sent"]) {
    const id = `digest ${state}:${userId}`;
    await store.outbox.add([
      {
        id,
        kind: "digest",
        slot: NOW,
        guildId: null,
        userId,
        channelId: `9${userId}`,
        recipe: { userId },
        notBefore: NOW,
        expiresAt: NOW + 3_600_000,
      },
    ]);
    await database.run("UPDATE outbox SET state = $2 WHERE id = $1", [id, state]);
  }
  for (const table of ["alert", "plan"]) await fillTable(database, table, userId);
}

/** Whatever columns the table has: texts name him, numbers are an instant. */
async function fillTable(database: Database, filled: string, userId: string): Promise<void> {
  const columns = (await database.columns()).filter(({ table }) => table === filled).map(({ name }) => name);
  const values = columns.map((name) => {
    if (name === "user_id") return userId;
    return name === "muted" ? 1 : /_at$|^threshold$/.test(name) ? NOW : `${name} ${userId}`;
  });
  await database.run(
    `INSERT INTO ${filled} (${columns.join(", ")}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
    values,
  );
}

/** Every column of every table in which the text is to be read. */
async function tracesOf(database: Database, text: string): Promise<Column[]> {
  const found: Column[] = [];
  for (const { table, name } of await database.columns()) {
    const [row] = await database.all(`SELECT 1 AS found FROM ${table} WHERE CAST(${name} AS TEXT) LIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (row) found.push({ table, name });
  }
  return found;
}

onEachDatabase("what a user left", (places) => {
  async function filled() {
    const place = await places.fresh();
    const database = await place.open();
    await fill(database, HIM);
    await fill(database, ANOTHER);
    return { place, database, privacy: createPrivacy(database) };
  }

  test("is in every table that has a column for users: a further table has to be filled here", async () => {
    const { database } = await filled();
    const withUsers = (await database.columns()).filter(({ name }) => name === "user_id").map(({ table }) => table);
    const traces = (await tracesOf(database, HIM)).filter(({ name }) => name === "user_id").map(({ table }) => table);
    expect(traces).toEqual(withUsers);
    expect(withUsers.length).toBeGreaterThanOrEqual(5);
  });

  test("is forgotten without a trace in any column of any table, counted, and the others keep theirs", async () => {
    const { database, privacy } = await filled();
    const before = await tracesOf(database, ANOTHER);
    const kept = await privacy.exportOf(ANOTHER);
    expect(await privacy.forget(HIM)).toEqual({
      alerts: 1,
      dashboards: 1,
      digest: 1,
      messages: 3,
      plans: 1,
      watchlist: 2,
    });
    expect(await tracesOf(database, HIM)).toEqual([]);
    expect([await tracesOf(database, ANOTHER), await privacy.exportOf(ANOTHER)]).toEqual([before, kept]);
  });

  test("is forgotten once: then there is nothing left", async () => {
    const { privacy } = await filled();
    await privacy.forget(HIM);
    expect([await privacy.forget(HIM), await privacy.exportOf(HIM)]).toEqual([{}, {}]);
  });

  test("a dashboard he set up goes on without him", async () => {
    const { database, privacy } = await filled();
    await privacy.forget(HIM);
    const { dashboards } = createStore(database, () => NOW);
    expect(await dashboards.of("21847")).toMatchObject({ userId: null, channelId: "3", paused: null });
    expect(await dashboards.due({ time: "09:45", zone: "America/New_York", days: "trading" }, NOW)).toHaveLength(2);
  });

  test("is exported whole: all his rows, all their columns, under names people use, and nobody else's", async () => {
    const { database, privacy } = await filled();
    const kept = await privacy.exportOf(HIM);
    expect(Object.entries(kept).map(([name, rows]) => [name, rows.length])).toEqual([
      ["alerts", 1],
      ["dashboards", 1],
      ["digest", 1],
      ["messages", 3],
      ["plans", 1],
      ["watchlist", 2],
    ]);
    const text = JSON.stringify(kept);
    expect(JSON.parse(text), "plain JSON").toEqual(kept);
    expect(text).not.toContain(ANOTHER);
    const columns = (await database.columns()).filter(({ table }) => table === "outbox").map(({ name }) => name);
    expect(Object.keys(kept["messages"]![0]!)).toEqual(columns);
  });

  test("is exported with instants that can be read, not as milliseconds", async () => {
    const { privacy } = await filled();
    const kept = await privacy.exportOf(HIM);
    expect(kept["watchlist"]).toContainEqual({ user_id: HIM, symbol: "SPY", added_at: "2026-11-23T17:00:00.000Z" });
    expect(kept["messages"]![0]).toMatchObject({
      slot: "2026-11-23T17:00:00.000Z",
      expires_at: "2026-11-23T18:00:00.000Z",
    });
    const numbers = Object.values(kept).flatMap((rows) => rows.flatMap((row) => Object.entries(row)));
    expect(numbers.filter(([name, value]) => name !== "threshold" && typeof value === "number" && value > 1e9)).toEqual(
      [],
    );
  });

  test("a digest that is being planned while he is forgotten is forgotten too", async () => {
    const { place, database } = await filled();
    const other = await place.open();
    const begun = Promise.withResolvers<void>();
    let forgetting: Promise<unknown> = Promise.resolve();
    await createStore(database, () => NOW).transaction(async (tx) => {
      const due = await tx.digests.due(DAILY, NOW);
      forgetting = createPrivacy(other).forget(HIM);
      begun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const letters = due.map(({ userId, channelId }) => ({
        id: `late ${userId}`,
        kind: "digest" as const,
        slot: NOW,
        guildId: null,
        userId,
        channelId,
        recipe: {},
        notBefore: NOW,
        expiresAt: NOW,
      }));
      expect(await tx.outbox.add(letters)).toBe(2);
    });
    await forgetting;
    expect(await tracesOf(database, HIM)).toEqual([]);
  });
});

describe("the search for traces", () => {
  onEachDatabase("finds an id", (places) => {
    test("inside of longer texts, and as a number", async () => {
      const database = await (await places.fresh()).open();
      await database.run("INSERT INTO lease VALUES ($1, 'x', 7700123)", [`of ${HIM}!`]);
      expect(await tracesOf(database, HIM)).toEqual([{ table: "lease", name: "name" }]);
      expect(await tracesOf(database, "7700123")).toEqual([{ table: "lease", name: "until" }]);
    });
  });
});
