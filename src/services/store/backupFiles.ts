import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A copy of the store, whole and checked. */
export interface Backup {
  readonly path: string;
  /** "2026-11-24", by UTC. */
  readonly date: string;
  /** Ms since 1970. */
  readonly madeAt: number;
}

const NAME = /^gexcord-(\d{4}-\d{2}-\d{2})(?:-schema-\d+)?\.sqlite$/;

/** Beside the file. */
export const backupFolderOf = (file: string): string => join(dirname(file), "backups");

/** Where the copy of a day belongs; one made before a migration says of which schema it is. */
export function backupPath(folder: string, now: number, schema?: number): string {
  const date = new Date(now).toISOString().slice(0, 10);
  return join(folder, `gexcord-${date}${schema === undefined ? "" : `-schema-${schema}`}.sqlite`);
}

/** Those in a folder, the newest first; none when there is no such folder. */
export function backupsIn(folder: string): readonly Backup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const date = NAME.exec(name)?.[1];
      const path = join(folder, name);
      return date === undefined ? [] : [{ path, date, madeAt: Math.round(statSync(path).mtimeMs) }];
    })
    .toSorted((a, b) => b.madeAt - a.madeAt);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** What an operator types to have the newest backup in the place of a damaged file; in words when there is none. */
export function restoreWords(file: string): string {
  const [newest] = backupsIn(backupFolderOf(file));
  const aside = `mv ${quoted(file)} ${quoted(`${file}.damaged`)} && rm -f ${quoted(`${file}-wal`)} ${quoted(`${file}-shm`)}`;
  return newest
    ? `Stop the bot, put the backup of ${newest.date} in its place, and start again:\n  ${aside} && cp ${quoted(newest.path)} ${quoted(file)}`
    : `There is no backup in ${backupFolderOf(file)}. To start with an empty store:\n  ${aside}`;
}

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
