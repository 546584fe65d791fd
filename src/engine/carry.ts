/** Two-sided mids of one strike in one slice. */
export interface StrikePair {
  readonly strike: number;
  readonly callMid: number;
  readonly putMid: number;
}

const LOWEST_YIELD = -0.05;
const HIGHEST_YIELD = 0.15;

/** The pair whose call and put cost most nearly the same: the strike next to the forward, where parity is tightest. */
export function nearestPair(pairs: readonly StrikePair[]): StrikePair | null {
  let best: StrikePair | null = null;
  for (const pair of pairs)
    if (best === null || Math.abs(pair.callMid - pair.putMid) < Math.abs(best.callMid - best.putMid)) best = pair;
  return best;
}

/** Forward by put-call parity: F = K + e^{rT}·(C − P). Source: the VIX method. */
export const parityForward = (pair: StrikePair, rate: number, years: number): number =>
  pair.strike + Math.exp(rate * years) * (pair.callMid - pair.putMid);

/**
 * Dividend yield that makes `spot` grow to `forward`: q = r − ln(F/S)/T, clamped to [−5 %, 15 %], since one stale quote in a
 * short slice would otherwise imply absurd carry. Null when the forward is not positive.
 */
export function impliedYield(terms: { forward: number; spot: number; rate: number; years: number }): number | null {
  if (!(terms.forward > 0)) return null;
  const implied = terms.rate - Math.log(terms.forward / terms.spot) / terms.years;
  return Math.min(HIGHEST_YIELD, Math.max(LOWEST_YIELD, implied));
}
