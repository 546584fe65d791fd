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

/** @param vrpZ null: unknown, which counts as "not high" */
export function briefOf({ snapshot, regime }: Reading, vrpZ: number | null = null): Brief {
  const { symbol, source, spot, changePct, quoteTime, session, oiDate, net, grossGex, levels, expectedMove } = snapshot;
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
    netGex: net.gex,
    grossGex,
    flip: levels.flip.price,
    flipMissing: levels.flip.missing,
    callWall: levels.callWall?.strike ?? null,
    putWall: levels.putWall?.strike ?? null,
    expectedMove: expectedMove?.usd ?? null,
  };
}
