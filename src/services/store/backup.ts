import { once } from "node:events";
import { mkdir, open, rename, rm, utimes } from "node:fs/promises";
import { backup, DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { backupPath, backupsIn, dateOf, filesBefore, partOf, type Backup } from "./backupFiles.ts";
import { StoreError } from "./database.ts";
import type { Finished } from "./finishCopy.ts";
import { inSqliteWords } from "./sqliteFailure.ts";

export interface BackUpOptions {
  /** The store. */
  readonly file: string;
  readonly folder: string;
  /** Days, today included; older copies are deleted once the new one is there. */
  readonly keep: number;
  /** Ms since 1970. */
  readonly now: number;
}

const DAY = 86_400_000;
/** More pages than any store has: copied in one step, off the main thread, it is of one instant and never starts anew. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * A copy of the store while it is in use, at most one a day; null when today's is there. A copy is checked before it counts,
 * so that a damaged store does not push out the last good one.
 * @throws {StoreError} "full", "corrupt" and the rest; then there is no new file, and no old one was deleted
 */
export async function backUp({ file, folder, keep, now }: BackUpOptions): Promise<Backup | null> {
  const path = backupPath(folder, now);
  if (backupsIn(folder).some((one) => one.path === path)) return null;
  const part = partOf(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(part, { force: true });
    await copy(file, part);
    await finish(part, now);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw inSqliteWords(error);
  }
  for (const old of filesBefore(folder, dateOf(now - (keep - 1) * DAY))) await rm(old);
  return backupsIn(folder).find((one) => one.path === path)!;
}

async function copy(file: string, part: string): Promise<void> {
  // Made here, so that nobody else may read it from its first byte on.
  await (await open(part, "wx", 0o600)).close();
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    await backup(source, part, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/** Whole, and on the disk. */
async function finish(part: string, now: number): Promise<void> {
  const worker = new Worker(new URL("./finishCopy.ts", import.meta.url), { workerData: part });
  const [damage] = (await once(worker, "message")) as [Finished];
  if (damage) throw new StoreError(damage.failure, damage.message);
  const handle = await open(part, "r");
  await handle.sync();
  await handle.close();
  await utimes(part, now / 1000, now / 1000);
}
