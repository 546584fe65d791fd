import { describe, expect, test } from "vitest";
import { briefOf, type Brief } from "../../../src/engine/brief.ts";
import { createDaily } from "../../../src/services/store/daily.ts";
import { openSqlite } from "../../../src/services/store/sqlite.ts";
import { readingOf } from "../../support/snapshots.ts";

/** A brief of the session that closed on that day, an early close included. */
const closedOn = (date: string, rest: Partial<Brief> = {}): Brief => ({
  ...briefOf(readingOf()),
  session: "closed",
  quoteTime: `${date}T21:00:00.000Z`,
  ...rest,
});

/** Sessions of November 2026, oldest first; the 26th is Thanksgiving. */
const DAYS = ["16", "17", "18", "19", "20", "23", "24", "25"].map((day) => `2026-11-${day}`);

function daily() {
  let now = 0;
  const store = createDaily(openSqlite(":memory:"), () => now);
  const averageDollarVolume = (symbol: Brief["symbol"], before: string) => store.averageDollarVolume(symbol, before);
  const prune = (before: string) => store.prune(before);
  const keepAt = async (at: string, brief: Brief) => {
    now = Date.parse(at);
    await store.keep(brief);
  };
  const evening = (date: string, rest?: Partial<Brief>) => keepAt(`${date}T21:20:00Z`, closedOn(date, rest));
  return { averageDollarVolume, prune, keepAt, evening };
}

const SPY = closedOn(DAYS[0]!).symbol;

describe("the average dollar volume", () => {
  test("is the mean of shares times close over the sessions before that date", async () => {
    const { evening, averageDollarVolume } = daily();
    for (const [index, date] of DAYS.slice(0, 6).entries())
      await evening(date, { volume: (index + 1) * 1000, spot: 10 });
    // (1 + 2 + 3 + 4 + 5) × 1,000 × $10 / 5; the sixth is the day asked for.
    expect(await averageDollarVolume(SPY, DAYS[5]!)).toBe(30_000);
  });

  test("is unknown with four sessions and known with five", async () => {
    const { evening, averageDollarVolume } = daily();
    for (const date of DAYS.slice(0, 4)) await evening(date, { volume: 1000, spot: 10 });
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBeNull();
    await evening(DAYS[4]!, { volume: 1000, spot: 10 });
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBe(10_000);
  });

  test("is of the last twenty sessions: older ones do not count", async () => {
    const { evening, averageDollarVolume } = daily();
    const twentyOne = Array.from({ length: 21 }, (_, index) => `2026-10-${String(index + 1).padStart(2, "0")}`);
    for (const date of twentyOne) await evening(date, { volume: date.endsWith("-01") ? 1e9 : 1000, spot: 10 });
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBe(10_000);
  });

  test("is unknown for an index, which has no volume", async () => {
    const { evening, averageDollarVolume } = daily();
    for (const date of DAYS) await evening(date, { volume: null });
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBeNull();
  });

  test("is of one symbol only", async () => {
    const { evening, averageDollarVolume } = daily();
    for (const date of DAYS) await evening(date);
    expect(await averageDollarVolume("QQQ" as Brief["symbol"], "2026-12-01")).toBeNull();
  });
});

describe("a session", () => {
  test("is kept only when it is over, and on its own evening", async () => {
    const { keepAt, averageDollarVolume, prune } = daily();
    for (const date of DAYS) {
      await keepAt(`${date}T18:00:00Z`, closedOn(date, { session: "open", quoteTime: `${date}T17:45:00.000Z` }));
      // 07:15 New York of the day after: the feed still shows the close, its volume may be another day's.
      await keepAt(`${date.slice(0, 8)}${Number(date.slice(8)) + 1}T12:15:00Z`, closedOn(date));
    }
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBeNull();
    expect(await prune("2027-01-01"), "rows kept").toBe(0);
  });

  test("looked at twice in an evening has the later volume", async () => {
    const { keepAt, evening, averageDollarVolume } = daily();
    for (const date of DAYS.slice(0, 5)) await evening(date, { volume: 1000, spot: 10 });
    await keepAt(`${DAYS[4]}T23:00:00Z`, closedOn(DAYS[4]!, { volume: 6000, spot: 10 }));
    expect(await averageDollarVolume(SPY, "2026-12-01")).toBe(20_000);
  });

  test("before a date is forgotten when asked to, the rest stays", async () => {
    const { evening, prune } = daily();
    for (const date of DAYS) await evening(date);
    expect(await prune(DAYS[6]!)).toBe(6);
    expect(await prune("2027-01-01")).toBe(2);
  });
});
