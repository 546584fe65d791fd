import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Database } from "../../../src/services/store/database.ts";
import { openPostgres, type PostgresOptions } from "../../../src/services/store/postgres.ts";
import { findPostgres, POSTGRES_PASSWORD, startPostgres, type Cluster } from "../../support/postgres.ts";

const warnings: string[] = [];
const log = { warn: (_fields: object, message: string) => void warnings.push(message) };
const SET = "INSERT INTO guild (guild_id) VALUES ($1)";

describe.skipIf(findPostgres() === null)("Postgres", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(() => cluster.stop());

  async function openAt(url: string, options?: PostgresOptions): Promise<Database> {
    const database = await openPostgres(url, { log, ...options });
    onTestFinished(() => database.close());
    return database;
  }

  test("goes away in the middle: whoever asks is told in words, nothing else happens, and it works when it is back", async () => {
    const database = await openAt(await cluster.freshDatabase());
    await database.run(SET, ["1"]);
    const begun = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    const cutOff = database.transaction(async (sql) => {
      await sql.run(SET, ["2"]);
      begun.resolve();
      await mayGoOn.promise;
      await sql.run(SET, ["3"]);
    });
    await begun.promise;
    await cluster.halt();
    mayGoOn.resolve();
    const words = /^the store: Postgres does not answer( \(E[A-Z]+\))?; is STORE_URL right, and does it run\?$/;
    const failure = { name: "StoreError", failure: "unavailable", message: expect.stringMatching(words) };
    await expect(cutOff).rejects.toMatchObject(failure);
    for (let i = 0; i < 3; i++) await expect(database.run(SET, ["4"])).rejects.toMatchObject(failure);
    await expect(database.transaction(async () => undefined)).rejects.toMatchObject(failure);
    await cluster.start();
    await database.transaction((sql) => sql.run(SET, ["5"]));
    expect(await database.all("SELECT guild_id FROM guild ORDER BY guild_id")).toEqual([
      { guild_id: "1" },
      { guild_id: "5" },
    ]);
  });

  test("falls silent in the middle of a transaction: that connection is given up, and the next one is another", async () => {
    const database = await openAt(await cluster.freshDatabase(), { answerMs: 1_000 });
    let backend = 0;
    const silent = database.transaction(async (sql) => {
      const [row] = await sql.all<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      backend = row!.pid;
      process.kill(backend, "SIGSTOP");
      await sql.run(SET, ["1"]);
    });
    await expect(silent).rejects.toMatchObject({ name: "StoreError", failure: "unavailable" });
    try {
      await database.transaction((sql) => sql.run(SET, ["2"]));
    } finally {
      process.kill(backend, "SIGCONT");
    }
    expect(await database.all("SELECT guild_id FROM guild")).toEqual([{ guild_id: "2" }]);
  });

  test("loses a connection that nobody uses: that is a line in the log", async () => {
    const url = await cluster.freshDatabase();
    const [database, other] = [await openAt(url), await openAt(url)];
    await database.probe();
    warnings.length = 0;
    await other.all(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = $1",
      [new URL(url).pathname.slice(1)],
    );
    await expect.poll(() => warnings).toContain("a connection to the store was lost");
    await database.probe();
  });

  test.each([
    ["a wrong password", (url: URL) => (url.password = "wrong-password"), /password authentication failed for user/],
    ["a database that is not there", (url: URL) => (url.pathname = "/nowhere"), /database "nowhere" does not exist/],
    ["a port where nobody listens", (url: URL) => (url.port = "1"), /does not answer \(ECONNREFUSED\)/],
    ["a host that cannot be", (url: URL) => (url.hostname = "256.0.0.1.invalid"), /does not answer/],
  ])("%s is told at the start in words, without address or password", async (_what, change, words) => {
    const url = new URL(await cluster.freshDatabase());
    change(url);
    const error = await openPostgres(url.href).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "StoreError", failure: "unavailable", message: expect.stringMatching(words) });
    const all = JSON.stringify(error, Object.getOwnPropertyNames(error));
    for (const secret of [url.password, POSTGRES_PASSWORD, url.href, url.host]) expect(all).not.toContain(secret);
  });

  test("an address that is none is told without showing it", async () => {
    const error = await openPostgres("postgres://gexcord:wrong-password@[").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "StoreError", failure: "unavailable" });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("wrong-password");
  });

  test("a transaction that goes on after a statement failed is an error: Postgres has taken it back", async () => {
    const database = await openAt(await cluster.freshDatabase());
    const careless = database.transaction(async (sql) => {
      await sql.run(SET, ["1"]);
      await sql.run("NONSENSE").catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ name: "StoreError" });
    expect(await database.all("SELECT * FROM guild")).toEqual([]);
  });

  test("two transactions that wait for each other end, one of them as busy", async () => {
    const database = await openAt(await cluster.freshDatabase());
    const both = Promise.withResolvers<void>();
    let holding = 0;
    const take = (first: string, second: string) =>
      database.transaction(async (sql) => {
        await sql.lock(first);
        if (++holding === 2) both.resolve();
        await both.promise;
        await sql.lock(second);
      });
    const ends = await Promise.allSettled([take("a", "b"), take("b", "a")]);
    const refused = ends.filter((end) => end.status === "rejected");
    expect(refused).toMatchObject([{ reason: { name: "StoreError", failure: "busy" } }]);
  });

  test("counts are numbers here and stay text for everybody else who uses the package", async () => {
    const url = await cluster.freshDatabase();
    const database = await openAt(url);
    expect(await database.all("SELECT count(*) AS n FROM guild")).toEqual([{ n: 0 }]);
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    expect((await client.query("SELECT count(*) AS n FROM guild")).rows).toEqual([{ n: "0" }]);
  });
});
