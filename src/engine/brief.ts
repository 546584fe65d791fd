import { classifyCell, type Cell, type Reading, type Regime } from "./regime.ts";
import type { ExposureSnapshot, Flip, Instant, NyDate, UsdPer1Pct } from "./snapshot.ts";
import type { Ticker } from "./ticker.ts";

/** A row of a table: what is said of a symbol in one line, and enough to say later what changed. Plain JSON, kept for weeks. */
export interface Brief {
  readonly symbol: Ticker;
  readonly source: ExposureSnapshot["source"];
  readonly spot: number;
  /** Percent since the previous close; null when the feed does not allow to know. */
  readonly changePct: number | null;
  readonly quoteTime: Instant;
  readonly session: ExposureSnapshot["session"];
  /** New York date of the session whose clearing produced the open interest. */
  readonly oiDate: NyDate;
  readonly regime: Regime;
  readonly cell: Cell;
  /** z-score of the variance risk premium; null as long as nothing computes it. */
  readonly vrpZ: number | null;
  /** Shares traded in the session of the quote so far; null for an index and where the feed has none. */
  readonly volume: number | null;
  /** Average dollar volume of a session of the underlying, in $; null until enough sessions are on record. */
  readonly adv: number | null;
  readonly netGex: UsdPer1Pct;
  readonly grossGex: UsdPer1Pct;
  readonly flip: number | null;
  readonly flipMissing: Flip["missing"];
  readonly callWall: number | null;
  readonly putWall: number | null;
  /** One standard deviation of the nearest expiry in $; null without a usable IV. */
  readonly expectedMove: number | null;
}

/** A symbol without numbers, and why. */
export interface MissingBrief {
  readonly missing: Ticker;
  readonly why: string;
}

export const symbolOf = (row: Brief | MissingBrief): Ticker => ("missing" in row ? row.missing : row.symbol);

export const isMissing = (row: Brief | MissingBrief): row is MissingBrief => "missing" in row;

export const isBrief = (row: Brief | MissingBrief): row is Brief => !("missing" in row);

/** @param vrpZ null: unknown, which counts as "not high". @param adv from the store's record of sessions */
export function briefOf(
  { snapshot, regime }: Reading,
  { vrpZ = null, adv = null }: Partial<Pick<Brief, "vrpZ" | "adv">> = {},
): Brief {
  const { symbol, source, spot, changePct, quoteTime, session, oiDate, volume, net, grossGex } = snapshot;
  const { levels, expectedMove } = snapshot;
  return {
    symbol,
    source,
    spot,
    changePct,
    quoteTime,
    session,
    oiDate,
    regime,
    cell: classifyCell(regime.gamma, vrpZ).cell,
    vrpZ,
    volume,
    adv,
    netGex: net.gex,
    grossGex,
    flip: levels.flip.price,
    flipMissing: levels.flip.missing,
    callWall: levels.callWall?.strike ?? null,
    putWall: levels.putWall?.strike ?? null,
    expectedMove: expectedMove?.usd ?? null,
  };
}
