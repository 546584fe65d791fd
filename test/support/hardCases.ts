import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import { snapshotOf, withLevels } from "./snapshots.ts";
import { ZERO_DTE_CASES } from "./zeroDteCases.ts";

/** Markets that break pictures and wording, by name. */
export const HARD_CASES: Readonly<Record<string, () => Reading>> = {
  spy: () => readSnapshot(snapshotOf()),
  "spx, 300 strikes in bins": () => readSnapshot(bins()),
  "negative gamma": () => readSnapshot(snapshotOf({ callWeight: 0.55, putWeight: 1.2, putCentre: -0.4, seed: 11 })),
  "one strike": () => readSnapshot(snapshotOf({ symbol: "XYZ", spot: 48.1, spacing: 2.5, count: 1, size: 3e5 })),
  "no flip": () =>
    readSnapshot(snapshotOf({ symbol: "NVDA", spot: 151.2, spacing: 1, count: 90, putWeight: 0, seed: 5 })),
  "all negative": () =>
    readSnapshot(snapshotOf({ symbol: "IWM", spot: 219.78, count: 70, callWeight: 0, size: 9e7, seed: 6 })),
  "twelve dollars": () => readSnapshot(snapshotOf({ symbol: "TINY", spot: 4.87, spacing: 0.5, count: 21, size: 8 })),
  "999 billion": () => readSnapshot(billions()),
  "long symbol": () =>
    readSnapshot(
      snapshotOf({ symbol: "GOOGLQ", spot: 47_104.25, spacing: 100, count: 140, overrides: { changePct: -12.34 } }),
    ),
  "walls on one strike": () => readSnapshot(collapsed()),
  "wall on the wrong side": () => readSnapshot(wrongSide()),
  "levels within 0.1 %": () => readSnapshot(crowded()),
  "several roots": () => readSnapshot(severalRoots()),
  sample: () =>
    readSnapshot(
      snapshotOf({
        overrides: { source: { provider: "sandbox", label: "Sample data", delayMinutes: 15, sample: true } },
      }),
    ),
  closed: () =>
    readSnapshot(
      snapshotOf({
        overrides: {
          session: "closed",
          spotBasis: "close",
          quoteTime: "2026-11-20T21:00:00Z",
          charmToClose: null,
        },
        zeroDte: 0,
      }),
    ),
  degraded: () => readSnapshot(degraded()),
  "empty selection": () => readSnapshot(empty()),
  accelerant: () => readSnapshot(snapshotOf({ zeroDte: 0.9, zeroDteSide: 0.7, seed: 21 })),
  "fractional strikes": () =>
    readSnapshot(snapshotOf({ symbol: "F", spot: 11.37, spacing: 0.5, count: 33, size: 2.1e6, seed: 9 })),
  "fifty expiries": () => readSnapshot(fiftyExpiries()),
  "one expiry": () => readSnapshot(oneExpiry()),
  "levels far away": () => readSnapshot(farLevels()),
  "vanna aligned": () => {
    const snapshot = snapshotOf({ callWeight: 1.6 });
    return readSnapshot({ ...snapshot, net: { ...snapshot.net, vex: -3.4e8 } });
  },
  "no profile, no move": () =>
    readSnapshot(snapshotOf({ overrides: { profile: { spots: [], gex: [] }, expectedMove: null, changePct: null } })),
  "no gamma": () => readSnapshot(snapshotOf({ size: 0 })),
  ...ZERO_DTE_CASES,
};

function bins(): ExposureSnapshot {
  const snapshot = snapshotOf({ symbol: "SPX", spot: 6012.34, spacing: 5, count: 300, size: 2.4e9, seed: 3 });
  const move = {
    usd: 290,
    until: "2026-12-18T21:00:00Z",
    years: 25 / 365,
    iv: 0.18,
    straddle: 231,
    expiry: "2026-12-18",
  };
  return { ...snapshot, expectedMove: move };
}

function billions(): ExposureSnapshot {
  const snapshot = snapshotOf({ symbol: "SPX", spot: 6012.34, spacing: 25, count: 61, size: 60e9, callWeight: 1.4 });
  return { ...snapshot, net: { ...snapshot.net, gex: 999e9 } };
}

function collapsed(): ExposureSnapshot {
  const snapshot = snapshotOf({ spot: 600.4 });
  const wall = { strike: 600, gex: 1.1e9, strength: 0.11 };
  return withLevels(snapshot, { callWall: wall, putWall: { ...wall, gex: -9e8 }, wallsOverlap: true });
}

function wrongSide(): ExposureSnapshot {
  return withLevels(snapshotOf(), {
    callWall: { strike: 598, gex: 1.4e9, strength: 0.12 },
    putWall: { strike: 606, gex: -1.2e9, strength: 0.1 },
    wallsOverlap: true,
  });
}

function crowded(): ExposureSnapshot {
  const snapshot = snapshotOf({ spot: 600.1, callCentre: 1.2, putCentre: -1.2 });
  const { spots } = snapshot.profile;
  const gex = spots.map(
    (price) => 4e9 * Math.tanh((price - 599.72) / 12) * Math.exp(-(((price / 600 - 1) / 0.08) ** 2)),
  );
  const wall = (strike: number, gex: number) => ({ strike, gex, strength: 0.15 });
  return withLevels(
    { ...snapshot, net: { ...snapshot.net, gex: 1.3e8 }, profile: { spots, gex } },
    {
      flip: { price: 599.72, direction: "up", roots: [{ price: 599.72, direction: "up" }], missing: null },
      wallsOverlap: false,
      callWall: wall(600.5, 1e9),
      resistance: wall(600.5, 1e9),
      putWall: wall(599.5, -1e9),
      support: wall(599.5, -1e9),
      maxPositiveGamma: { strike: 600.25, gex: 4e8 },
      magnet: { strike: 600, gex: 2e8, kind: "magnet" },
    },
  );
}

function severalRoots(): ExposureSnapshot {
  const snapshot = snapshotOf();
  const { spots } = snapshot.profile;
  const size = Math.max(...snapshot.profile.gex.map(Math.abs));
  const roots = [571.3, 588.8, 596.4].map((price, index) => ({
    price,
    direction: index % 2 === 0 ? ("up" as const) : ("down" as const),
  }));
  const gex = spots.map((price) => {
    const shape = roots.reduce((product, root) => product * Math.tanh((price - root.price) / 9), 1);
    return shape * size * Math.exp(-(((price / snapshot.spot - 1) / 0.07) ** 2));
  });
  return withLevels(
    { ...snapshot, profile: { spots, gex } },
    { flip: { price: 596.4, direction: "up", roots, missing: null } },
  );
}

function degraded(): ExposureSnapshot {
  const snapshot = snapshotOf({ symbol: "ABCD", spot: 32.5, spacing: 2.5, count: 11, size: 4e5, seed: 4 });
  return { ...snapshot, quality: { ...snapshot.quality, degraded: true, oiDroppedShare: 0.14 } };
}

function empty(): ExposureSnapshot {
  const snapshot = snapshotOf({ count: 0 });
  return {
    ...snapshot,
    selection: { kind: "date", date: "2027-01-15" },
    expiries: [],
    expectedMove: null,
    profile: { spots: [], gex: [] },
    zeroDteShare: null,
  };
}

function farLevels(): ExposureSnapshot {
  const wall = (strike: number, gex: number) => ({ strike, gex, strength: 0.15 });
  return withLevels(snapshotOf({ count: 61 }), {
    callWall: wall(680, 1e9),
    resistance: wall(680, 1e9),
    putWall: wall(500, -1e9),
    support: wall(500, -1e9),
    maxPositiveGamma: { strike: 690, gex: 4e8 },
  });
}

/** Every weekday for four weeks, then Fridays, then third Fridays: too many for a picture; one has no IV and no pain. */
function fiftyExpiries(): ExposureSnapshot {
  const snapshot = snapshotOf({ symbol: "SPX", spot: 6012.34, spacing: 5, count: 200, size: 2.4e9, seed: 3 });
  const [model] = snapshot.expiries;
  const days = Array.from({ length: 1_000 }, (_, dte) => {
    const day = new Date(Date.parse("2026-11-23") + dte * 86_400_000);
    return { dte, date: day.toISOString().slice(0, 10), weekday: day.getUTCDay(), dayOfMonth: day.getUTCDate() };
  });
  const listed = days.filter(({ dte, weekday, dayOfMonth }) => {
    if (dte < 28) return weekday > 0 && weekday < 6;
    return weekday === 5 && (dte < 120 || (dayOfMonth > 14 && dayOfMonth < 22));
  });
  const expiries = listed.slice(0, 50).flatMap(({ date, dte, dayOfMonth }, index) => {
    if (!model) return [];
    const size = dte > 20 && dayOfMonth > 14 && dayOfMonth < 22 ? 6e9 / (1 + dte / 90) : 3e9 / (1 + dte / 9);
    const gex = size * (index % 3 === 2 ? -0.7 : 0.5);
    const known =
      index === 3 ? { maxPain: null, atmIv: null } : { maxPain: 6000 - 5 * index, atmIv: 0.11 + index / 800 };
    return { ...model, ...known, date, dte, net: { ...model.net, gex }, grossGex: size };
  });
  return { ...snapshot, expiries };
}

/** Nothing is left when it is gone. */
function oneExpiry(): ExposureSnapshot {
  const snapshot = snapshotOf({ zeroDte: 1 });
  return { ...snapshot, selection: { kind: "zeroDte" }, expiries: snapshot.expiries.slice(0, 1), rollOff: [] };
}
