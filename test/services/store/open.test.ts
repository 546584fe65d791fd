import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStoreDatabase } from "../../../src/services/store/open.ts";
import { findPostgres, startPostgres, type Cluster } from "../../support/postgres.ts";

const log = { warn: () => undefined };
const now = () => Date.parse("2026-11-24T02:30:00Z");

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "gexcord-open-"));
});
afterAll(() => rmSync(home, { recursive: true }));

async function open(dataDir: string, url?: string) {
  const opened = await openStoreDatabase({ url, dataDir, log, now });
  onTestFinished(() => opened.database.close());
  return opened;
}

describe("without STORE_URL", () => {
  test("the store is a file in the data folder, which nobody else on the machine may read", async () => {
    const dataDir = join(home, "made", "for us");
    const { database } = await open(dataDir);
    await database.probe();
    expect(readdirSync(dataDir)).toContain("gexcord.sqlite");
    for (const name of readdirSync(dataDir))
      expect([name, statSync(join(dataDir, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test("what is in it is there at the next start, and what the operator allowed on his folder stays allowed", async () => {
    const dataDir = join(home, "twice");
    const first = await open(dataDir);
    await first.database.run("INSERT INTO guild (guild_id) VALUES ('1')");
    await first.database.close();
    chmodSync(dataDir, 0o750);
    expect(await (await open(dataDir)).database.all("SELECT guild_id FROM guild")).toEqual([{ guild_id: "1" }]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o750);
  });

  test("there is a backup once one was made", async () => {
    const { backups } = await open(join(home, "copied"));
    expect(backups!.newest()).toBeNull();
    const made = await backups!.make();
    expect(backups!.newest()).toEqual(made);
    expect(made).toMatchObject({ date: "2026-11-24", madeAt: now() });
  });

  test("a folder that cannot be made is told in words", async () => {
    writeFileSync(join(home, "taken"), "");
    await expect(open(join(home, "taken", "data"))).rejects.toMatchObject({
      name: "StoreError",
      failure: "unavailable",
      message: expect.stringMatching(/^the store: E[A-Z]+: .*taken/),
    });
  });
});

describe.skipIf(findPostgres() === null)("with STORE_URL", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(() => cluster.stop());

  test.each(["postgres", "postgresql"])(
    "%s:// is that database; no file is made and no backup, which is its operator's",
    async (scheme) => {
      const dataDir = join(home, "unused");
      const url = (await cluster.freshDatabase()).replace("postgres:", `${scheme}:`);
      const { database, backups } = await open(dataDir, url);
      await database.probe();
      expect(backups).toBeNull();
      expect(readdirSync(home)).not.toContain("unused");
    },
  );
});
