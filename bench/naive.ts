import { greeks } from "../src/engine/blackScholes.ts";
import { SHARES_PER_CONTRACT, type Chain } from "../src/engine/chain.ts";

const LEVELS = 100;

/**
 * What the engine replaces: every greek of every contract from the closed form for the exposures, and gamma of every
 * contract anew at each of a hundred spots within ±20 % for the profile. Returns a number, so that nothing is optimised away.
 */
export function naive(chain: Chain): number {
  let sum = 0;
  for (let row = 0; row < chain.slice.length; row++) {
    const option = optionOf(chain, row);
    if (!option) continue;
    const { delta, gamma, vanna, charm } = greeks({ ...option, spot: chain.spot });
    const shares = chain.oi[row]! * SHARES_PER_CONTRACT;
    const sign = chain.right[row]!;
    sum += sign * shares * chain.spot * (gamma * chain.spot * 0.01 + vanna * 0.01 - charm / 365) + delta * shares;
  }
  for (let level = 0; level < LEVELS; level++)
    sum += naiveGex(chain, chain.spot * (0.8 + (0.4 * level) / (LEVELS - 1)));
  return sum;
}

function naiveGex(chain: Chain, spot: number): number {
  let sum = 0;
  for (let row = 0; row < chain.slice.length; row++) {
    const option = optionOf(chain, row);
    if (!option) continue;
    const { strike, years, iv, rate, dividendYield } = option;
    const sd = iv * Math.sqrt(years);
    const d1 = (Math.log(spot / strike) + (rate - dividendYield + 0.5 * iv * iv) * years) / sd;
    const density = Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI);
    const gamma = (Math.exp(-dividendYield * years) * density) / (spot * sd);
    sum += chain.right[row]! * gamma * chain.oi[row]! * SHARES_PER_CONTRACT * spot * spot * 0.01;
  }
  return sum;
}

function optionOf(chain: Chain, row: number) {
  if (!(chain.oi[row]! > 0) || !(chain.iv[row]! > 0)) return null;
  const { years, rate, dividendYield } = chain.slices[chain.slice[row]!]!;
  const right: "call" | "put" = chain.right[row]! > 0 ? "call" : "put";
  return { right, strike: chain.strikes[chain.strikeIndex[row]!]!, years, iv: chain.iv[row]!, rate, dividendYield };
}
