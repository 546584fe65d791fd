import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { WATCHLIST_LIMIT } from "../../../src/engine/lists.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { createWatchlists, type Added, type Watchlists } from "../../../src/services/store/watchlists.ts";
import { onEachDatabase } from "../../support/databases.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const distinct = (count: number) =>
  Array.from({ length: count }, (_, i) => `${letters[Math.floor(i / 26)]}${letters[i % 26]}` as Ticker);

onEachDatabase("fifty adds to one watchlist at the same time", (places) => {
  async function addAtOnce(
    names: readonly Ticker[],
  ): Promise<{ readonly list: readonly Ticker[]; readonly said: Added[] }> {
    const place = await places.fresh();
    const lists: Watchlists[] = [];
    for (let i = 0; i < 3; i++) lists.push(createWatchlists(await place.open(), () => 1));
    const said = await Promise.all(names.map((name, i) => lists[i % 3]!.add("7", [name])));
    return { list: await lists[0]!.of("7"), said };
  }

  test("of fifty symbols keep 25, and the others are told so", async () => {
    const names = distinct(50);
    const { list, said } = await addAtOnce(names);
    expect(list).toHaveLength(WATCHLIST_LIMIT);
    const [added, refused] = [said.flatMap((one) => one.added), said.flatMap((one) => one.refused)];
    expect(added.toSorted()).toEqual(list.toSorted());
    expect([...added, ...refused].toSorted()).toEqual(names.toSorted());
  });

  test("of 25 symbols, each twice, keep them all, and one of each two is told that it was there", async () => {
    const names = distinct(25);
    const { list, said } = await addAtOnce([...names, ...names]);
    expect(list.toSorted()).toEqual(names);
    expect(said.flatMap((one) => one.already).toSorted()).toEqual(names);
  });
});

onEachDatabase("two processes on one watchlist", (places) => {
  /** A process of its own, which adds its symbols one by one as fast as it can. */
  async function addElsewhere(url: string, names: readonly Ticker[]): Promise<void> {
    const module = (name: string) =>
      pathToFileURL(resolve(import.meta.dirname, `../../../src/services/store/${name}.ts`)).href;
    const program = `
      import { openSqlite } from "${module("sqlite")}";
      import { openPostgres } from "${module("postgres")}";
      import { createWatchlists } from "${module("watchlists")}";
      const [url, ...names] = process.argv.slice(1);
      const database = url.startsWith("postgres") ? await openPostgres(url) : openSqlite(url);
      const lists = createWatchlists(database, Date.now);
      await Promise.all(names.map((name) => lists.add("7", [name])));
      await database.close();`;
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, url, ...names]);
  }

  describe("that start at the same moment on an empty place", () => {
    test.each([
      [24, 24],
      [50, 25],
    ])("and add %i symbols keep %i", async (count, kept) => {
      const place = await places.fresh();
      const names = distinct(count);
      const halves = [names.slice(0, count / 2), names.slice(count / 2)];
      await Promise.all(halves.map((half) => addElsewhere(place.url, half)));
      expect(await createWatchlists(await place.open(), () => 1).of("7")).toHaveLength(kept);
    });
  });
});
