import type { Chain } from "./chain.ts";

/**
 * Decimal at-the-money IV of a slice: at the forward, linear in strike between the two listed strikes around it, each the
 * mean of its call and put IV. One side of the forward suffices at the edge of the listed range; null without any IV.
 */
export function atmIv(chain: Chain, slice: number, rows: Iterable<number>): number | null {
  const { rate, dividendYield, years } = chain.slices[slice]!;
  const forward = chain.spot * Math.exp((rate - dividendYield) * years);
  let below = -1;
  let above = -1;
  for (const i of rows) {
    if (chain.slice[i] !== slice || Number.isNaN(chain.iv[i]!)) continue;
    const k = chain.strikeIndex[i]!;
    if (chain.strikes[k]! <= forward) below = Math.max(below, k);
    else above = above < 0 ? k : Math.min(above, k);
  }
  const low = meanIv(chain, { slice, strikeIndex: below, rows });
  const high = meanIv(chain, { slice, strikeIndex: above, rows });
  if (low === null || high === null) return low ?? high;
  const [k0, k1] = [chain.strikes[below]!, chain.strikes[above]!];
  return low + ((high - low) * (forward - k0)) / (k1 - k0);
}

function meanIv(chain: Chain, at: { slice: number; strikeIndex: number; rows: Iterable<number> }): number | null {
  let total = 0;
  let count = 0;
  for (const i of at.rows) {
    if (chain.slice[i] !== at.slice || chain.strikeIndex[i] !== at.strikeIndex || Number.isNaN(chain.iv[i]!)) continue;
    total += chain.iv[i]!;
    count++;
  }
  return count > 0 ? total / count : null;
}

/** The at-the-money call and put of one slice. */
export interface Straddle {
  /** Call mid + put mid, $. */
  readonly usd: number;
  readonly strike: number;
  /** Ask − bid in percent of the mid, mean of call and put. */
  readonly spreadPct: number;
}

/** At the strike nearest spot where call and put of this slice have two-sided quotes; null without one. */
export function straddle(chain: Chain, slice: number, rows: Iterable<number>): Straddle | null {
  const calls = new Map<number, number>();
  const puts = new Map<number, number>();
  for (const i of rows)
    if (chain.slice[i] === slice && !Number.isNaN(chain.mid[i]!))
      (chain.right[i]! > 0 ? calls : puts).set(chain.strikeIndex[i]!, i);
  let best: number | null = null;
  const distance = (k: number) => Math.abs(chain.strikes[k]! - chain.spot);
  for (const k of calls.keys()) if (puts.has(k) && (best === null || distance(k) < distance(best))) best = k;
  if (best === null) return null;
  const [call, put] = [calls.get(best)!, puts.get(best)!];
  return {
    usd: chain.mid[call]! + chain.mid[put]!,
    strike: chain.strikes[best]!,
    spreadPct: 0.5 * (chain.spreadPct[call]! + chain.spreadPct[put]!),
  };
}
