import { greeks } from "../blackScholes.ts";
import type { Chain } from "../chain.ts";
import type { Wing } from "./surface.ts";

const DELTA = 0.25;

interface WingOption {
  /** |Δ| */
  readonly delta: number;
  readonly iv: number;
  readonly strike: number;
  readonly spreadPct: number;
}

/**
 * The 25-delta option of one side of a slice: IV and strike linear in |Δ| between the two out-of-the-money options around 0.25
 * that are nearest the forward. Null when none lie around it: nothing is extrapolated.
 */
export function wing(chain: Chain, rows: readonly number[], right: "call" | "put"): Wing | null {
  const options = outOfTheMoney(chain, rows, right);
  const i = options.findIndex(({ delta }, k) => delta >= DELTA && (options[k + 1]?.delta ?? 1) <= DELTA);
  const [near, far] = [options[i], options[i + 1]];
  if (!near || !far) return null;
  const share = near.delta === far.delta ? 0 : (near.delta - DELTA) / (near.delta - far.delta);
  const spread = (share <= 0.5 ? near : far).spreadPct;
  return {
    iv: 100 * (near.iv + share * (far.iv - near.iv)),
    strike: near.strike + share * (far.strike - near.strike),
    spreadPct: Number.isNaN(spread) ? null : spread,
  };
}

/** Options of one side beyond the forward with an IV, from the forward outwards. */
function outOfTheMoney(chain: Chain, rows: readonly number[], right: "call" | "put"): WingOption[] {
  const f = right === "call" ? 1 : -1;
  const { spot } = chain;
  return rows
    .flatMap((i) => {
      const { years, rate, dividendYield } = chain.slices[chain.slice[i]!]!;
      const forward = spot * Math.exp((rate - dividendYield) * years);
      const strike = chain.strikes[chain.strikeIndex[i]!]!;
      const iv = chain.iv[i]!;
      if (chain.right[i] !== f || f * (strike - forward) <= 0 || Number.isNaN(iv)) return [];
      const { delta } = greeks({ right, spot, strike, years, iv, rate, dividendYield });
      return { delta: Math.abs(delta), iv, strike, spreadPct: chain.spreadPct[i]! };
    })
    .sort((a, b) => f * (a.strike - b.strike));
}
