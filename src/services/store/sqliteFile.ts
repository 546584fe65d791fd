import { closeSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { backupFolderOf, backupPath, partOf, restoreWords } from "./backupFiles.ts";
import { StoreError } from "./database.ts";
import { NEWER, type Migrations } from "./migrations.ts";
import { inSqliteWords } from "./sqliteFailure.ts";

export interface SqliteFileOptions {
  readonly migrations: Migrations;
  /** How long the start waits for another process that is starting too, ms. */
  readonly busyMs: number;
  /** Ms since 1970; names the backup before a migration. */
  readonly now: () => number;
}

/**
 * Opens the file, or makes it; checks it, and brings it to the schema of this version.
 * @throws {StoreError} "corrupt" with the command that restores the newest backup, "newer", "busy", "full", "unavailable"
 */
export function openSqliteFile(file: string, { migrations, busyMs, now }: SqliteFileOptions): DatabaseSync {
  try {
    // There is nothing else to do yet, so that SQLite may do the waiting.
    const db = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true });
    try {
      db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
      // A damaged file opens like any other and fails some day later.
      if (!isWhole(db)) throw new StoreError("corrupt", "damaged");
      migrate(db, migrations, () => backUpBefore(db, file, now()));
      db.exec("PRAGMA busy_timeout = 0");
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (thrown) {
    const error = inSqliteWords(thrown);
    if (error instanceof StoreError && error.failure === "corrupt")
      throw new StoreError("corrupt", `The store ${file} is damaged. ${restoreWords(file)}`, { cause: error });
    throw error;
  }
}

/** Whether SQLite finds nothing wrong with the file's structure. @throws what SQLite throws when it cannot even look */
export const isWhole = (db: DatabaseSync): boolean =>
  (db.prepare("PRAGMA quick_check(1)").get() as { quick_check: string }).quick_check === "ok";

function migrate(db: DatabaseSync, migrations: Migrations, before: () => void): void {
  const known = (): number => {
    const version = versionOf(db);
    if (version > migrations.length) throw new StoreError("newer", NEWER);
    return version;
  };
  if (known() === migrations.length) return;
  if (known() > 0) before();
  db.exec("BEGIN IMMEDIATE");
  try {
    // Asked again: another process may have done it meanwhile.
    for (const sql of migrations.slice(known()).flat()) db.exec(sql);
    db.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

const versionOf = (db: DatabaseSync): number =>
  (db.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;

/** The store as it was, in case the new version has to be taken back. */
function backUpBefore(db: DatabaseSync, file: string, now: number): void {
  const folder = backupFolderOf(file);
  const version = versionOf(db);
  const path = backupPath(folder, now, version);
  const part = partOf(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(part, { force: true });
  closeSync(openSync(part, "wx", 0o600));
  try {
    db.prepare("VACUUM INTO ?").run(part);
    const copy = new DatabaseSync(part);
    const copied = versionOf(copy);
    copy.close();
    // Otherwise another process was faster, and has made the copy too.
    if (copied === version) renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
