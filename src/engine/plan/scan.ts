import type { Cell, Reading, Regime } from "../regime.ts";
import type { ExposureSnapshot, Flip, Instant, NyDate } from "../snapshot.ts";
import type { Ticker } from "../ticker.ts";
import type { Structure, VolPoints, VrpReading, VrpWarning, ZScore } from "../vrp/types.ts";
import { PAYS_POINTS, RICH_Z } from "../vrp/vrpRegime.ts";
import { structuresFor } from "./structures.ts";

/** The halves of the gate: unusual for its own history, and more than it costs. */
export type GateHalf = "z" | "vrp20";

/** A symbol as the morning scan tells it. Plain JSON; what is not known is null. docs/methodology.md, "Morning scan". */
export interface ScanRow {
  readonly symbol: Ticker;
  readonly source: ExposureSnapshot["source"];
  readonly spot: number;
  readonly quoteTime: Instant;
  readonly session: ExposureSnapshot["session"];
  /** New York date of the session whose clearing produced the open interest. */
  readonly oiDate: NyDate;
  readonly cell: Cell;
  readonly regime: Regime;
  /** Today's premium among the days on record, without those days. */
  readonly zScore: Omit<ZScore, "history">;
  /** Implied at 30 days less realised over 20, and whose IV that is; null without either. */
  readonly vrp20: { readonly value: VolPoints; readonly basis: "atm30" | "iv30" } | null;
  /** The session of the last close that was used. */
  readonly realisedTo: NyDate | null;
  /** The halves it fails, what is not known among them; empty: it passes. */
  readonly failed: readonly GateHalf[];
  /** 0–1; null without z or VRP20. */
  readonly harvest: number | null;
  /** 0–100, high is bad, and the share of its input that was there, 0–1. */
  readonly flowRisk: VrpReading["flowRisk"];
  /** 0–100; null without a harvest score. */
  readonly netHarvest: number | null;
  /** The structure to try first; null where the cell allows none, or none has a score. */
  readonly best: { readonly structure: Structure; readonly score: number } | null;
  readonly flip: number | null;
  readonly flipMissing: Flip["missing"];
  /** Largest put gamma at or below spot, largest call gamma at or above it. */
  readonly support: number | null;
  readonly resistance: number | null;
  readonly warnings: readonly VrpWarning[];
  /** Open interest without a usable IV, or no carry from quotes: the numbers deserve less trust. */
  readonly degraded: boolean;
}

/** What the scan says of a symbol. Both readings are of the whole chain. */
export function scanRow({ snapshot, regime }: Reading, vrp: VrpReading): ScanRow {
  const { symbol, source, spot, quoteTime, session, oiDate, levels, quality } = snapshot;
  const { history: _days, ...zScore } = vrp.zScore;
  const value = vrp.vrp[20];
  const [first] = structuresFor(vrp);
  const score = first === undefined ? null : vrp.strategies[first].value;
  return {
    symbol,
    source,
    spot,
    quoteTime,
    session,
    oiDate,
    cell: vrp.cell,
    regime,
    zScore,
    vrp20: value === null || vrp.iv === null ? null : { value, basis: vrp.iv.basis },
    realisedTo: vrp.realisedTo,
    failed: failedHalves(zScore.z, value),
    harvest: vrp.harvest,
    flowRisk: vrp.flowRisk,
    netHarvest: vrp.netHarvest,
    best: first === undefined || score === null ? null : { structure: first, score },
    flip: levels.flip.price,
    flipMissing: levels.flip.missing,
    support: levels.support?.strike ?? null,
    resistance: levels.resistance?.strike ?? null,
    warnings: vrp.warnings,
    degraded: quality.degraded,
  };
}

/** z ≥ 1 and VRP20 > 2 points: a premium that is unusual, and large enough to be worth its costs. Ours. */
function failedHalves(z: number | null, vrp20: VolPoints | null): GateHalf[] {
  return [
    ...(z !== null && z >= RICH_Z ? [] : (["z"] as const)),
    ...(vrp20 !== null && vrp20 > PAYS_POINTS ? [] : (["vrp20"] as const)),
  ];
}

export const passesGate = ({ failed }: Pick<ScanRow, "failed">): boolean => failed.length === 0;

/** By cell, A first, in it the highest z first and what has none last; equal ones by symbol. D, where nothing is sold, ends it. */
export const sortScan = (rows: readonly ScanRow[]): ScanRow[] =>
  rows.toSorted(
    (a, b) =>
      (a.cell < b.cell ? -1 : a.cell > b.cell ? 1 : 0) ||
      byZ(a.zScore.z, b.zScore.z) ||
      (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0),
  );

function byZ(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}
