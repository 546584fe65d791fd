import { execFileSync, execSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { backUp } from "../../../src/services/store/backup.ts";
import { backupsIn } from "../../../src/services/store/backupFiles.ts";
import { StoreError, type Database } from "../../../src/services/store/database.ts";
import { MIGRATIONS } from "../../../src/services/store/migrations.ts";
import { openSqlite, type SqliteOptions } from "../../../src/services/store/sqlite.ts";

const NOW = Date.parse("2026-11-24T02:30:00Z");
const FULL = { name: "StoreError", failure: "full" };

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gexcord sqlite-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of its own with a file to be. */
function freshFile(): string {
  mkdirSync(join(folder, `${++count}`));
  return join(folder, `${count}`, "gexcord.sqlite");
}

function openAt(file: string, options?: SqliteOptions): Database {
  const database = openSqlite(file, { now: () => NOW, ...options });
  onTestFinished(() => database.close());
  return database;
}

const keep = (database: Database, id: string, length = 4_000) =>
  database.run("INSERT INTO brief (symbol, slot, body) VALUES ($1, 1, $2)", [id, "x".repeat(length)]);

const symbolsIn = async (database: Database) =>
  (await database.all<{ symbol: string }>("SELECT symbol FROM brief ORDER BY symbol")).map(({ symbol }) => symbol);

/** Writes until it is refused; how many were written. */
async function fill(database: Database): Promise<number> {
  for (let i = 0; i < 10_000; i++)
    try {
      await keep(database, `S${i}`);
    } catch (error) {
      expect(error).toMatchObject(FULL);
      return i;
    }
  throw new Error("it never got full");
}

describe("a full disk", () => {
  test("refuses what no longer fits, whole transactions at a time; reading goes on, and so does writing when there is room", async () => {
    const database = openAt(freshFile());
    await database.run("PRAGMA max_page_count = 200");
    const written = await fill(database);
    const cutOff = database.transaction(async (sql) => {
      await sql.run("UPDATE brief SET slot = 2");
      for (let i = 0; i < 100; i++)
        await sql.run("INSERT INTO brief (symbol, slot, body) VALUES ($1, 3, $2)", [`T${i}`, "x".repeat(4_000)]);
    });
    await expect(cutOff).rejects.toMatchObject(FULL);
    expect(await database.all("SELECT slot, count(*) AS n FROM brief GROUP BY slot")).toEqual([
      { slot: 1, n: written },
    ]);
    await database.run("PRAGMA max_page_count = 400");
    await keep(database, "more");
    expect(await symbolsIn(database)).toContain("more");
    expect(await database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  describe.skipIf(!canMount())("of two megabytes (skipped where a test may not mount one)", () => {
    test("allows no claim, so that nothing is sent which could not be noted; it is whole when there is room again", async () => {
      const disk = mkdtempSync(join(tmpdir(), "gexcord-disk-"));
      mount(disk);
      const file = join(disk, "gexcord.sqlite");
      const database = openSqlite(file);
      onTestFinished(async () => {
        await database.close();
        execFileSync("umount", [disk]);
        rmSync(disk, { recursive: true });
      });
      await keep(database, "before");
      const filler = join(disk, "filler");
      fillUp(filler);
      await expect(database.probe()).rejects.toMatchObject(FULL);
      const claim = database.transaction((sql) => sql.run("UPDATE brief SET slot = 2"));
      await expect(claim).rejects.toMatchObject(FULL);
      expect(await database.all("SELECT symbol, slot FROM brief"), "reading goes on").toEqual([
        { symbol: "before", slot: 1 },
      ]);
      await expect(
        backUp({ file, folder: join(disk, "backups"), keep: 7, now: NOW }),
        "nor is there room for a copy",
      ).rejects.toMatchObject(FULL);
      expect(backupsIn(join(disk, "backups"))).toEqual([]);
      rmSync(filler);
      await database.probe();
      await keep(database, "after");
      expect(await symbolsIn(database)).toEqual(["after", "before"]);
      expect(await database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    });
  });
});

function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "gexcord-disk-"));
  try {
    mount(place);
    execFileSync("umount", [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}

function mount(place: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", place], { stdio: "ignore" });
}

function fillUp(file: string): void {
  for (const block of [65_536, 4_096])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(block), { flag: "a" });
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
    }
}

describe("a damaged file", () => {
  /** With enough in it that most of it is data, and a backup of last night. */
  async function storeWithBackup(): Promise<string> {
    const file = freshFile();
    const database = openSqlite(file);
    for (let i = 0; i < 60; i++) await keep(database, `S${i}`);
    await backUp({ file, folder: join(file, "../backups"), keep: 7, now: NOW });
    await keep(database, "later");
    await database.close();
    return file;
  }

  const refusalOf = (file: string): StoreError => {
    try {
      void openSqlite(file).close();
    } catch (error) {
      expect(error).toMatchObject({ name: "StoreError", failure: "corrupt" });
      return error as StoreError;
    }
    throw new Error("it was opened");
  };

  const overwrite = (file: string, at: number) => {
    const handle = openSync(file, "r+");
    writeSync(handle, Buffer.alloc(8_192, 0xa5), 0, 8_192, at);
    closeSync(handle);
  };

  test("is refused wherever 8 KB of it were overwritten, although SQLite opens it without a word", async () => {
    const file = await storeWithBackup();
    const good = readFileSync(file);
    const places = Array.from({ length: 8 }, (_, i) => Math.floor((i * (good.length - 8_192)) / 7 / 4_096) * 4_096);
    for (const place of places) {
      writeFileSync(file, good);
      overwrite(file, place);
      if (place > 0) new DatabaseSync(file, { readOnly: true }).close();
      expect(refusalOf(file).message).toMatch(/^The store .*gexcord\.sqlite is damaged\./);
    }
  });

  test("is refused when it is no database at all", () => {
    const file = freshFile();
    writeFileSync(file, "Dear diary, ".repeat(1_000));
    expect(refusalOf(file).message).toBe(
      `The store ${file} is damaged. There is no backup in ${join(file, "../backups")}. To start with an empty store:\n` +
        `  mv '${file}' '${file}.damaged' && rm -f '${file}-wal' '${file}-shm'`,
    );
  });

  test("is replaced by the newest backup with the command of the message, and kept aside", async () => {
    const file = await storeWithBackup();
    overwrite(file, 8_192);
    const { message } = refusalOf(file);
    expect(message).toContain("put the backup of 2026-11-24 in its place, and start again:");
    execSync(message.split("\n")[1]!);
    const database = openAt(file);
    expect(await symbolsIn(database)).toEqual(Array.from({ length: 60 }, (_, i) => `S${i}`).toSorted());
    expect(statSync(`${file}.damaged`).size).toBeGreaterThan(8_192);
  });
});

describe("before a migration", () => {
  const NEXT = [...MIGRATIONS, ["ALTER TABLE brief ADD COLUMN more TEXT"]];

  test("the store is copied as it was, for whoever takes the new version back", async () => {
    const file = freshFile();
    await keep(openSqlite(file), "old");
    openAt(file, { migrations: NEXT });
    const [copy] = backupsIn(join(file, "../backups"));
    expect(copy!.path).toBe(join(file, `../backups/gexcord-2026-11-24-schema-${MIGRATIONS.length}.sqlite`));
    expect(statSync(copy!.path).mode & 0o777, "nobody else may read it").toBe(0o600);
    expect(await symbolsIn(openAt(copy!.path)), "the old version opens it").toEqual(["old"]);
  });

  test("no copy is made of what is new, or as it should be", () => {
    const file = freshFile();
    for (let i = 0; i < 2; i++) openAt(file, { migrations: NEXT });
    expect(backupsIn(join(file, "../backups"))).toEqual([]);
  });

  test("that fails, the copy is there and the store is as it was", async () => {
    const file = freshFile();
    await keep(openSqlite(file), "old");
    expect(() => openSqlite(file, { migrations: [...NEXT, ["NONSENSE"]], now: () => NOW })).toThrow(StoreError);
    expect(backupsIn(join(file, "../backups"))).toHaveLength(1);
    expect(await symbolsIn(openAt(file))).toEqual(["old"]);
  });

  test("without room for a copy there is no migration", async () => {
    const file = freshFile();
    await keep(openSqlite(file), "old");
    writeFileSync(join(file, "../backups"), "a file where the folder should be");
    expect(() => openSqlite(file, { migrations: NEXT })).toThrow(/^the store: EEXIST/);
    expect(await symbolsIn(openAt(file))).toEqual(["old"]);
  });
});

describe("durability", () => {
  test("everything is written through before it counts", async () => {
    const database = openAt(freshFile());
    expect(await database.all("PRAGMA synchronous"), "FULL").toEqual([{ synchronous: 2 }]);
    expect(await database.all("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
  });
});
