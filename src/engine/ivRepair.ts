import { greeks, impliedVolatility } from "./blackScholes.ts";
import type { Slice } from "./chain.ts";
import { gather } from "./gather.ts";
import type { Rows } from "./liveRows.ts";
import type { RawChain } from "./rawChain.ts";

export interface IvRepair extends Omit<Rows, "found"> {
  readonly live: Uint32Array;
  readonly mid: Float64Array;
  readonly slices: readonly Slice[];
  readonly spot: number;
}

/** IVs as printed; a missing one from the other side of the strike, then solved from the mid, else NaN. */
export function repairIvs(raw: RawChain, { live, mid, sliceOf, slices, index, usableIv, spot, conventions }: IvRepair) {
  const iv = gather(usableIv, live, new Float64Array(live.length));
  let ivFromOtherSide = 0;
  let ivFromMid = 0;
  for (let i = 0; i < iv.length; i++) {
    if (!Number.isNaN(iv[i]!)) continue;
    const row = live[i]!;
    const other = conventions.ivFromOtherSide ? index.otherSide(row) : -1;
    const borrowed = other >= 0 ? usableIv[other]! : Number.NaN;
    if (!Number.isNaN(borrowed)) {
      iv[i] = borrowed;
      ivFromOtherSide++;
    } else if (conventions.ivFromMid) {
      const solved = solveIv(raw, row, { slice: slices[sliceOf[row]!]!, spot, mid: mid[i]! });
      if (solved === null) continue;
      iv[i] = solved;
      ivFromMid++;
    }
  }
  return { iv, ivFromOtherSide, ivFromMid };
}

/** Contracts with open interest that no gamma can be computed for, and their share of all open interest. */
export function withoutIv(iv: Float64Array, oi: Float64Array): { noIv: number; oiDroppedShare: number } {
  let noIv = 0;
  let lost = 0;
  let all = 0;
  for (let i = 0; i < oi.length; i++) {
    all += oi[i]!;
    if (!Number.isNaN(iv[i]!) || oi[i] === 0) continue;
    noIv++;
    lost += oi[i]!;
  }
  return { noIv, oiDroppedShare: all > 0 ? lost / all : 0 };
}

function solveIv(raw: RawChain, row: number, at: { slice: Slice; spot: number; mid: number }): number | null {
  if (Number.isNaN(at.mid)) return null;
  const { years, rate, dividendYield } = at.slice;
  const right = raw.right[row]! > 0 ? "call" : "put";
  const option = { right, spot: at.spot, strike: raw.strike[row]!, years, rate, dividendYield } as const;
  const solved = impliedVolatility(at.mid, option);
  // A mid that is almost all intrinsic value says nothing about volatility: the answer would be the tick size.
  return solved !== null && greeks({ ...option, iv: solved }).vega > 0.01 * Math.sqrt(years) ? solved : null;
}
