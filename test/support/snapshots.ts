import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type {
  Exposure,
  ExposureSnapshot,
  Flip,
  FlipRoot,
  GammaHeat,
  Levels,
  RollOff,
  StrikeExposure,
  StrikeLevel,
  Wall,
} from "../../src/engine/snapshot.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { VolSurface } from "../../src/engine/vrp/surface.ts";

export interface MarketShape {
  readonly symbol?: string;
  readonly spot?: number;
  readonly spacing?: number;
  readonly count?: number;
  readonly seed?: number;
  /** Rough size of the largest strike in $ per 1 %. */
  readonly size?: number;
  readonly callWeight?: number;
  readonly putWeight?: number;
  /** Where call and put gamma pile up, in percent of spot from spot. */
  readonly callCentre?: number;
  readonly putCentre?: number;
  /** 0–1 of each side's weight that expires today. */
  readonly zeroDte?: number;
  /** Calls −1 … +1 puts: whose open interest today's expiry holds. */
  readonly zeroDteSide?: number;
  readonly overrides?: Partial<ExposureSnapshot>;
}

/** The surface of the vendor's documented example: IV 18.45, wings 21.03 and 16.82, a curve that rises. */
const VOL: VolSurface = {
  iv30: 18.3,
  atm30: 18.45,
  atm30OneSided: false,
  mfiv30: 20.1,
  term: { 7: 15.89, 14: 17.1, 30: 18.45, 60: 19.5 },
  put25: { iv: 21.03, strike: 583, spreadPct: 3 },
  call25: { iv: 16.82, strike: 620, spreadPct: 4 },
  straddle: { usd: 25.4, strike: 603 },
  atmSpreadPct: 2,
  expiry: { date: "2026-12-24", dte: 31 },
  missing: {},
};

/** A snapshot whose strikes, profile, flip and levels agree with one another, made without the engine; seeded. */
export function snapshotOf(shape: MarketShape = {}): ExposureSnapshot {
  const { symbol = "SPY", spot = 603.42, overrides } = shape;
  const weights = weightsOf(shape);
  const strikes = weights.map((weight) => strikeOf(weight, spot));
  const net = strikes.reduce((sum, { netGex }) => sum + netGex, 0);
  const spots = Array.from({ length: 161 }, (_, index) => spot * 0.8 * 1.5 ** (index / 160));
  const at = (price: number) => weights.reduce((sum, weight) => sum + strikeOf(weight, price).netGex, 0);
  const profile = { spots, gex: spots.map((price) => at(price) * (price / spot) ** 2) };
  const levels = levelsOf(strikes, { spot, roots: rootsOf(at, spots) });
  const halved = (without: RollOff["without"], part: number): RollOff =>
    rollOffOf(without, { profile, levels, net, part, spot });
  const zero = strikes.reduce((sum, { zeroDteGex }) => sum + Math.abs(zeroDteGex), 0);
  return {
    symbol: symbol as Ticker,
    source: { provider: "cboe", label: "Cboe delayed · computed here", delayMinutes: 15, sample: false },
    spot,
    spotBasis: "last",
    changePct: -0.41,
    volume: 41_200_000,
    quoteTime: "2026-11-23T14:45:00Z",
    fetchedAt: "2026-11-23T15:00:12Z",
    session: "open",
    oiDate: "2026-11-20",
    selection: { kind: "all" },
    expiries: EXPIRIES,
    listed: EXPIRIES.map(({ date, dte }) => ({ date, dte })),
    net: exposure(net, spot),
    calls: exposure(sum(strikes, "callGex"), spot),
    puts: exposure(sum(strikes, "putGex"), spot),
    grossGex: sum(strikes, "callGex") - sum(strikes, "putGex"),
    levels,
    strikes,
    profile,
    rollOff: strikes.length === 0 ? [] : [...(shape.zeroDte === 0 ? [] : [halved("today", 0.7)]), halved("opex", 0.5)],
    heat: heatOf(strikes),
    charmToClose: net * 0.012,
    vol: VOL,
    expectedMove: {
      usd: spot * 0.0094,
      until: "2026-11-24T21:00:00Z",
      years: 1.26 / 365,
      iv: 0.16,
      straddle: spot * 0.0075,
      expiry: "2026-11-24",
    },
    hedge: [1, -1].map((pct) => ({
      pct,
      linearShares: (-pct * net) / spot,
      repricedShares: ((-pct * net) / spot) * (1 + 0.1 * pct),
      repricedUsd: -pct * net * (1 + 0.1 * pct),
    })),
    pin: zero > 0 ? { score: 61.5, oi: 70, proximity: 55, time: 20, gamma: 100 } : null,
    putCallOi: 1.42,
    putCallVolume: 1.08,
    zeroDteShare: zero > 0 ? 0.31 : null,
    oiWeightedDte: 38.4,
    vannaRatio: 0.2,
    rate: 0.045,
    quality: {
      contractsInFile: 9_214,
      contractsUsed: 7_630,
      dropped: { expired: 0, dead: 41, adjusted: 0, unreadable: 0, duplicate: 0, crossed: 3, noIv: 12, belowMinOi: 0 },
      oiDroppedShare: 0.004,
      ivFromOtherSide: 4,
      ivFromMid: 9,
      degraded: false,
    },
    ...overrides,
  };
}

/** The same, read. */
export const readingOf = (shape: MarketShape = {}): Reading => readSnapshot(snapshotOf(shape));

/** A snapshot with its levels replaced where named. */
export function withLevels(snapshot: ExposureSnapshot, levels: Partial<Levels>): ExposureSnapshot {
  return { ...snapshot, levels: { ...snapshot.levels, ...levels } };
}

interface Weight {
  readonly strike: number;
  readonly call: number;
  readonly put: number;
  readonly call0: number;
  readonly put0: number;
}

function weightsOf(shape: MarketShape): Weight[] {
  const { spot = 603.42, spacing = 1, count = 121, seed = 7, size = 420e6 } = shape;
  const {
    callWeight = 1.1,
    putWeight = 0.95,
    callCentre = 1.9,
    putCentre = -2.2,
    zeroDte = 0.8,
    zeroDteSide = -0.3,
  } = shape;
  const random = mulberry32(seed);
  const middle = Math.round(spot / spacing);
  return Array.from({ length: count }, (_, index) => {
    const strike = Number(((middle + index - Math.floor(count / 2)) * spacing).toFixed(4));
    const away = (strike / spot - 1) * 100;
    const round = strike % (spacing * 10) === 0 ? 3.4 : strike % (spacing * 5) === 0 ? 1.9 : 0.75;
    const side = (centre: number, width: number) =>
      size * round * (0.55 + 0.6 * random()) * Math.exp(-(((away - centre) / width) ** 2) / 2);
    const call = callWeight * side(callCentre, 2.1);
    const put = putWeight * side(putCentre, 2.4);
    const today = zeroDte * Math.exp(-((away / 1.1) ** 2) / 2);
    return { strike, call, put, call0: call * today * (1 - zeroDteSide), put0: put * today * (1 + zeroDteSide) };
  });
}

/** Gamma falls off with distance like a bell: wide for the later expiries, narrow for today's. */
function strikeOf({ strike, call, put, call0, put0 }: Weight, price: number): StrikeExposure {
  const away = (price / strike - 1) * 100;
  const [wide, narrow] = [Math.exp(-((away / 2.8) ** 2) / 2), Math.exp(-((away / 0.7) ** 2) / 2)];
  const callGex = call * wide + call0 * narrow;
  const putGex = -(put * wide + put0 * narrow);
  return {
    strike,
    callGex,
    putGex,
    netGex: callGex + putGex,
    zeroDteGex: (call0 - put0) * narrow,
    // Rough shapes of the true ones: delta grows inwards, vanna and charm change sign at the money for either side.
    dex: call * 9 * (away > 0 ? 1 : wide) - put * 9 * (away < 0 ? 1 : wide),
    vex: (call * -away + put * away) * wide * 0.2,
    chex: (call * -away + put * away) * wide * 0.04,
    callOi: Math.round(call / 1e4),
    putOi: Math.round(put / 1e4),
  };
}

/** A part of the profile, stretched around spot so that its flip lies a little farther away. */
function rollOffOf(
  without: RollOff["without"],
  { profile, levels, net, part, spot }: Pick<ExposureSnapshot, "profile" | "levels" | "spot"> & Halved,
): RollOff {
  const date = without === "today" ? "2026-11-23" : "2026-12-18";
  const { price } = levels.flip;
  const away = (without === "today" ? 0.002 : 0.006) * Math.sign((price ?? spot) - spot);
  const shift = price === null || price === spot ? 1 : (price * (1 + away) - spot) / (price - spot);
  const moved = (to: number) => spot + (to - spot) * shift;
  const gex = profile.spots.map((to) => part * interpolated(profile, spot + (to - spot) / shift));
  const roots = levels.flip.roots.map((root) => ({ ...root, price: moved(root.price) }));
  const flip: Flip = price === null ? levels.flip : { ...levels.flip, price: moved(price), roots };
  return { without, date, netGex: net * part, gex, flip };
}

interface Halved {
  readonly net: number;
  readonly part: number;
}

function interpolated({ spots, gex }: ExposureSnapshot["profile"], price: number): number {
  const right = spots.findIndex((spot) => spot >= price);
  if (right <= 0) return (right === 0 ? gex[0] : gex.at(-1)) ?? 0;
  const [low, high] = [spots[right - 1] ?? 0, spots[right] ?? 0];
  const [from, to] = [gex[right - 1] ?? 0, gex[right] ?? 0];
  return from + ((to - from) * (price - low)) / (high - low);
}

/** The strikes with the most gamma, spread over the expiries in falling parts; the far ones have holes. */
function heatOf(strikes: readonly StrikeExposure[]): GammaHeat {
  const kept = strikes
    .toSorted((a, b) => Math.abs(b.netGex) - Math.abs(a.netGex))
    .slice(0, 24)
    .toSorted((a, b) => a.strike - b.strike);
  const parts = [0.34, 0.2, 0.16, 0.14, 0.1, 0.06];
  return {
    strikes: kept.map(({ strike }) => strike),
    expiries: kept.length === 0 ? [] : EXPIRIES.map(({ date, dte }) => ({ date, dte })),
    gex: kept.map(({ netGex }, row) =>
      EXPIRIES.map((_, column) =>
        column > 3 && row % 3 > 0 ? null : netGex * (parts[column] ?? 0) * (row % 4 === column ? -0.4 : 1),
      ),
    ),
    share: kept.length === 0 ? null : 0.62,
  };
}

function rootsOf(at: (price: number) => number, spots: readonly number[]): FlipRoot[] {
  return spots.slice(1).flatMap((high, index) => {
    let [low, top] = [spots[index] ?? high, high];
    const rising = at(top) > 0;
    if (at(low) * at(top) >= 0) return [];
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + top) / 2;
      if (at(middle) > 0 === rising) top = middle;
      else low = middle;
    }
    return [{ price: (low + top) / 2, direction: rising ? ("up" as const) : ("down" as const) }];
  });
}

/** Levels by their definitions, for any strikes. */
function levelsOf(
  strikes: readonly StrikeExposure[],
  { spot, roots }: { spot: number; roots: readonly FlipRoot[] },
): Levels {
  const calls = sum(strikes, "callGex");
  const puts = sum(strikes, "putGex");
  const wall = (side: "callGex" | "putGex", among: readonly StrikeExposure[]): Wall | null => {
    const best = among.toSorted((a, b) => Math.abs(b[side]) - Math.abs(a[side]))[0];
    if (!best || best[side] === 0) return null;
    return { strike: best.strike, gex: best[side], strength: best[side] / (side === "callGex" ? calls : puts) };
  };
  const extreme = (sign: 1 | -1): StrikeLevel | null => {
    const best = strikes.toSorted((a, b) => sign * (b.netGex - a.netGex))[0];
    return best && best.netGex * sign > 0 ? { strike: best.strike, gex: best.netGex } : null;
  };
  const today = strikes.toSorted((a, b) => Math.abs(b.zeroDteGex) - Math.abs(a.zeroDteGex))[0];
  const near = roots.toSorted((a, b) => Math.abs(a.price - spot) - Math.abs(b.price - spot));
  const flip = near.find(({ direction }) => direction === "up") ?? near[0];
  const [callWall, putWall] = [wall("callGex", strikes), wall("putGex", strikes)];
  const missing = calls + puts > 0 ? "positive_throughout" : calls + puts < 0 ? "negative_throughout" : "no_gamma";
  return {
    flip: { price: flip?.price ?? null, direction: flip?.direction ?? null, roots, missing: flip ? null : missing },
    callWall,
    putWall,
    resistance: wall("callGex", strikes.filter(({ strike }) => strike >= spot)), // prettier-ignore
    support: wall("putGex", strikes.filter(({ strike }) => strike <= spot)), // prettier-ignore
    wallsOverlap: callWall !== null && putWall !== null && callWall.strike <= putWall.strike,
    maxPositiveGamma: extreme(1),
    maxNegativeGamma: extreme(-1),
    highestOi: null,
    magnet:
      today && today.zeroDteGex !== 0
        ? { strike: today.strike, gex: today.zeroDteGex, kind: today.zeroDteGex > 0 ? "magnet" : "accelerant" }
        : null,
  };
}

const sum = (strikes: readonly StrikeExposure[], field: "callGex" | "putGex") =>
  strikes.reduce((total, strike) => total + strike[field], 0);

const exposure = (gex: number, spot: number): Exposure => ({
  gex,
  gexPerUsd: (gex * 100) / spot,
  dex: gex * 3,
  vex: gex * 0.4,
  chex: gex * 0.05,
});

const EXPIRIES: ExposureSnapshot["expiries"] = (
  [
    ["2026-11-23", 0],
    ["2026-11-24", 1],
    ["2026-11-27", 4],
    ["2026-12-18", 25],
    ["2027-01-15", 53],
    ["2027-06-17", 206],
  ] as const
).map(([date, dte]) => ({
  date,
  dte,
  roots: ["SPY"],
  contracts: 410,
  callOi: 120_000,
  putOi: 168_000,
  net: exposure(dte === 4 ? -1.5e8 : 4e8 / (1 + dte / 40), 600),
  grossGex: 1.2e9 / (1 + dte / 40),
  maxPain: 600 - (dte % 7),
  atmIv: 0.16,
}));

/** A small deterministic generator, so that every run makes the same market (Tommy Ettinger, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
