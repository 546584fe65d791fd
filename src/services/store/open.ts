import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { backUp } from "./backup.ts";
import { backupFolderOf, backupsIn, type Backup } from "./backupFiles.ts";
import type { Database } from "./database.ts";
import { openPostgres, type PostgresOptions } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import { inSqliteWords } from "./sqliteFailure.ts";

export interface OpenOptions {
  /** "postgres://…" for a database that several machines share; undefined: a file of our own. */
  readonly url: string | undefined;
  /** Where the file belongs; it is made when it is not there. */
  readonly dataDir: string;
  readonly log: NonNullable<PostgresOptions["log"]>;
  readonly now: () => number;
}

/** Copies of the store's file. */
export interface Backups {
  /** Makes today's; null when it is there. @throws {StoreError} then the earlier ones are still there */
  make(): Promise<Backup | null>;
  /** The newest one there is. */
  newest(): Backup | null;
}

export interface OpenedStore {
  readonly database: Database;
  /** Null on Postgres: whoever runs it backs it up. */
  readonly backups: Backups | null;
}

/** So that a user's wish to be forgotten has reached every copy after a week. */
const KEEP_DAYS = 7;

/** The store that the settings name. @throws {StoreError} whose message tells the operator what to do */
export async function openStoreDatabase({ url, dataDir, log, now }: OpenOptions): Promise<OpenedStore> {
  if (url !== undefined) return { database: await openPostgres(url, { log }), backups: null };
  const file = join(dataDir, "gexcord.sqlite");
  makePrivate(file, dataDir);
  const folder = backupFolderOf(file);
  return {
    database: openSqlite(file, { now }),
    backups: {
      make: () => backUp({ file, folder, keep: KEEP_DAYS, now: now() }),
      newest: () => backupsIn(folder)[0] ?? null,
    },
  };
}

/** What people watch is nobody else's business on this machine: made by us, file and folder are ours alone. */
function makePrivate(file: string, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, "a", 0o600));
  } catch (error) {
    throw inSqliteWords(error);
  }
}
