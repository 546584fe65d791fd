import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { Database } from "../../src/services/store/database.ts";
import type { Migrations } from "../../src/services/store/migrations.ts";
import { openPostgres } from "../../src/services/store/postgres.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { findPostgres, startPostgres } from "./postgres.ts";

interface Options {
  readonly busyMs?: number;
  readonly migrations?: Migrations;
}

/** An empty database, until somebody opens it. */
export interface Place {
  readonly url: string;
  /** Closed at the end of the test. Opened twice, it is used as by two processes. */
  open(options?: Options): Promise<Database>;
}

interface Places {
  fresh(): Promise<Place>;
}

const DIALECTS = [
  { name: "SQLite", isAbsent: false, start: startFiles },
  { name: "Postgres", isAbsent: findPostgres() === null, start: startServer },
];

/** The same tests over both databases. */
export function onEachDatabase(what: string, tests: (places: Places) => void): void {
  for (const { name, isAbsent, start } of DIALECTS)
    describe.skipIf(isAbsent)(`${what}, on ${name}`, () => {
      let places: Awaited<ReturnType<typeof start>>;
      beforeAll(async () => {
        places = await start();
      });
      afterAll(() => places.stop());
      tests({ fresh: () => places.fresh() });
    });
}

async function startFiles() {
  const folder = mkdtempSync(join(tmpdir(), "gexcord-store-"));
  let count = 0;
  return {
    async fresh() {
      const file = join(folder, `store${++count}.sqlite`);
      return placeOf(file, async (options) => openSqlite(file, options));
    },
    stop: async () => rmSync(folder, { recursive: true }),
  };
}

async function startServer() {
  const cluster = await startPostgres();
  return {
    async fresh() {
      const url = await cluster.freshDatabase();
      return placeOf(url, (options) => openPostgres(url, options));
    },
    stop: () => cluster.stop(),
  };
}

const placeOf = (url: string, open: (options?: Options) => Promise<Database>): Place => ({
  url,
  async open(options) {
    const database = await open(options);
    onTestFinished(() => database.close());
    return database;
  },
});
