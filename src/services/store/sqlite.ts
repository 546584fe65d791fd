import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { StoreError, type Database, type Row, type Sql, type SqlValue, type StoreFailure } from "./database.ts";
import { MIGRATIONS } from "./migrations.ts";

export interface SqliteOptions {
  /** How long a writer waits for another process's lock, ms. */
  readonly busyMs?: number;
}

const BUSY_MS = 5_000;
const MOST_STATEMENTS = 200;
/** Result codes of SQLite, without their extended part: https://www.sqlite.org/rescode.html */
const FAILURES: Readonly<Record<number, StoreFailure>> = {
  5: "busy",
  6: "busy",
  11: "corrupt",
  13: "full",
  26: "corrupt",
};

/**
 * One file (":memory:" for none), written through before anything is called done (WAL, synchronous=FULL). A lock held by
 * another process is waited for without blocking this one.
 * @throws {StoreError} "corrupt", "newer", "unavailable"
 */
export function openSqlite(file: string, { busyMs = BUSY_MS }: SqliteOptions = {}): Database {
  const db = inWords(() => open(file));
  const statements = new LRUCache<string, StatementSync>({ max: MOST_STATEMENTS });
  let last: Promise<unknown> = Promise.resolve();

  const direct: Sql = {
    forTaking: "",
    all: async <R extends Row>(sql: string, params: readonly SqlValue[] = []) =>
      inWords(() => statement(sql).all(...params)) as unknown as readonly R[],
    run: async (sql, params = []) => inWords(() => Number(statement(sql).run(...params).changes)),
    transaction: (work) => work(direct),
  };
  return {
    forTaking: "",
    all: <R extends Row>(sql: string, params?: readonly SqlValue[]) =>
      inTurn(() => patiently(() => direct.all<R>(sql, params))),
    run: (sql, params) => inTurn(() => patiently(() => direct.run(sql, params))),
    transaction: (work) =>
      inTurn(async () => {
        await patiently(async () => inWords(() => db.exec("BEGIN IMMEDIATE")));
        try {
          const result = await work(direct);
          inWords(() => db.exec("COMMIT"));
          return result;
        } catch (error) {
          // A full disk has rolled back by itself.
          if (db.isTransaction) db.exec("ROLLBACK");
          throw error;
        }
      }),
    async probe() {
      await this.run(
        "INSERT INTO lease VALUES ('probe', '', 0) ON CONFLICT (name) DO UPDATE SET until = lease.until + 1",
      );
    },
    async close() {
      await last.catch(() => undefined);
      if (db.isOpen) db.close();
    },
  };

  function statement(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) return known;
    const fresh = db.prepare(sql.replaceAll(/\$(\d+)/g, "?$1"));
    statements.set(sql, fresh);
    return fresh;
  }

  /** There is one connection: what does not belong to a transaction waits for its end. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + busyMs;
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreError && error.failure === "busy") || performance.now() + wait > until) throw error;
        await sleep(wait);
      }
    }
  }
}

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: true });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: DatabaseSync): void {
  const { user_version: version } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version > MIGRATIONS.length)
    throw new StoreError(
      "newer",
      "The store was written by a newer version of gexcord; start that one, or restore a backup.",
    );
  if (version === MIGRATIONS.length) return;
  db.exec("BEGIN IMMEDIATE");
  for (const sql of MIGRATIONS.slice(version).flat()) db.exec(sql);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
}

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !("errcode" in error)) throw error;
    const failure = FAILURES[Number(error.errcode) & 0xff] ?? "unavailable";
    throw new StoreError(failure, `the store: ${error.message}`, { cause: error });
  }
}
