import { parityForward, type StrikePair } from "./carry.ts";
import type { Chain } from "./chain.ts";
import { isPrice } from "./plausible.ts";

/** Below this the printed price and today's options agree as well as anyone needs. */
const TOLERANCE = 0.001;
/** Pairs next to the money that must tell the same spot, to within half the tolerance. */
const WITNESSES = 5;
const FEWEST_WITNESSES = 3;

/**
 * On expiry day the options say where the underlying is: with hours to live there is no carry to argue about. The spot
 * implied by put-call parity of today's expiry when it differs from the printed one by more than 0.1 % and the strikes next
 * to the money agree on it; else null. Reason: a recorded expiry day where the printed price halved the 0DTE exposure.
 */
export function parityCheckedSpot(chain: Chain): number | null {
  const today = chain.slices.findIndex(({ dte, settlesAt }) => dte === 0 && settlesAt > chain.quoteTime);
  if (today < 0) return null;
  const { rate, years } = chain.slices[today]!;
  const implied = pairsOf(chain, today)
    .sort((a, b) => Math.abs(a.callMid - a.putMid) - Math.abs(b.callMid - b.putMid))
    .slice(0, WITNESSES)
    // What is left of the day is too short for a dividend yield to matter.
    .map((pair) => parityForward(pair, rate, years) * Math.exp(-rate * years))
    .sort((a, b) => a - b);
  if (implied.length < FEWEST_WITNESSES) return null;
  const agreed = implied.at(-1)! - implied[0]! <= 0.5 * TOLERANCE * chain.spot;
  const median = implied[implied.length >> 1]!;
  return agreed && isPrice(median) && Math.abs(median - chain.spot) > TOLERANCE * chain.spot ? median : null;
}

function pairsOf(chain: Chain, slice: number): StrikePair[] {
  const mids = new Map<number, { call?: number; put?: number }>();
  for (let i = 0; i < chain.slice.length; i++) {
    if (chain.slice[i] !== slice || Number.isNaN(chain.mid[i]!)) continue;
    const entry = mids.get(chain.strikeIndex[i]!) ?? {};
    if (chain.right[i]! > 0) entry.call = chain.mid[i]!;
    else entry.put = chain.mid[i]!;
    mids.set(chain.strikeIndex[i]!, entry);
  }
  return [...mids].flatMap(([k, { call, put }]) =>
    call === undefined || put === undefined ? [] : { strike: chain.strikes[k]!, callMid: call, putMid: put },
  );
}
