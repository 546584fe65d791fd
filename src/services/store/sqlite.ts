import type { StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { StoreError, type Column, type Database, type Row, type Sql, type SqlValue } from "./database.ts";
import { MIGRATIONS, type Migrations } from "./migrations.ts";
import { inSqliteWords } from "./sqliteFailure.ts";
import { openSqliteFile } from "./sqliteFile.ts";

export interface SqliteOptions {
  /** How long a writer waits for another process's lock, ms. */
  readonly busyMs?: number;
  /** Default: the schema of this version. */
  readonly migrations?: Migrations;
  readonly now?: () => number;
}

const BUSY_MS = 5_000;
const MOST_STATEMENTS = 200;

/**
 * One file (":memory:" for none), written through before anything is called done (WAL, synchronous=FULL). A lock held by
 * another process is waited for without blocking this one.
 * @throws {StoreError} "corrupt" with the command that restores the newest backup, "newer", "busy", "full", "unavailable"
 */
export function openSqlite(file: string, options: SqliteOptions = {}): Database {
  const { busyMs = BUSY_MS, migrations = MIGRATIONS, now = Date.now } = options;
  const db = openSqliteFile(file, { migrations, busyMs, now });
  const statements = new LRUCache<string, StatementSync>({ max: MOST_STATEMENTS });
  let last: Promise<unknown> = Promise.resolve();

  const direct: Sql = {
    forTaking: "",
    all: async <R extends Row>(sql: string, params: readonly SqlValue[] = []) =>
      inWords(() => statement(sql).all(...params)) as unknown as readonly R[],
    run: async (sql, params = []) => inWords(() => Number(statement(sql).run(...params).changes)),
    transaction: (work) => work(direct),
    lock: async () => undefined,
    columns: () =>
      direct.all<Column>(
        `SELECT schema.name AS "table", info.name AS name FROM sqlite_schema AS schema, pragma_table_info(schema.name) AS info
         WHERE schema.type = 'table' ORDER BY schema.name, info.cid`,
      ),
  };
  return {
    ...direct,
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

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inSqliteWords(error);
  }
}
