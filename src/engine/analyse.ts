import { straddle } from "./atTheMoney.ts";
import type { Chain } from "./chain.ts";
import { charmToClose } from "./charmToClose.ts";
import { expiryExposures } from "./expiries.ts";
import { findFlip } from "./flip.ts";
import { dealerShares, prepare, type Prepared } from "./kernel.ts";
import { strikeByExpiry } from "./heat.ts";
import { findLevels } from "./levels.ts";
import { pinScore } from "./pin.ts";
import { gammaProfile } from "./profile.ts";
import { rollOffs } from "./rollOff.ts";
import { listedExpiries, selectedDates, selectRows } from "./select.ts";
import type { ExpirySelection } from "./selection.ts";
import type {
  ExpectedMove,
  ExpiryExposure,
  ExposureSnapshot,
  HedgeEstimate,
  Levels,
  PinScore,
  StrikeExposure,
} from "./snapshot.ts";
import { exposureOf, sideOf, tally, type Tally } from "./tally.ts";
import { volSurface } from "./vrp/surface.ts";

export interface AnalyseOptions {
  readonly selection: ExpirySelection;
  /** Contracts with less open interest are left out and counted. */
  readonly minOi?: number;
}

/**
 * A clean chain → everything we say about it for one selection of expiries: exposures per strike, per expiry and net,
 * levels, the re-priced profile, expected move, hedging estimate, pin score and ratios. Plain JSON, no NaN.
 * A selection without contracts gives empty lists and null levels; the caller words that.
 */
export function analyse(chain: Chain, { selection, minOi = 0 }: AnalyseOptions): ExposureSnapshot {
  const listed = listedExpiries(chain);
  const dates = selectedDates(listed, selection);
  const rows = selectRows(chain, dates, minOi);
  const prepared = prepare(chain, rows);
  const sums = tally(chain, rows, prepared);
  const strikes = strikeExposures(chain, sums);
  const profile = gammaProfile(prepared, chain.spot);
  const levels: Levels = { flip: findFlip(prepared, chain.spot, profile), ...findLevels(strikes, chain.spot) };
  const expiries = expiryExposures(chain, rows, sums);
  const net = exposureOf(sums.total, chain.spot);
  const { spot, quality } = chain;
  const belowMinOi = minOi > 0 ? selectRows(chain, dates).length - rows.length : 0;
  return {
    symbol: chain.symbol,
    source: chain.source,
    spot,
    spotBasis: chain.spotBasis,
    changePct: chain.changePct,
    volume: chain.sharesTraded,
    quoteTime: new Date(chain.quoteTime).toISOString(),
    fetchedAt: chain.fetchedAt,
    session: chain.session,
    oiDate: chain.oiDate,
    selection,
    expiries,
    listed,
    net,
    calls: sideOf(sums.total, "call", spot),
    puts: sideOf(sums.total, "put", spot),
    grossGex: sums.total.callGex - sums.total.putGex,
    levels,
    strikes,
    profile: { spots: [...profile.spots], gex: [...profile.gex] },
    rollOff: rollOffs(chain, rows, expiries),
    heat: strikeByExpiry(chain, prepared),
    expectedMove: expectedMove(chain, { rows, expiries, sums }),
    charmToClose: charmToClose(chain, prepared),
    vol: volSurface(chain),
    hedge: hedges(prepared, { spot, gex: net.gex }),
    pin: pin(chain, sums, levels),
    putCallOi: ratio(sums.total.putOi, sums.total.callOi),
    putCallVolume: ratio(...volumes(chain, rows)),
    zeroDteShare: zeroDteShare(sums, strikes),
    oiWeightedDte: oiWeightedDte(expiries),
    vannaRatio: ratio(Math.max(0, net.vex), Math.abs(net.vex) + Math.abs(net.gex)),
    rate: chain.slices[0]?.rate ?? 0,
    quality: { ...quality, contractsUsed: prepared.count, dropped: { ...quality.dropped, belowMinOi } },
  };
}

/** Null instead of a division by zero. */
const ratio = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;

function strikeExposures(chain: Chain, { byStrike, today }: Tally): StrikeExposure[] {
  return byStrike.flatMap((s, k) => {
    if (!s || s.callOi + s.putOi === 0) return [];
    const zeroDte = today.get(k);
    return {
      strike: chain.strikes[k]!,
      callGex: s.callGex,
      putGex: s.putGex,
      netGex: s.callGex + s.putGex,
      zeroDteGex: zeroDte ? zeroDte.callGex + zeroDte.putGex : 0,
      dex: s.callDex + s.putDex,
      vex: s.callVex + s.putVex,
      chex: s.callChex + s.putChex,
      callOi: s.callOi,
      putOi: s.putOi,
    };
  });
}

/** One standard deviation until the nearest settlement of the selection: S·σ·√T with the at-the-money IV of that slice. */
function expectedMove(
  chain: Chain,
  { rows, expiries, sums }: { rows: Uint32Array; expiries: readonly ExpiryExposure[]; sums: Tally },
): ExpectedMove | null {
  const front = expiries.find((expiry) => expiry.atmIv !== null);
  if (!front || front.atmIv === null) return null;
  const s = chain.slices.reduce(
    (best, slice, i) =>
      slice.date === front.date && sums.bySlice[i] && (best < 0 || slice.settlesAt > chain.slices[best]!.settlesAt)
        ? i
        : best,
    -1,
  );
  const slice = chain.slices[s]!;
  return {
    usd: chain.spot * front.atmIv * Math.sqrt(slice.years),
    until: new Date(slice.settlesAt).toISOString(),
    years: slice.years,
    iv: front.atmIv,
    straddle: straddle(chain, s, rows)?.usd ?? null,
    expiry: front.date,
  };
}

/** What dealers trade if spot moves 1 % up or down: linearly by GEX, and re-priced at the moved spot. */
function hedges(prepared: Prepared, { spot, gex }: { spot: number; gex: number }): HedgeEstimate[] {
  const held = dealerShares(prepared, spot);
  return [1, -1].map((pct) => {
    const moved = spot * (1 + pct / 100);
    const repricedShares = held - dealerShares(prepared, moved);
    return {
      pct, // Adding 0 turns −0 into 0.
      linearShares: (-pct * gex) / spot + 0,
      repricedShares,
      repricedUsd: repricedShares * moved,
    };
  });
}

function pin(chain: Chain, { today }: Tally, { magnet }: Levels): PinScore | null {
  // On a third Friday the morning's root has settled already; what can still pin is the last to settle.
  const settlesAt = Math.max(...chain.slices.filter(({ dte }) => dte === 0).map((slice) => slice.settlesAt));
  if (!magnet || !(settlesAt > chain.quoteTime)) return null;
  const strikes = [...today.values()];
  const oi = strikes.map((s) => s.callOi + s.putOi).sort((a, b) => b - a);
  const total = oi.reduce((a, b) => a + b, 0);
  const largestGross = Math.max(...strikes.map((s) => s.callGex - s.putGex));
  return pinScore({
    top3OiShare: total > 0 ? oi.slice(0, 3).reduce((a, b) => a + b, 0) / total : 0,
    distancePct: (Math.abs(chain.spot - magnet.strike) / chain.spot) * 100,
    hoursLeft: (settlesAt - chain.quoteTime) / 3_600_000,
    gammaShare: Math.abs(magnet.gex) / largestGross,
  });
}

function volumes(chain: Chain, rows: Uint32Array): [number, number] {
  let puts = 0;
  let calls = 0;
  for (const i of rows)
    if (chain.right[i]! > 0) calls += chain.volume[i]!;
    else puts += chain.volume[i]!;
  return [puts, calls];
}

function zeroDteShare({ today }: Tally, strikes: readonly StrikeExposure[]): number | null {
  if (today.size === 0) return null;
  const all = strikes.reduce((total, s) => total + Math.abs(s.netGex), 0);
  const mine = strikes.reduce((total, s) => total + Math.abs(s.zeroDteGex), 0);
  // Netting inside a strike can leave less than today's part alone; the share is capped so that it stays one.
  return all > 0 ? Math.min(1, mine / all) : null;
}

function oiWeightedDte(expiries: readonly ExpiryExposure[]): number | null {
  const oi = expiries.reduce((total, e) => total + e.callOi + e.putOi, 0);
  return ratio(
    expiries.reduce((total, e) => total + (e.callOi + e.putOi) * e.dte, 0),
    oi,
  );
}
