import { expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { Database } from "../../../src/services/store/database.ts";
import { createStore } from "../../../src/services/store/store.ts";
import { onEachDatabase } from "../../support/databases.ts";

const NOW = Date.parse("2026-11-23T17:00:00Z");
const DAY = 86_400_000;

/** A row in every table that knows servers; a further one is filled by itself as long as its columns are of these kinds. */
async function fill(database: Database, guildId: string): Promise<string[]> {
  const columns = await database.columns();
  const tables = columns
    .filter(({ table, name }) => name === "guild_id" && table !== "guild")
    .map(({ table }) => table);
  for (const table of tables) {
    const names = columns.filter((one) => one.table === table).map(({ name }) => name);
    const values = names.map((name) => (name === "guild_id" ? guildId : TEXTS.has(name) ? `${name} ${guildId}` : 1));
    const places = names.map((_, i) => `$${i + 1}`).join(", ");
    await database.run(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`, values);
  }
  return tables;
}
const TEXTS: ReadonlySet<string> = new Set(
  "id kind user_id channel_id recipe state owner message_id error symbols times zone days paused symbol quiet".split(
    " ",
  ),
);

onEachDatabase("a server that removed the bot", (places) => {
  async function storeWith(...guildIds: string[]) {
    const database = await (await places.fresh()).open();
    const store = createStore(database, () => NOW);
    await store.guilds.present(guildIds);
    let tables: string[] = [];
    for (const id of guildIds) tables = await fill(database, id);
    const rowsOf = async (guildId: string) => {
      const counts = await Promise.all(
        [...tables, "guild"].map((table) =>
          database.all<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE guild_id = $1`, [guildId]),
        ),
      );
      return counts.reduce((sum, [row]) => sum + row!.n, 0);
    };
    return { store, database, tables, rowsOf };
  }

  test("is forgotten in every table after thirty days, not a moment earlier, and no other server is", async () => {
    const { store, tables, rowsOf } = await storeWith("1", "2");
    await store.guilds.left("1", NOW);
    expect(await store.guilds.sweep(NOW + 30 * DAY - 1)).toEqual({});
    expect(await rowsOf("1")).toBe(tables.length + 1);
    expect(await store.guilds.sweep(NOW + 30 * DAY)).toEqual(
      Object.fromEntries([...tables, "guild"].map((table) => [table, 1])),
    );
    expect([await rowsOf("1"), await rowsOf("2")]).toEqual([0, tables.length + 1]);
    expect(tables).toEqual(expect.arrayContaining(["alert", "dashboard", "outbox"]));
  });

  test("that asked it back in time keeps everything", async () => {
    const { store, tables, rowsOf } = await storeWith("1");
    await store.guilds.left("1", NOW);
    await store.guilds.present(["1", "5"]);
    expect(await store.guilds.sweep(NOW + 90 * DAY)).toEqual({});
    expect(await rowsOf("1")).toBe(tables.length + 1);
  });

  test("left when it was first seen to have left, however often that is seen", async () => {
    const { store, rowsOf } = await storeWith("1");
    await store.guilds.left("1", NOW);
    await store.guilds.left("1", NOW + 20 * DAY);
    await store.guilds.sweep(NOW + 30 * DAY);
    expect(await rowsOf("1")).toBe(0);
  });

  test("may be one that was never seen before", async () => {
    const { store, database, rowsOf } = await storeWith("1");
    await database.run("DELETE FROM guild");
    await store.guilds.left("1", NOW);
    await store.guilds.sweep(NOW + 30 * DAY);
    expect(await rowsOf("1")).toBe(0);
  });

  test("is one of thousands: as many can be present at once", async () => {
    const { store, database } = await storeWith();
    await store.guilds.present(Array.from({ length: 2_501 }, (_, i) => `${i}`));
    await store.guilds.present([]);
    expect(await database.all("SELECT count(*) AS n FROM guild")).toEqual([{ n: 2_501 }]);
  });
});

onEachDatabase("housekeeping", (places) => {
  test("removes letters, runs and numbers after five weeks and leases after a day, and says how many", async () => {
    const database = await (await places.fresh()).open();
    const store = createStore(database, () => NOW);
    const old = NOW - 35 * DAY;
    for (const at of [old - 1, old]) {
      await store.runs.decide({ slot: `digest ${at}`, job: "digest", at, outcome: "planned" });
      await store.briefs.keep(at, [{ missing: "ZZZ" as Ticker, why: "no options" }]);
      await database.run(
        `INSERT INTO outbox (id, kind, slot, channel_id, recipe, state, not_before, expires_at, finished_at)
         VALUES ($1, 'digest', $2, '9', '{}', 'sent', $2, $2, $2)`,
        [`letter ${at}`, at],
      );
    }
    for (const [name, until] of [
      ["gone", NOW - DAY - 1],
      ["late", NOW - DAY],
    ] as const)
      await database.run("INSERT INTO lease VALUES ($1, 'x', $2)", [name, until]);
    await store.guilds.left("1", NOW - 30 * DAY);
    expect(await store.tidy()).toEqual({ letters: 1, runs: 1, briefs: 1, leases: 1, alerts: 0, plans: 0, ofGuilds: 1 });
    expect(await database.all("SELECT id FROM outbox")).toEqual([{ id: `letter ${old}` }]);
    expect(await database.all("SELECT name FROM lease")).toEqual([{ name: "late" }]);
    expect(await store.tidy()).toEqual({ letters: 0, runs: 0, briefs: 0, leases: 0, alerts: 0, plans: 0, ofGuilds: 0 });
  });
});
