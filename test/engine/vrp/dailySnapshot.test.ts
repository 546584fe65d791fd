import { expect, test } from "vitest";
import { dailySnapshot } from "../../../src/engine/vrp/dailySnapshot.ts";
import type { DailyBar } from "../../../src/engine/vrp/types.ts";
import { snapshotOf, type MarketShape } from "../../support/snapshots.ts";

const bar = (date: string, close: number): DailyBar => ({
  date,
  open: close,
  high: close,
  low: close,
  close,
  volume: null,
});
/** The five sessions before Wednesday, 25 November 2026. */
const BARS = ["18", "19", "20", "23", "24"].map((day, i) => bar(`2026-11-${day}`, [100, 101, 99, 102, 100][i]!));
const BELL = "2026-11-25T21:00:00.000Z";
const evening = (shape: MarketShape = {}) =>
  snapshotOf({ ...shape, overrides: { session: "closed", quoteTime: BELL, ...shape.overrides } });

test("the row of a session holds each implied volatility under its own name, and what dealers held", () => {
  const snapshot = evening();
  expect(dailySnapshot(snapshot, [])).toMatchObject({
    symbol: "SPY",
    date: "2026-11-25",
    close: 603.42,
    iv: { cboe_index: null, iv30: 18.3, atm30: 18.45, mfiv30: 20.1 },
    iv7: 15.89,
    iv14: 17.1,
    iv60: 19.5,
    put25: 21.03,
    call25: 16.82,
    straddle: 25.4,
    netGex: snapshot.net.gex,
    netVex: snapshot.net.vex,
    netChex: snapshot.net.chex,
    flip: snapshot.levels.flip.price,
    callWall: snapshot.levels.callWall!.strike,
    putWall: snapshot.levels.putWall!.strike,
  });
});

test("open interest is summed by side", () => {
  const snapshot = evening();
  const strikes = snapshot.strikes.slice(0, 2).map((strike, i) => ({ ...strike, callOi: 10 + i, putOi: 200 + i }));
  expect(dailySnapshot({ ...snapshot, strikes }, [])).toMatchObject({ callOi: 21, putOi: 401 });
});

test("the move expected of the next day is spot × IV × √(1/365)", () => {
  // 603.42 × 0.1845 / 19.104973; without our own IV the feed's: 603.42 × 0.183 / 19.104973.
  expect(dailySnapshot(evening(), [])!.expectedMove1d).toBeCloseTo(5.827, 3);
  const { vol } = evening();
  const feeds = evening({ overrides: { vol: { ...vol, atm30: null } } });
  expect(dailySnapshot(feeds, [])!.expectedMove1d).toBeCloseTo(5.78, 3);
});

test("what the chain does not say is null", () => {
  const { vol, levels } = evening();
  const term = { 7: null, 14: null, 30: null, 60: null };
  const nothing = { ...vol, iv30: null, atm30: null, mfiv30: null, term, put25: null, call25: null, straddle: null };
  const noLevels = { ...levels, callWall: null, putWall: null };
  const row = dailySnapshot(evening({ overrides: { vol: nothing, levels: noLevels } }), []);
  expect(row).toMatchObject({
    iv: { cboe_index: null, iv30: null, atm30: null, mfiv30: null },
    iv7: null,
    iv14: null,
    iv60: null,
    put25: null,
    call25: null,
    straddle: null,
    expectedMove1d: null,
    callWall: null,
    putWall: null,
  });
});

test("realised volatility ends with the session's own close, from the quote, whether its bar is printed already or not", () => {
  // methodology 5.6: closes 100, 101, 99, 102, 100, 103 → 39.538022 over five returns.
  const snapshot = evening({ spot: 103 });
  const late = dailySnapshot(snapshot, BARS)!;
  expect(late.realised[5]).toBeCloseTo(39.538022, 6);
  expect(late.realised[10]).toBeNull();
  const printed = [...BARS, bar("2026-11-25", 999), bar("2026-11-26", 1)];
  expect(dailySnapshot(snapshot, printed)!.realised).toEqual(late.realised);
});

test("realised volatility is unknown when the session before is missing: two days would pass for one", () => {
  const older = bar("2026-11-17", 100);
  const row = dailySnapshot(evening({ spot: 103 }), [older, ...BARS.slice(0, -1)]);
  expect(row!.realised).toEqual({ 5: null, 10: null, 20: null, 30: null, 60: null });
});

test.each([
  ["while the session runs", { session: "open", quoteTime: "2026-11-25T20:30:00.000Z" }],
  ["with quotes from before the close", { session: "closed", quoteTime: "2026-11-25T20:59:00.000Z" }],
  ["on a day without a session", { session: "closed", quoteTime: "2026-11-26T21:00:00.000Z" }],
] as const)("there is no row %s", (_, overrides) => {
  expect(dailySnapshot(evening({ overrides }), BARS)).toBeNull();
});

test("a session that closes at 13:00 has its row from then on", () => {
  const row = dailySnapshot(evening({ overrides: { quoteTime: "2026-11-27T18:00:00.000Z" } }), BARS);
  expect(row?.date).toBe("2026-11-27");
});
