import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMarket, type MarketChoice } from "../../../sandbox/openMarket.ts";
import { impliedHistory } from "../../../sandbox/market/premium.ts";
import { createApp } from "../../../src/app.ts";
import { loadConfig } from "../../../src/config.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { vrpReading } from "../../../src/engine/vrp/reading.ts";
import { missingSessions, usableBars } from "../../../src/engine/vrp/usableBars.ts";
import { keepSession } from "../../../src/jobs/sessions.ts";
import { quietDoor } from "../../support/context.ts";
import { sessionsTo } from "../../support/pastOnFile.ts";
import { sharedFile } from "../../support/shared.ts";

const config = loadConfig({ LOG_LEVEL: "silent" });

/** An app over that market, and what it says of a symbol. */
async function open(choice: MarketChoice) {
  const market = await openMarket(choice, config);
  const app = createApp(config, market.surroundings);
  const of = (symbol: string) => app.ctx.history.of(symbol as Ticker, { patienceMs: null });
  const vrpOf = async (symbol: string) => {
    const request = { symbol: symbol as Ticker, selection: { kind: "all" } as const };
    const { reading } = await app.ctx.exposure.read(request);
    return vrpReading({ snapshot: reading.snapshot, history: await of(symbol) });
  };
  const close = async () => {
    await app.close();
    await market.close();
  };
  return { app, market, of, vrpOf, close };
}

type Opened = Awaited<ReturnType<typeof open>>;

describe("the past of the sample market", () => {
  let noon: Opened;
  beforeAll(async () => {
    noon = await open({ kind: "sample", at: new Date("2026-11-25T18:00:00Z") });
  });
  afterAll(() => noon.close());

  test("is two years of whole sessions without a gap or a split, to the session before the one that runs", async () => {
    const { bars, volIndex, notes, madeUp } = await noon.of("SPY");
    expect(bars.map(({ date }) => date)).toEqual(sessionsTo("2026-11-24", 504));
    expect(usableBars(bars)).toEqual({ bars, split: null });
    expect(missingSessions(bars)).toBe(0);
    expect({ volIndex, notes, madeUp }).toEqual({
      volIndex: { name: "VIX", state: "published" },
      notes: [],
      madeUp: true,
    });
  });

  test("leads to the present: its last close is the one that today's change is measured from", async () => {
    for (const symbol of ["SPY", "SPX", "TSLA"]) {
      const { bars } = await noon.of(symbol);
      const { reading } = await noon.app.ctx.exposure.read({ symbol: symbol as Ticker, selection: { kind: "all" } });
      const { spot, changePct } = reading.snapshot;
      expect(spot / bars.at(-1)!.close - 1).toBeCloseTo(changePct! / 100, 4);
    }
  });

  test("has bars that hold their open and close, and no volume for an index", async () => {
    const { bars } = await noon.of("AAPL");
    for (const { open: first, high, low, close, volume } of bars)
      expect(low <= Math.min(first, close) && high >= Math.max(first, close) && volume! > 0).toBe(true);
    expect((await noon.of("SPX")).bars.every(({ volume }) => volume === null)).toBe(true);
  });

  test("has implied volatility of two years on one basis: the index where there is one, else the feed's own", async () => {
    for (const [symbol, basis] of [
      ["IWM", "cboe_index"],
      ["TSLA", "iv30"],
    ] as const) {
      const { rows } = await noon.of(symbol);
      const values = rows.map(({ iv }) => iv[basis]);
      expect([symbol, values.filter((value) => value !== null && value >= 4).length]).toEqual([symbol, 484]);
    }
  });
});

test.each(["2026-10-14T18:00:00Z", "2026-11-28T15:00:00Z"])(
  "all four cells are there among the symbols of the sample market, on %s",
  { timeout: 60_000 },
  async (at) => {
    const { vrpOf, close } = await open({ kind: "sample", at: new Date(at) });
    try {
      const cells = new Set<string>();
      for (const symbol of ["META", "IWM", "GOOGL", "AMD", "NVDA"]) cells.add((await vrpOf(symbol)).cell);
      expect([...cells].toSorted()).toEqual(["A", "B", "C", "D"]);
    } finally {
      await close();
    }
  },
);

test("in the evening the sample market's session is kept as it stood", async () => {
  const { app, of, close } = await open({ kind: "sample", at: new Date("2026-11-25T21:50:00Z") });
  try {
    await app.ctx.store.watchlists.add("1", ["TSLA", "SPX"] as Ticker[]);
    expect(await keepSession({ ...app.ctx, door: quietDoor() })).toBe(2);
    const { bars } = await of("TSLA");
    const [row] = await app.ctx.store.daily.rows("TSLA" as Ticker);
    expect([row!.date, row!.close]).toEqual(["2026-11-25", bars.at(-1)!.close]);
    expect(row!.realised[60]).not.toBeNull();
    expect(row!.iv.atm30).toBeGreaterThan(20);
  } finally {
    await close();
  }
});

const chains = sharedFile("data/chains");
describe.skipIf(!chains)("the past of recorded chains (they are not part of the repository)", () => {
  let recorded: Opened;
  beforeAll(async () => {
    recorded = await open({ kind: "recorded", folder: chains! });
  });
  afterAll(() => recorded.close());

  test.each([
    // Of a session that had closed, its own close; of one that ran, which says nothing of the day before, the price then.
    ["AAPL", "2025-06-06", 203.92, "VXAPL"],
    ["QQQ", "2025-06-06", 529.92, "VXN"],
    ["RUT", "2025-06-04", 2098.48, "RVX"],
    ["SPX", "2024-01-05", 4697.24, "VIX"],
    ["SPX.B", "2023-06-08", 4300.01, null],
  ])("%s ends on %s at %d and says that it is made up", async (symbol, date, close, index) => {
    const { bars, rows, volIndex, madeUp } = await recorded.of(symbol);
    expect([bars.length, bars.at(-1)!.date, bars.at(-1)!.close]).toEqual([504, date, close]);
    expect([volIndex?.name ?? null, rows.length, madeUp]).toEqual([index, 484, true]);
  });

  test("puts the recorded chains into all four cells", async () => {
    const cells: Record<string, string> = {};
    for (const symbol of ["AAPL", "RUT", "QQQ", "SPX", "SPX.B"]) {
      const { cell, zScore } = await recorded.vrpOf(symbol);
      cells[symbol] = zScore.n === 252 ? cell : "warm-up";
    }
    expect(cells).toEqual({ AAPL: "A", RUT: "B", QQQ: "C", SPX: "D", "SPX.B": "C" });
  });
});

test("a made-up premium ends at the implied volatility given, with the z-score ordered", () => {
  const bars = sessionsTo("2026-11-24", 400).map((date, i) => {
    const close = 100 + 3 * Math.sin(i) + i / 50;
    return { date, open: close, high: close, low: close, close, volume: null };
  });
  const history = impliedHistory({ bars, implied: 60, z: 1.5, name: "X" });
  expect(history).toHaveLength(380);
  expect(history.at(-1)).toEqual({ date: "2026-11-24", value: 60 });
});
