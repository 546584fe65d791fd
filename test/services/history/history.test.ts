import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { realisedVolatility } from "../../../src/engine/vrp/realised.ts";
import { emptyRow } from "../../../src/engine/vrp/emptyRow.ts";
import { CHART, DATES, historyScene, type HistoryScene, SPY } from "../../support/historyScene.ts";
import { chartOf, sessionsTo } from "../../support/pastOnFile.ts";
import * as up from "../../support/upstream.ts";

const HOUR = 3_600_000;
const TSLA = "TSLA" as Ticker;

let scene: HistoryScene;
beforeEach(async () => {
  scene = await historyScene();
});
afterEach(() => scene.close());

describe("the history of a symbol", () => {
  test("is its daily closes, and rows with the exchange's index on it", async () => {
    const { bars, rows, volIndex, notes, madeUp } = await scene.bot().of();
    expect(bars.map(({ date }) => date)).toEqual(DATES);
    expect(bars.at(-1)).toEqual({ date: "2026-11-25", open: 129, high: 130, low: 128, close: 129, volume: 1000 });
    expect(volIndex).toEqual({ name: "VIX", state: "published" });
    expect(rows.map(({ date }) => date)).toEqual(DATES);
    expect(rows.at(-1)).toMatchObject({ symbol: "SPY", close: 129, iv: { cboe_index: 22.9, iv30: null, atm30: null } });
    expect({ notes, madeUp }).toEqual({ notes: [], madeUp: false });
  });

  test("of a symbol without an index is its closes and what the bot kept itself", async () => {
    scene.upstream.on(CHART.replace("SPY", "TSLA"), up.json(chartOf(DATES)));
    const { store, of } = scene.bot();
    const kept = { ...emptyRow(TSLA, { date: DATES.at(-2)!, close: 128 }), put25: 31 };
    await store.daily.keep({ ...kept, iv: { ...kept.iv, iv30: 27.1 } });
    const { rows, volIndex } = await of(TSLA);
    expect(volIndex).toBeNull();
    expect(rows).toMatchObject([
      { date: DATES.at(-2), put25: 31, iv: { cboe_index: null, iv30: 27.1, atm30: null, mfiv30: null } },
    ]);
    expect(scene.asked()).toEqual(["TSLA.json"]);
  });

  test("keeps each implied volatility under its own name: the index goes beside what was kept, never in its place", async () => {
    const { store, of } = scene.bot();
    const kept = emptyRow(SPY, { date: DATES[5]!, close: 105 });
    await store.daily.keep({ ...kept, iv: { cboe_index: null, iv30: 11, atm30: 12, mfiv30: 13 } });
    const { rows } = await of();
    expect(rows).toHaveLength(DATES.length);
    expect(rows[5]!.iv).toEqual({ cboe_index: 20.5, iv30: 11, atm30: 12, mfiv30: 13 });
    expect(rows[6]!.iv, "not carried on").toEqual({ cboe_index: 20.6, iv30: null, atm30: null, mfiv30: null });
  });

  test("has what was realised up to each date, worked out of the closes where it was not kept", async () => {
    const { store, of } = scene.bot();
    const kept = emptyRow(SPY, { date: DATES[6]!, close: 106 });
    await store.daily.keep({ ...kept, realised: { ...kept.realised, 5: 77 } });
    const { bars, rows } = await of();
    expect(rows[4]!.realised[5], "four returns are too few").toBeNull();
    expect(rows[5]!.realised[5]).toBe(realisedVolatility(bars.slice(0, 6), 5));
    expect([rows[6]!.realised[5], rows[6]!.realised[10]], "kept as it was seen").toEqual([77, null]);
    expect(rows[29]!.realised[20]).toBe(realisedVolatility(bars, 20));
  });

  test("before a split has no realised volatility, since its closes are of other shares", async () => {
    const { data } = chartOf(DATES);
    const four = ({ open, high, low, close, ...rest }: (typeof data)[number]) => ({
      open: 4 * open,
      high: 4 * high,
      low: 4 * low,
      close: 4 * close,
      ...rest,
      volume: rest.volume / 4,
    });
    scene.upstream.on(CHART, up.json({ data: data.map((bar, i) => (i < 15 ? four(bar) : bar)) }));
    const { bars, rows } = await scene.bot().of();
    expect(bars[0]!.close, "as printed").toBe(400);
    expect([rows[14]!.realised[5], rows[19]!.realised[5]]).toEqual([null, null]);
    expect(rows[20]!.realised[5]).toBeGreaterThan(0);
  });

  test("of a root is that of its index, under Cboe's name for it", async () => {
    await scene.bot().of("SPXW" as Ticker);
    expect(scene.asked()).toEqual(["_SPX.json", "VIX_History.csv"]);
  });

  test("comes sorted, each date once, whatever the order of the feed; days without a session and one still open are left out", async () => {
    scene.now = Date.parse("2026-11-25T20:59:00Z"); // New York: 15:59
    const { data } = chartOf(DATES);
    const twice = { ...data[3]!, close: 777 };
    const holiday = { ...data[3]!, date: "2026-11-22" };
    scene.upstream.on(
      CHART,
      up.json({ data: [...data.toReversed(), twice, holiday, { ...holiday, date: "2026-12-24" }] }),
    );
    const { bars } = await scene.bot().of();
    expect(bars.map(({ date }) => date)).toEqual(DATES.slice(0, -1));
    expect(bars[3]!.close, "the row printed last").toBe(777);
  });

  test("goes back three years", async () => {
    scene.upstream.on(CHART, up.json(chartOf(sessionsTo("2026-11-25", 900))));
    const { bars } = await scene.bot().of();
    expect([bars[0]!.date, bars.at(-1)!.date]).toEqual(["2023-11-27", "2026-11-25"]);
  });
});

describe("the source is asked", () => {
  test("once for all who want the same at the same time, and once for an index that two symbols have", async () => {
    scene.upstream.on(CHART.replace("SPY", "_SPX"), up.json(chartOf(DATES)));
    const { of } = scene.bot();
    await Promise.all([of(), of(), of("SPX" as Ticker), of("SPXW" as Ticker)]);
    expect(scene.asked()).toHaveLength(3);
    expect(new Set(scene.asked())).toEqual(new Set(["SPY.json", "VIX_History.csv", "_SPX.json"]));
  });

  test("not again until another session is over, not even after a restart", async () => {
    const { database, of } = scene.bot();
    await of();
    scene.now = Date.parse("2026-11-27T18:44:00Z"); // After Thanksgiving, one minute before the early close is printed.
    await of();
    await scene.bot(database).of();
    expect(scene.asked()).toHaveLength(2);
    scene.now += 11 * 60_000;
    await scene.bot(database).of();
    expect(scene.asked()).toHaveLength(4);
  });

  test("again after four hours when the newest session is late", async () => {
    const late = chartOf(DATES.slice(0, -1));
    scene.upstream.on(CHART, up.sequence(up.json(late), up.json(chartOf(DATES))));
    const { of } = scene.bot();
    expect((await of()).bars.at(-1)!.date).toBe("2026-11-24");
    scene.now += 4 * HOUR - 1;
    expect((await of()).bars.at(-1)!.date).toBe("2026-11-24");
    scene.now += 11 * 60_000;
    expect((await of()).bars.at(-1)!.date).toBe("2026-11-25");
  });

  test("when a session is missing, even though the record was fetched by a clock that went ahead since", async () => {
    const { database, of } = scene.bot();
    scene.now += 365 * 24 * HOUR;
    await of();
    scene.now -= 363 * 24 * HOUR; // The 27th: its session is missing.
    await scene.bot(database).of();
    expect(scene.asked()).toHaveLength(4);
  });

  test("after a failure not before a quarter of an hour", async () => {
    scene.upstream.on(CHART, up.status(403));
    const { of } = scene.bot();
    await of();
    scene.now += 14 * 60_000;
    await of();
    expect(scene.asked().filter((path) => path === "SPY.json")).toHaveLength(1);
    scene.now += 11 * 60_000;
    await of();
    expect(scene.asked().filter((path) => path === "SPY.json")).toHaveLength(2);
  });

  test("not at all after it asked us to slow down, until the time it named", async () => {
    scene.upstream.on(CHART, up.status(429, { "retry-after": "3600" }));
    scene.upstream.on(CHART.replace("SPY", "TSLA"), up.json(chartOf(DATES)));
    const { of } = scene.bot();
    expect((await of()).notes).toContainEqual({ part: "bars", reason: "rate-limited", keptTo: null });
    const before = scene.asked().length;
    expect((await of(TSLA)).notes).toEqual([{ part: "bars", reason: "rate-limited", keptTo: null }]);
    expect(scene.asked()).toHaveLength(before);
    scene.now += HOUR / 2;
    expect((await of(TSLA)).bars).toHaveLength(0);
    expect(scene.asked()).toHaveLength(before);
    scene.now += HOUR / 2 + 1;
    expect((await of(TSLA)).bars).toHaveLength(30);
  });

  test("as the document is: JSON for a chart, a table for an index", async () => {
    await scene.bot().of();
    const accepted = scene.upstream.requests.map(({ path, headers }) => [path.split(".").at(-1), headers.accept]);
    expect(Object.fromEntries(accepted)).toEqual({ json: "application/json", csv: "text/csv" });
  });
});
