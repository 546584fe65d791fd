import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot, StrikeExposure, StrikeLevel, Wall } from "../../src/engine/snapshot.ts";
import { type MarketShape, snapshotOf, withLevels } from "./snapshots.ts";

/** Readings of the selection "0dte" by name: the everyday one first, then what breaks cards and wording. */
export const ZERO_DTE_CASES: Readonly<Record<string, () => Reading>> = {
  "0dte": () => readSnapshot(todaysSnapshot()),
  "0dte accelerant": () =>
    readSnapshot(todaysSnapshot({ symbol: "QQQ", spot: 529.9, callWeight: 0.5, putWeight: 1.3, putCentre: -0.3 })),
  "0dte in an index, minutes left": () => readSnapshot(lastMinutes()),
  "0dte at the close": () =>
    readSnapshot({
      ...todaysSnapshot(),
      session: "closed",
      spotBasis: "close",
      quoteTime: "2026-11-23T21:00:00Z",
      charmToClose: null,
      pin: null,
    }),
  "0dte without magnet, move and calls": () => readSnapshot(bare()),
  "0dte, nothing expires today": () => readSnapshot(nothing("open")),
  "0dte, market closed": () => readSnapshot(nothing("closed")),
};

/** A market whose strikes all expire today: gamma close to spot, levels by their definitions, a move until 16:00. */
export function todaysSnapshot(shape: MarketShape = {}): ExposureSnapshot {
  const base = snapshotOf({ callCentre: 0.45, putCentre: -0.45, ...shape });
  const { spot } = base;
  const strikes = base.strikes
    .filter(({ strike }) => Math.abs(strike / spot - 1) < 0.03)
    .map((strike) => narrowed(strike, spot));
  const total = (of: (strike: StrikeExposure) => number) => strikes.reduce((sum, strike) => sum + of(strike), 0);
  const most = (of: (strike: StrikeExposure) => number, among = strikes): StrikeExposure | undefined =>
    among.toSorted((a, b) => of(b) - of(a))[0];
  const wall = (side: "callGex" | "putGex", among: readonly StrikeExposure[]): Wall | null => {
    const best = most((strike) => Math.abs(strike[side]), [...among]);
    return best
      ? { strike: best.strike, gex: best[side], strength: best[side] / total((strike) => strike[side]) }
      : null;
  };
  const busiest = most(({ netGex }) => Math.abs(netGex));
  const magnet: StrikeLevel | null = busiest ? { strike: busiest.strike, gex: busiest.netGex } : null;
  const net = total(({ netGex }) => netGex);
  const snapshot: ExposureSnapshot = {
    ...base,
    quoteTime: "2026-11-23T16:45:00Z",
    fetchedAt: "2026-11-23T17:00:12Z",
    selection: { kind: "zeroDte" },
    expiries: base.expiries.slice(0, 1).map((expiry) => ({ ...expiry, maxPain: Math.round(spot * 0.997) })),
    strikes,
    net: { ...base.net, gex: net, gexPerUsd: (net * 100) / spot },
    charmToClose: 1.2e8,
    expectedMove: {
      usd: spot * 0.0041,
      until: "2026-11-23T21:00:00Z",
      years: 4.25 / 8760,
      iv: 0.186,
      straddle: spot * 0.0033,
      expiry: "2026-11-23",
    },
    zeroDteShare: 1,
    pin: { score: 61.75, oi: 74, proximity: 55, time: 34, gamma: 86 },
  };
  return withLevels(snapshot, {
    callWall: wall("callGex", strikes),
    putWall: wall("putGex", strikes),
    resistance: wall("callGex", strikes.filter(({ strike }) => strike >= spot)), // prettier-ignore
    support: wall("putGex", strikes.filter(({ strike }) => strike <= spot)), // prettier-ignore
    wallsOverlap: false,
    maxPositiveGamma: null,
    magnet: magnet && { ...magnet, kind: magnet.gex > 0 ? "magnet" : "accelerant" },
  });
}

function narrowed(strike: StrikeExposure, spot: number): StrikeExposure {
  const part = Math.exp(-((((strike.strike / spot - 1) * 100) / 0.6) ** 2) / 2);
  const callGex = strike.callGex * part;
  const putGex = strike.putGex * part;
  return { ...strike, callGex, putGex, netGex: callGex + putGex, zeroDteGex: callGex + putGex };
}

function lastMinutes(): ExposureSnapshot {
  const snapshot = todaysSnapshot({ symbol: "SPX", spot: 6718.04, spacing: 5, count: 160, size: 9e9, seed: 5 });
  const { expectedMove } = snapshot;
  return {
    ...snapshot,
    quoteTime: "2026-11-23T20:38:00Z",
    charmToClose: -3.4e6,
    expectedMove: expectedMove && { ...expectedMove, usd: 5.4, straddle: 4.3, years: 22 / 525_600 },
    pin: { score: 96.6, oi: 100, proximity: 92, time: 94, gamma: 100 },
  };
}

function bare(): ExposureSnapshot {
  const snapshot = todaysSnapshot({ callWeight: 0, putWeight: 0 });
  const expiries = snapshot.expiries.map((expiry) => ({ ...expiry, maxPain: null }));
  const values = { pin: null, expectedMove: null, putCallOi: null, charmToClose: null, expiries };
  return withLevels({ ...snapshot, ...values }, { magnet: null, callWall: null, putWall: null, support: null });
}

function nothing(session: "open" | "closed"): ExposureSnapshot {
  const snapshot = snapshotOf({ count: 0, zeroDte: 0 });
  return {
    ...snapshot,
    session,
    quoteTime: session === "closed" ? "2026-11-20T21:00:00Z" : snapshot.quoteTime,
    selection: { kind: "zeroDte" },
    expiries: [],
    listed: snapshot.listed.slice(1),
    expectedMove: null,
    profile: { spots: [], gex: [] },
    charmToClose: null,
    zeroDteShare: null,
    putCallOi: null,
  };
}
