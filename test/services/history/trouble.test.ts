import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { StoreError } from "../../../src/errors.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { emptyRow } from "../../../src/engine/vrp/emptyRow.ts";
import { CHART, DATES, historyScene, type HistoryScene, SPY, TABLE, table } from "../../support/historyScene.ts";
import { chartOf, sessionsTo } from "../../support/pastOnFile.ts";
import * as up from "../../support/upstream.ts";

let scene: HistoryScene;
beforeEach(async () => {
  scene = await historyScene();
});
afterEach(() => scene.close());

const DAY = 24 * 3_600_000;

describe("a document that cannot be had is a note with its reason, and no error", () => {
  test.each([
    ["403", up.status(403), "no-data"],
    ["404", up.status(404), "no-data"],
    ["500", up.status(500), "unreachable"],
    ["a closed connection", up.reset, "unreachable"],
    ["a page", up.html(), "bad-response"],
    ["another document", up.json({ hello: 1 }), "bad-response"],
    ["a cut-off document", up.json(`{"data":[{"date":`), "bad-response"],
    ["a chart without sessions", up.json({ data: [] }), "no-data"],
    ["a chart of zeros", up.json({ data: [{ date: "2026-11-24", close: "0.0" }] }), "no-data"],
    ["a chart of the future alone", up.json(chartOf(["2027-01-04"])), "no-data"],
  ])("%s", async (_, behaviour, reason) => {
    scene.upstream.on(CHART, behaviour);
    const { bars, rows, notes } = await scene.bot().of();
    expect(bars).toEqual([]);
    expect(rows, "without a close there is nothing to stand beside").toEqual([]);
    expect(notes).toEqual([{ part: "bars", reason, keptTo: null }]);
  });

  test("and what was kept earlier is used, and says up to when", async () => {
    const { database, of } = scene.bot();
    await of();
    scene.now += 2 * DAY;
    scene.upstream.on(CHART, up.status(503));
    scene.upstream.on(TABLE, up.reset);
    const { bars, rows, notes, volIndex } = await scene.bot(database).of();
    expect([bars.length, rows.length]).toEqual([30, 30]);
    expect(volIndex).toEqual({ name: "VIX", state: "published" });
    expect(notes).toEqual([
      { part: "bars", reason: "unreachable", keptTo: "2026-11-25" },
      { part: "index", reason: "unreachable", keptTo: "2026-11-25" },
    ]);
  });

  test("and is one line of the log", async () => {
    scene.upstream.on(CHART, up.status(403));
    const { lines, of } = scene.bot();
    await of();
    expect(
      lines()
        .map((line) => JSON.stringify(line))
        .filter((line) => line.includes("bars SPY")),
    ).toHaveLength(1);
  });
});

describe("a volatility index", () => {
  test.each([["403"], ["404"]])(
    "that answers %s while the prices come is gone, and no note: nobody can do anything",
    async (code) => {
      scene.upstream.on(TABLE, up.status(Number(code)));
      const { bars, rows, volIndex, notes } = await scene.bot().of();
      expect(volIndex).toEqual({ name: "VIX", state: "gone" });
      expect([bars.length, rows.length, notes.length]).toEqual([30, 0, 0]);
    },
  );

  test("that is refused together with the prices is not gone: the feed refuses us", async () => {
    scene.upstream.on(TABLE, up.status(403));
    scene.upstream.on(CHART, up.status(403));
    const { volIndex, notes } = await scene.bot().of();
    expect(volIndex).toEqual({ name: "VIX", state: "published" });
    expect(notes.map(({ part, reason }) => [part, reason])).toEqual([
      ["bars", "no-data"],
      ["index", "no-data"],
    ]);
  });

  test("that does not answer is not gone either", async () => {
    scene.upstream.on(TABLE, up.status(500));
    const { volIndex, notes } = await scene.bot().of();
    expect(volIndex).toEqual({ name: "VIX", state: "published" });
    expect(notes).toEqual([{ part: "index", reason: "unreachable", keptTo: null }]);
  });

  test.each([
    ["2026-11-11", "published"],
    ["2026-11-10", "gone"],
  ])("whose table ends on %s, with prices to the 25th, is %s", async (end, state) => {
    scene.upstream.on(TABLE, table(sessionsTo(end, 30)));
    const { volIndex, rows } = await scene.bot().of();
    expect(volIndex).toEqual({ name: "VIX", state });
    expect(rows.length > 0).toBe(state === "published");
  });

  test("that comes back is read again", async () => {
    scene.upstream.on(TABLE, up.sequence(up.status(404), table(DATES)));
    const { of } = scene.bot();
    expect((await of()).volIndex).toEqual({ name: "VIX", state: "gone" });
    scene.now += 20 * 60_000;
    expect(await of()).toMatchObject({ volIndex: { state: "published" }, rows: { length: 30 } });
  });

  test("has a value on days without a close of the symbol: they are no rows", async () => {
    const { data } = chartOf(DATES);
    scene.upstream.on(CHART, up.json({ data: data.filter(({ date }) => date !== DATES[7]) }));
    const { rows } = await scene.bot().of();
    expect(rows.map(({ date }) => date)).toEqual(DATES.filter((date) => date !== DATES[7]));
  });
});

describe("patience", () => {
  test("ends, with what was kept; the next one has what came meanwhile", async () => {
    const { database, of } = scene.bot();
    await of();
    scene.now += 5 * DAY;
    const dates = sessionsTo("2026-11-30", 30);
    scene.upstream.on(CHART, up.delayed(300, up.json(chartOf(dates))));
    scene.upstream.on(TABLE, table(dates));
    const later = scene.bot(database);
    const { bars, notes } = await later.of(SPY, { patienceMs: 30 });
    expect(bars.at(-1)!.date).toBe("2026-11-25");
    expect(notes).toContainEqual({ part: "bars", reason: "slow", keptTo: "2026-11-25" });
    const next = await later.of();
    expect([next.bars.at(-1)!.date, next.notes]).toEqual(["2026-11-30", []]);
    expect(
      scene.asked().filter((name) => name === "SPY.json"),
      "and it was not asked for twice",
    ).toHaveLength(2);
  });
});

describe("a store that fails", () => {
  test("costs what it keeps, not what is fetched", async () => {
    const database = openSqlite(":memory:");
    const fails = async () => {
      throw new StoreError("unavailable", "gone");
    };
    const { of, lines } = scene.bot({ ...database, all: fails, run: fails });
    const { bars, notes } = await of();
    expect([bars.length, notes]).toEqual([30, []]);
    expect(lines().length).toBeGreaterThan(0);
  });
});

describe("a past that is made up", () => {
  test("says so, and gives way to what was kept of the same day", async () => {
    const row = (date: string, iv30: number) => {
      const { iv, ...rest } = emptyRow(SPY, { date, close: 1 });
      return { ...rest, iv: { ...iv, iv30 } };
    };
    const { store, of } = scene.bot(openSqlite(":memory:"), {
      madeUpRows: async () => [row("2026-11-23", 1), row("2026-11-24", 2)],
    });
    await store.daily.keep(row("2026-11-24", 3));
    const { rows, madeUp } = await of();
    expect(madeUp).toBe(true);
    expect(rows.flatMap(({ date, iv }) => (iv.iv30 === null ? [] : [[date, iv.iv30]]))).toEqual([
      ["2026-11-23", 1],
      ["2026-11-24", 3],
    ]);
  });
});

test("many symbols at once are taken one by one: others get their turns in between", async () => {
  const symbols = Array.from({ length: 20 }, (_, i) => `AB${String.fromCharCode(65 + i)}` as Ticker);
  const { store, of } = scene.bot();
  const { data } = chartOf(DATES);
  for (const symbol of symbols) await store.histories.put(`bars ${symbol}`, data);
  let turns = 0;
  let running = true;
  const count = () => void (running && (turns++, setImmediate(count)));
  setImmediate(count);
  await Promise.all(symbols.map((symbol) => of(symbol)));
  running = false;
  expect(turns).toBeGreaterThanOrEqual(symbols.length);
});
