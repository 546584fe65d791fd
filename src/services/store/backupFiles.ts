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

const NAME = /^gexcord-(\d{4}-\d{2}-\d{2})(?:-schema-\d+)?\.sqlite(\.\d+\.part)?$/;

/** Beside the file. */
export const backupFolderOf = (file: string): string => join(dirname(file), "backups");

/** Where the copy of a day belongs; one made before a migration says of which schema it is. */
export function backupPath(folder: string, now: number, schema?: number): string {
  return join(folder, `gexcord-${dateOf(now)}${schema === undefined ? "" : `-schema-${schema}`}.sqlite`);
}

/** By UTC. */
export const dateOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Its name while it is being made; of this process, since another one may be at it too. */
export const partOf = (path: string): string => `${path}.${process.pid}.part`;

/** Those in a folder, the newest first; none when there is no such folder. */
export const backupsIn = (folder: string): readonly Backup[] =>
  filesIn(folder)
    .filter(({ isPart }) => !isPart)
    .map(({ path, date }) => ({ path, date, madeAt: Math.round(statSync(path).mtimeMs) }))
    .toSorted((a, b) => b.madeAt - a.madeAt);

/** Copies, and what is left of copies that were cut off, of days before this one. */
export const filesBefore = (folder: string, date: string): readonly string[] =>
  filesIn(folder)
    .filter((one) => one.date < date)
    .map(({ path }) => path);

const filesIn = (folder: string) =>
  namesIn(folder).flatMap((name) => {
    const [, date, part] = NAME.exec(name) ?? [];
    return date === undefined ? [] : [{ path: join(folder, name), date, isPart: part !== undefined }];
  });

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
