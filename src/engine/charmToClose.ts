import type { Chain } from "./chain.ts";
import { dealerShares, type Prepared } from "./kernel.ts";
import { utcToNewYork } from "./newYork.ts";
import { lowerTail } from "./normal.ts";
import { sessionOf } from "./nyse.ts";

const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * Dollars of stock dealers buy (+) or sell (−) between the quote and the closing bell if spot and every IV stand still:
 * their delta re-priced at the close, contracts that settle by then at intrinsic. CHEX is the rate of the same thing and
 * must not be extrapolated near an expiry (docs/methodology.md "CHEX"). Null outside the session.
 */
export function charmToClose(chain: Chain, prepared: Prepared): number | null {
  const session = sessionOf(utcToNewYork(chain.quoteTime).date);
  if (chain.session === "closed" || !session || session.closesAt <= chain.quoteTime) return null;
  const now = dealerShares(prepared, chain.spot);
  return (now - sharesAtClose(chain, prepared, session.closesAt)) * chain.spot + 0;
}

/** Σ s·Δ·OI·100 at `closesAt`; under the sign convention s·Δ is N(f·d1) for calls and puts alike. */
function sharesAtClose(chain: Chain, p: Prepared, closesAt: number): number {
  const elapsed = (closesAt - chain.quoteTime) / YEAR_MS;
  const logSpot = Math.log(chain.spot);
  let sum = 0;
  for (let i = 0; i < p.count; i++) {
    const row = p.row[i]!;
    const [T, sigma, right] = [p.years[i]!, p.iv[i]!, p.right[i]!];
    const growth = p.netCarry[i]! + 0.5 * sigma * sigma;
    const undiscounted = p.shares[i]! * Math.exp(p.dividendYield[i]! * T);
    const left = T - elapsed;
    if (chain.slices[chain.slice[row]!]!.settlesAt <= closesAt || left <= 0) {
      sum += undiscounted * intrinsicShare(right * (chain.spot - chain.strikes[chain.strikeIndex[row]!]!));
      continue;
    }
    // drift = growth·T − ln K, so this is growth·left − ln K.
    const d1 = (logSpot + p.drift[i]! - growth * elapsed) / (sigma * Math.sqrt(left));
    const tail = lowerTail(Math.abs(d1), Math.exp(-0.5 * d1 * d1));
    sum += undiscounted * Math.exp(-p.dividendYield[i]! * left) * (right * d1 > 0 ? 1 - tail : tail);
  }
  return sum;
}

const intrinsicShare = (moneyness: number) => (moneyness > 0 ? 1 : moneyness < 0 ? 0 : 0.5);
