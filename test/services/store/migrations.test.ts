import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { NEWER, type Migrations } from "../../../src/services/store/migrations.ts";
import { onEachDatabase, type Place } from "../../support/databases.ts";

const FIRST: Migrations = [["CREATE TABLE note (id TEXT PRIMARY KEY)"]];
const SECOND = ["ALTER TABLE note ADD COLUMN at BIGINT", "UPDATE note SET at = 5"];

onEachDatabase("a new schema", (places) => {
  async function placeOfOne(): Promise<Place> {
    const place = await places.fresh();
    const database = await place.open({ migrations: FIRST });
    await database.run("INSERT INTO note VALUES ('kept')");
    await database.close();
    return place;
  }

  test("is taken on where the last one ended, with what is in it, and once", async () => {
    const place = await placeOfOne();
    for (let i = 0; i < 2; i++) {
      const database = await place.open({ migrations: [...FIRST, SECOND] });
      expect(await database.all("SELECT * FROM note")).toEqual([{ id: "kept", at: 5 }]);
    }
  });

  test("is taken on once by several processes that start at the same moment", async () => {
    const place = await placeOfOne();
    const three = await Promise.all([1, 2, 3].map(() => place.open({ migrations: [...FIRST, SECOND] })));
    for (const one of three) expect(await one.all("SELECT at FROM note")).toEqual([{ at: 5 }]);
  });

  test("of which a statement fails leaves everything as it was, and the old version starts again", async () => {
    const place = await placeOfOne();
    const failing = place.open({ migrations: [...FIRST, SECOND, ["CREATE TABLE more (id TEXT)", "NONSENSE"]] });
    await expect(failing).rejects.toMatchObject({ name: "StoreError" });
    const database = await place.open({ migrations: FIRST });
    expect(await database.all("SELECT * FROM note")).toEqual([{ id: "kept" }]);
  });

  test("killed while it is taken on leaves everything as it was, and the old version starts again", async () => {
    const place = await placeOfOne();
    const long = Array.from(
      { length: 300 },
      (_, i) => `INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
          SELECT 'more ${i} ' || i, i FROM n`,
    );
    const child = openElsewhere(place.url, [...FIRST, SECOND, long]);
    let printed = "";
    child.stderr.on("data", (data: Buffer) => (printed += data.toString()));
    await new Promise((begun) => child.stdout.once("data", begun));
    await sleep(300);
    const gone = new Promise((exit) => child.once("exit", (_code, signal) => exit(signal)));
    child.kill("SIGKILL");
    expect([await gone, printed], "it was at it").toEqual(["SIGKILL", ""]);
    const database = await place.open({ migrations: FIRST });
    expect(await database.all("SELECT * FROM note")).toEqual([{ id: "kept" }]);
  });

  test("is refused in words by the version before it, and nothing is changed", async () => {
    const place = await placeOfOne();
    await (await place.open({ migrations: [...FIRST, SECOND] })).close();
    await expect(place.open({ migrations: FIRST })).rejects.toMatchObject({ failure: "newer", message: NEWER });
    const database = await place.open({ migrations: [...FIRST, SECOND] });
    expect(await database.all("SELECT * FROM note")).toEqual([{ id: "kept", at: 5 }]);
  });
});

/** A process of its own that opens the place; it prints a line when it is about to. */
function openElsewhere(url: string, migrations: Migrations) {
  const module = (name: string) =>
    pathToFileURL(resolve(import.meta.dirname, `../../../src/services/store/${name}.ts`)).href;
  const program = `
    import { openSqlite } from "${module("sqlite")}";
    import { openPostgres } from "${module("postgres")}";
    const [url, migrations] = process.argv.slice(1);
    console.log("begins");
    const open = url.startsWith("postgres") ? openPostgres : openSqlite;
    await open(url, { migrations: JSON.parse(migrations) });`;
  return spawn(process.execPath, ["--input-type=module", "-e", program, url, JSON.stringify(migrations)]);
}
