import { greeks, type Greeks } from "../../src/engine/blackScholes.ts";
import { SHARES_PER_CONTRACT, type Chain } from "../../src/engine/chain.ts";

/** The four exposures of one contract, straight from its greeks: what every shortcut of the engine is held against. */
export interface PlainExposure {
  readonly gex: number;
  readonly dex: number;
  readonly vex: number;
  readonly chex: number;
  /** What the figures are made of before anything cancels: the scale of their rounding. */
  readonly scale: { readonly gex: number; readonly dex: number; readonly vex: number; readonly chex: number };
}

function plainGreeks(chain: Chain, row: number, spot: number): Greeks {
  const { years, rate, dividendYield } = chain.slices[chain.slice[row]!]!;
  return greeks({
    right: chain.right[row]! > 0 ? "call" : "put",
    spot,
    strike: chain.strikes[chain.strikeIndex[row]!]!,
    years,
    iv: chain.iv[row]!,
    rate,
    dividendYield,
  });
}

export function plainExposure(chain: Chain, row: number, spot: number): PlainExposure {
  const { delta, gamma, vanna, charm } = plainGreeks(chain, row, spot);
  const { years, rate, dividendYield } = chain.slices[chain.slice[row]!]!;
  const shares = chain.oi[row]! * SHARES_PER_CONTRACT;
  const sign = chain.right[row]!;
  const gex = sign * gamma * shares * spot * spot * 0.01;
  return {
    gex,
    dex: delta * shares * spot,
    vex: sign * vanna * shares * spot * 0.01,
    chex: (-sign * charm * shares * spot) / 365,
    scale: {
      gex: Math.abs(gex),
      dex: shares * spot,
      // Vanna is S·Γ·√T·d2 and d2 a difference that may vanish; charm adds up a yield, a carry and a volatility term.
      vex: shares * spot * 0.01 * gamma * spot * Math.sqrt(years),
      chex:
        (shares *
          spot *
          (Math.abs(dividendYield * delta) +
            gamma * spot * (Math.abs(rate - dividendYield) + chain.iv[row]! / Math.sqrt(years)))) /
        365,
    },
  };
}

/** Dealers' shares of delta under the sign convention, one contract at a time. */
export function plainShares(chain: Chain, spot: number): number {
  let shares = 0;
  for (let row = 0; row < chain.slice.length; row++)
    shares += chain.right[row]! * plainGreeks(chain, row, spot).delta * chain.oi[row]! * SHARES_PER_CONTRACT;
  return shares;
}

/** Net and gross GEX per 1 % of a chain at a spot, one contract at a time. */
export function plainGex(chain: Chain, spot: number): { net: number; gross: number } {
  let net = 0;
  let gross = 0;
  for (let row = 0; row < chain.slice.length; row++) {
    if (!(chain.oi[row]! > 0) || !(chain.iv[row]! > 0)) continue;
    const { gex } = plainExposure(chain, row, spot);
    net += gex;
    gross += Math.abs(gex);
  }
  return { net, gross };
}
