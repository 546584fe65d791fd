import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Database } from "../../../src/services/store/database.ts";
import { MIGRATIONS } from "../../../src/services/store/migrations.ts";
import { onEachDatabase } from "../../support/databases.ts";

const NOTES = [["CREATE TABLE note (id TEXT PRIMARY KEY, at BIGINT, share DOUBLE PRECISION)"]];
const insert = (id: string) => [`INSERT INTO note (id, at) VALUES ($1, $2)`, [id, 1_795_000_000_000]] as const;
const idsIn = async (database: Database) =>
  (await database.all<{ id: string }>("SELECT id FROM note ORDER BY id")).map(({ id }) => id);

onEachDatabase("a database", (places) => {
  const notes = async () => (await places.fresh()).open({ migrations: NOTES });

  test("gives times, counts and fractions as numbers, and null as null", async () => {
    const database = await notes();
    await database.run("INSERT INTO note VALUES ($1, $2, $3), ($4, NULL, NULL)", ["a", 1_795_000_000_123, 0.25, "b"]);
    expect(await database.all("SELECT at, share FROM note ORDER BY id")).toEqual([
      { at: 1_795_000_000_123, share: 0.25 },
      { at: null, share: null },
    ]);
    expect(await database.all("SELECT count(*) AS n FROM note WHERE at = $1", [1_795_000_000_123])).toEqual([{ n: 1 }]);
  });

  test("says how many rows a statement changed, and gives those of RETURNING", async () => {
    const database = await notes();
    for (const id of ["a", "b"]) expect(await database.run(...insert(id))).toBe(1);
    expect(await database.run("UPDATE note SET at = 1")).toBe(2);
    expect(await database.run("DELETE FROM note WHERE id = 'c'")).toBe(0);
    expect(await database.all("DELETE FROM note WHERE id = 'a' RETURNING id, at")).toEqual([{ id: "a", at: 1 }]);
  });

  test("takes one parameter in several places, and in any order", async () => {
    const database = await notes();
    await database.run("INSERT INTO note (at, id) VALUES ($2, $1)", ["a", 5]);
    expect(await database.run("UPDATE note SET at = $2 WHERE id = $1 AND at < $2", ["a", 6])).toBe(1);
  });

  test("keeps text as it was, whatever is in it", async () => {
    const database = await notes();
    const text = `'; DROP TABLE note; -- $1 ?1 \\ "x" 🔔\n`;
    await database.run(...insert(text));
    expect(await idsIn(database)).toEqual([text]);
  });

  test("of a transaction that fails nothing is left, and the next one works", async () => {
    const database = await notes();
    const failing = database.transaction(async (sql) => {
      await sql.run(...insert("a"));
      await sql.transaction((inner) => inner.run(...insert("b")));
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await idsIn(database)).toEqual([]);
    await database.transaction((sql) => sql.run(...insert("c")));
    expect(await idsIn(database)).toEqual(["c"]);
  });

  test("a statement it does not like is a StoreError, inside of a transaction too", async () => {
    const database = await notes();
    await database.run(...insert("a"));
    const failure = { name: "StoreError", failure: "unavailable" };
    await expect(database.run(...insert("a"))).rejects.toMatchObject(failure);
    await expect(database.all("SELECT nothing FROM nowhere")).rejects.toMatchObject(failure);
    await expect(database.transaction((sql) => sql.run(...insert("a")))).rejects.toMatchObject(failure);
    expect(await idsIn(database)).toEqual(["a"]);
  });

  test("what a transaction has written is seen by nobody else before its end", async () => {
    const place = await places.fresh();
    const [one, other] = [await place.open({ migrations: NOTES }), await place.open({ migrations: NOTES })];
    await one.transaction(async (sql) => {
      await sql.run(...insert("a"));
      expect(await idsIn(other)).toEqual([]);
    });
    expect(await idsIn(other)).toEqual(["a"]);
  });

  test("a lock keeps what is read from changing until it is written: of 40 that count one after the other all count", async () => {
    const place = await places.fresh();
    const [one, other] = [await place.open({ migrations: NOTES }), await place.open({ migrations: NOTES })];
    await one.run("INSERT INTO note (id, at) VALUES ('counter', 0)");
    const count = (database: Database) =>
      database.transaction(async (sql) => {
        await sql.lock("counter");
        const [row] = await sql.all<{ at: number }>("SELECT at FROM note");
        await sleep(1);
        await sql.run("UPDATE note SET at = $1", [row!.at + 1]);
      });
    await Promise.all(Array.from({ length: 40 }, (_, i) => count(i % 2 ? one : other)));
    expect(await one.all("SELECT at FROM note")).toEqual([{ at: 40 }]);
  });

  test("a lock that another process keeps is waited for without blocking this one, and then it is busy", async () => {
    const place = await places.fresh();
    const keeper = await place.open({ migrations: NOTES });
    const waiting = await place.open({ migrations: NOTES, busyMs: 150 });
    await keeper.run(...insert("a"));
    const done = Promise.withResolvers<void>();
    const kept = Promise.withResolvers<void>();
    const keeping = keeper.transaction(async (sql) => {
      await sql.lock("x");
      await sql.run("UPDATE note SET at = 1");
      kept.resolve();
      await done.promise;
    });
    await kept.promise;
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    await expect(waiting.run("UPDATE note SET at = 2")).rejects.toMatchObject({ name: "StoreError", failure: "busy" });
    const locked = waiting.transaction(async (sql) => {
      await sql.lock("x");
      await sql.run("UPDATE note SET at = 3");
    });
    await expect(locked).rejects.toMatchObject({ failure: "busy" });
    clearInterval(ticking);
    expect(turns, "of about sixty: the event loop went on").toBeGreaterThan(10);
    expect(await waiting.all("SELECT at FROM note"), "reading goes on").toEqual([{ at: 1_795_000_000_000 }]);
    done.resolve();
    await keeping;
    expect(await waiting.run("UPDATE note SET at = 4")).toBe(1);
  });

  test("those who take rows at the same time take different ones", async () => {
    const place = await places.fresh();
    const both = [await place.open({ migrations: NOTES }), await place.open({ migrations: NOTES })];
    for (let i = 0; i < 12; i++) await both[0]!.run(...insert(`n${i}`));
    const take = (database: Database) =>
      database.transaction(async (sql) => {
        const rows = await sql.all<{ id: string }>(
          `SELECT id FROM note WHERE at > 0 ORDER BY id LIMIT 3 ${sql.forTaking}`,
        );
        await sleep(2);
        for (const { id } of rows) await sql.run("UPDATE note SET at = 0 WHERE id = $1", [id]);
        return rows.map(({ id }) => id);
      });
    const taken = (await Promise.all([0, 1, 0, 1].map((i) => take(both[i]!)))).flat();
    expect(taken.toSorted()).toEqual((await idsIn(both[0]!)).toSorted());
  });

  test("names every column of every table of ours", async () => {
    const columns = await (await (await places.fresh()).open()).columns();
    const created = MIGRATIONS.flat().flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []);
    expect(columns.map(({ table }) => table)).toEqual(expect.arrayContaining(created));
    expect(columns.filter(({ table }) => table === "watch").map(({ name }) => name)).toEqual([
      "user_id",
      "symbol",
      "added_at",
    ]);
  });

  test("a probe writes, as often as it is asked", async () => {
    const database = await (await places.fresh()).open();
    for (let i = 0; i < 3; i++) await database.probe();
    await database.run("DROP TABLE lease");
    await expect(database.probe()).rejects.toMatchObject({ name: "StoreError" });
  });

  test("closed, it says so in words, and may be closed again", async () => {
    const database = await notes();
    await database.close();
    await database.close();
    await expect(idsIn(database)).rejects.toMatchObject({ name: "StoreError", failure: "unavailable" });
  });
});
