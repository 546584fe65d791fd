import { expect, test } from "vitest";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { emptyRow } from "../../../src/engine/vrp/emptyRow.ts";
import { createDaily } from "../../../src/services/store/daily.ts";
import { onEachDatabase } from "../../support/databases.ts";
import { sessionsTo } from "../../support/pastOnFile.ts";

const SPY = "SPY" as Ticker;
const QQQ = "QQQ" as Ticker;
const row = (date: string, close: number, symbol = SPY) => emptyRow(symbol, { date, close });

onEachDatabase("rows of sessions", (places) => {
  const fresh = async () => createDaily(await (await places.fresh()).open(), () => 0);

  test("of a symbol come back in the order of their dates, whatever order they were kept in", async () => {
    const daily = await fresh();
    for (const date of ["2026-11-24", "2026-11-20", "2026-11-25"]) await daily.keep(row(date, 10));
    await daily.keep(row("2026-11-24", 99, QQQ));
    expect(await daily.rows(SPY)).toEqual([row("2026-11-20", 10), row("2026-11-24", 10), row("2026-11-25", 10)]);
  });

  test("are one per symbol and date, however often they are kept", async () => {
    const daily = await fresh();
    for (const close of [10, 11, 12]) await daily.keep(row("2026-11-25", close));
    expect(await daily.rows(SPY)).toEqual([row("2026-11-25", 12)]);
  });

  test("of a root that people type are those of its index", async () => {
    const daily = await fresh();
    const [SPX, SPXW] = ["SPX" as Ticker, "SPXW" as Ticker];
    await daily.keep(row("2026-11-25", 6000, SPXW));
    expect(await daily.rows(SPX)).toEqual([row("2026-11-25", 6000, SPX)]);
    expect(await daily.rows(SPXW)).toEqual(await daily.rows(SPX));
    expect(await daily.missing([SPX, SPXW, QQQ], "2026-11-25")).toEqual([QQQ]);
  });

  test("are missing for the symbols that have none of that day", async () => {
    const daily = await fresh();
    await daily.keep(row("2026-11-24", 10, QQQ));
    await daily.keep(row("2026-11-25", 10));
    expect(await daily.missing([QQQ, SPY], "2026-11-25")).toEqual([QQQ]);
  });

  test("are the newest 756", async () => {
    const daily = await fresh();
    const dates = sessionsTo("2026-11-25", 757);
    for (const date of dates) await daily.keep(row(date, 10));
    expect((await daily.rows(SPY)).map(({ date }) => date)).toEqual(dates.slice(1));
  });
});
