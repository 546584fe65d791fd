import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../../src/services/store/backup.ts";
import { backupsIn } from "../../../src/services/store/backupFiles.ts";
import type { Database } from "../../../src/services/store/database.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";

const NIGHT = Date.parse("2026-11-24T02:30:00Z");
const DAY = 86_400_000;

let home: string;
let file: string;
let folder: string;
let database: Database;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "gexcord-backup-"));
  file = join(home, "gexcord.sqlite");
  folder = join(home, "backups");
  database = openSqlite(file);
  await database.run("INSERT INTO guild (guild_id) VALUES ('1')");
});
afterEach(async () => {
  await database.close();
  rmSync(home, { recursive: true });
});

const backUpAt = (now: number) => backUp({ file, folder, keep: 7, now });
const guildsIn = async (path: string) => {
  const copy = openSqlite(path);
  const rows = await copy.all<{ guild_id: string }>("SELECT guild_id FROM guild ORDER BY guild_id");
  await copy.close();
  return rows.map((row) => row.guild_id);
};

test("a backup is a file of its own, named by its date, with its age, and nobody else may read it", async () => {
  const made = await backUpAt(NIGHT);
  expect(made).toEqual({ path: join(folder, "gexcord-2026-11-24.sqlite"), date: "2026-11-24", madeAt: NIGHT });
  expect(backupsIn(folder)).toEqual([made]);
  expect(readdirSync(folder)).toEqual(["gexcord-2026-11-24.sqlite"]);
  expect([statSync(made!.path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  const copy = new DatabaseSync(made!.path);
  expect({ ...copy.prepare("PRAGMA journal_mode").get() }, "no log beside it").toEqual({ journal_mode: "delete" });
  copy.close();
  expect(await guildsIn(made!.path)).toEqual(["1"]);
});

test("there is one a day, by UTC; asked again, nothing is done", async () => {
  await backUpAt(NIGHT);
  await database.run("INSERT INTO guild (guild_id) VALUES ('2')");
  expect(await backUpAt(NIGHT + 12 * 3_600_000)).toBeNull();
  expect(await guildsIn(backupsIn(folder)[0]!.path)).toEqual(["1"]);
  expect(await backUpAt(NIGHT + DAY)).toMatchObject({ date: "2026-11-25" });
});

test("seven days are kept, what is older is deleted, and no file that is none of ours", async () => {
  await backUpAt(NIGHT);
  writeFileSync(join(folder, "notes.txt"), "mine");
  writeFileSync(join(folder, "gexcord-2026-11-18-schema-1.sqlite"), "of an update");
  for (let day = 1; day < 10; day++) await backUpAt(NIGHT + day * DAY);
  expect(readdirSync(folder).toSorted()).toEqual([
    ...["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"].map(
      (date) => `gexcord-${date}.sqlite`,
    ),
    "notes.txt",
  ]);
});

test("while it is made, the store is written to, and the copy is of one instant", async () => {
  await database.run(
    `INSERT INTO brief (symbol, slot, body) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
     SELECT 'S' || i, 1, hex(randomblob(500)) FROM n`,
  );
  let written = 0;
  const done = new AbortController();
  const writing = (async () => {
    while (!done.signal.aborted) {
      // Two tables in one transaction: a copy that has one without the other is of two instants.
      await database.transaction(async (sql) => {
        await sql.run("INSERT INTO run VALUES ($1, 'digest', 1, 'planned', 1, 1)", [`r${written}`]);
        await sql.run("INSERT INTO watch VALUES ('7', $1, 1)", [`W${written}`]);
      });
      written++;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const made = await backUpAt(NIGHT);
  done.abort();
  await writing;
  expect(written, "nobody had to wait for it").toBeGreaterThan(5);
  const copy = new DatabaseSync(made!.path, { readOnly: true });
  const counts = copy
    .prepare("SELECT (SELECT count(*) FROM run) AS runs, (SELECT count(*) FROM watch) AS watched")
    .get()!;
  copy.close();
  expect(counts["runs"]).toBe(counts["watched"]);
});

test.each([
  ["all of it", 0],
  ["some of its pages", 40 * 4_096],
])("a damaged store is not copied over the last good one (%s): nothing new, nothing deleted", async (_what, from) => {
  for (let i = 0; i < 100; i++)
    await database.run("INSERT INTO brief (symbol, slot, body) VALUES ($1, 1, $2)", [`S${i}`, "x".repeat(3_000)]);
  await backUpAt(NIGHT);
  await database.close();
  const damaged = readFileSync(file).fill(0xa5, from);
  writeFileSync(file, damaged);
  await expect(backUpAt(NIGHT + 30 * DAY)).rejects.toMatchObject({ name: "StoreError", failure: "corrupt" });
  expect(readdirSync(folder)).toEqual(["gexcord-2026-11-24.sqlite"]);
});

test("what a crash left of a copy is none, does not stand in the way, and goes with the copies of its day", async () => {
  await backUpAt(NIGHT);
  writeFileSync(join(folder, "gexcord-2026-11-25.sqlite.4711.part"), "half");
  expect(backupsIn(folder).map(({ date }) => date)).toEqual(["2026-11-24"]);
  expect(await backUpAt(NIGHT + DAY)).toMatchObject({ date: "2026-11-25" });
  await backUpAt(NIGHT + 8 * DAY);
  expect(readdirSync(folder)).toEqual(["gexcord-2026-12-02.sqlite"]);
});

test("where no backup was made there is none", () => {
  expect(backupsIn(join(home, "nowhere"))).toEqual([]);
});
