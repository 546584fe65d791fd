/** The quotes of one strike; NaN where there is no two-sided quote, which the method reads as a bid of zero. */
export interface StrikeQuotes {
  readonly strike: number;
  readonly callMid: number;
  readonly putMid: number;
}

export interface Terms {
  readonly forward: number;
  readonly years: number;
  readonly rate: number;
}

const FEWEST_STRIKES = 8;
const ZERO_BIDS_IN_A_ROW = 2;

/**
 * Model-free volatility of one expiry (decimal) from its out-of-the-money mids, as the VIX white paper has it: strikes outwards
 * from K0, the first at or below the forward, until two bids in a row are zero; call and put averaged at K0.
 * Null without 8 quoted strikes on each side or without both quotes at K0. Strikes ascend.
 */
export function modelFreeIv(quotes: readonly StrikeQuotes[], { forward, years, rate }: Terms): number | null {
  const at = quotes.findLastIndex(({ strike }) => strike <= forward);
  const centre = quotes[at];
  if (!centre) return null;
  const puts = quotedOutwards(quotes.slice(0, at).reverse(), ({ putMid }) => putMid);
  const calls = quotedOutwards(quotes.slice(at + 1), ({ callMid }) => callMid);
  const atCentre = 0.5 * (centre.callMid + centre.putMid);
  if (Number.isNaN(atCentre) || puts.length < FEWEST_STRIKES || calls.length < FEWEST_STRIKES) return null;
  const used = [...puts.reverse(), { strike: centre.strike, mid: atCentre }, ...calls];
  const strip = used.reduce((sum, { strike, mid }, i) => {
    const [low, high] = [used[i - 1]?.strike, used[i + 1]?.strike];
    const width = low === undefined ? high! - strike : high === undefined ? strike - low : 0.5 * (high - low);
    return sum + (width / strike ** 2) * mid;
  }, 0);
  const variance = (2 * Math.exp(rate * years) * strip - (forward / centre.strike - 1) ** 2) / years;
  return variance > 0 ? Math.sqrt(variance) : null;
}

/** The quoted strikes of one side from the centre outwards, up to the first two in a row without a bid. */
function quotedOutwards(quotes: readonly StrikeQuotes[], midOf: (quotes: StrikeQuotes) => number) {
  const used: { strike: number; mid: number }[] = [];
  let zeroBids = 0;
  for (const quote of quotes) {
    const mid = midOf(quote);
    zeroBids = Number.isNaN(mid) ? zeroBids + 1 : 0;
    if (zeroBids === ZERO_BIDS_IN_A_ROW) break;
    if (zeroBids === 0) used.push({ strike: quote.strike, mid });
  }
  return used;
}
