import pg from "pg";
import { StoreError, type Column, type Database, type Row, type Sql, type SqlValue } from "./database.ts";
import { MIGRATIONS, NEWER, type Migrations } from "./migrations.ts";
import { inPostgresWords } from "./postgresFailure.ts";

export interface PostgresOptions {
  readonly log?: { warn(fields: object, message: string): void };
  /** How long a statement waits for another one's lock, ms. */
  readonly busyMs?: number;
  /** How long an answer is waited for, ms: no statement of ours takes seconds, so that one that does has lost its server. */
  readonly answerMs?: number;
  /** Default: the schema of this version. */
  readonly migrations?: Migrations;
}

const BUSY_MS = 5_000;
const CONNECT_MS = 5_000;
const ANSWER_MS = 30_000;
const CONNECTIONS = 10;
/** A process that stopped in the middle of a transaction keeps its locks no longer than this. */
const IDLE_MS = 60_000;

/**
 * The database at this address, brought to the schema of this version. Connections are made when needed, so that a server
 * that went away is in use again when it is back.
 * @throws {StoreError} "newer", "unavailable"; never with the address, which holds a password
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { log, busyMs = BUSY_MS, answerMs = ANSWER_MS, migrations = MIGRATIONS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: answerMs,
    lock_timeout: busyMs,
    idle_in_transaction_session_timeout: IDLE_MS,
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks says so to whoever asks over it; this is for those that are idle, or between two statements.
  pool.on("error", () => log?.warn({}, "a connection to the store was lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  const database = databaseOf(pool);
  try {
    await database.transaction((sql) => migrate(sql, migrations));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function databaseOf(pool: pg.Pool): Database {
  const direct = sqlOver((text, params) => inPostgresWords(() => pool.query<Row>(text, params)));
  const database: Database = {
    ...direct,
    async transaction(work) {
      const client = await inPostgresWords(() => pool.connect());
      const ask: Ask = (text, params) => inPostgresWords(() => client.query<Row>(text, params));
      const tx = sqlOver(ask);
      try {
        await ask("BEGIN");
        const result = await work(tx);
        // After a statement that failed, and was caught, Postgres takes everything back and calls that a success.
        if ((await ask("COMMIT")).command !== "COMMIT")
          throw new StoreError("unavailable", "the store: a statement of the transaction had failed");
        client.release();
        return result;
      } catch (error) {
        const isAsBefore = await ask("ROLLBACK").then(
          () => true,
          () => false,
        );
        client.release(!isAsBefore);
        throw error;
      }
    },
    async probe() {
      await direct.run(
        "INSERT INTO lease VALUES ('probe', '', 0) ON CONFLICT (name) DO UPDATE SET until = lease.until + 1",
      );
    },
    async close() {
      if (!pool.ending) await pool.end();
    },
  };
  return database;
}

type Ask = (text: string, params?: SqlValue[]) => Promise<pg.QueryResult<Row>>;

/** Statements over a connection; a transaction in it is part of it. */
function sqlOver(ask: Ask): Sql {
  const sql: Sql = {
    forTaking: "FOR UPDATE SKIP LOCKED",
    all: async <R extends Row>(text: string, params: readonly SqlValue[] = []) =>
      (await ask(text, [...params])).rows as unknown as readonly R[],
    run: async (text, params = []) => (await ask(text, [...params])).rowCount ?? 0,
    transaction: (work) => work(sql),
    async lock(name) {
      await ask("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
    },
    columns: () =>
      sql.all<Column>(
        `SELECT table_name AS "table", column_name AS name FROM information_schema.columns
         WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`,
      ),
  };
  return sql;
}

async function migrate(sql: Sql, migrations: Migrations): Promise<void> {
  await sql.lock("migrations");
  await sql.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
  const [row] = await sql.all<{ version: number }>("SELECT version FROM schema_version");
  const version = row?.version ?? 0;
  if (version > migrations.length) throw new StoreError("newer", NEWER);
  if (version === migrations.length) return;
  for (const statement of migrations.slice(version).flat()) await sql.run(statement);
  await sql.run("DELETE FROM schema_version");
  await sql.run("INSERT INTO schema_version VALUES ($1)", [migrations.length]);
}

const INT8 = 20;
/** Counts and times fit into a number, and in SQLite they are one; of this pool only. */
const parserOf: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === INT8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format);
