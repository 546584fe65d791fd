import type { Chain } from "../../src/engine/chain.ts";
import { findFlip } from "../../src/engine/flip.ts";
import { prepare } from "../../src/engine/kernel.ts";
import { gammaProfile } from "../../src/engine/profile.ts";
import type { Flip } from "../../src/engine/snapshot.ts";
import { everyRow, handChain, type HandRow } from "./handChain.ts";

export function flipOf(chain: Chain): Flip {
  const prepared = prepare(chain, everyRow(chain));
  return findFlip(prepared, chain.spot, gammaProfile(prepared, chain.spot));
}

/** Each contract's gamma stays near its strike, so that regions of either sign stand side by side. */
const NARROW = { iv: 0.04, oi: 1000 };
export const narrowCall = (strike: number): HandRow => ({ right: "C", strike, ...NARROW });
export const narrowPut = (strike: number): HandRow => ({ right: "P", strike, ...NARROW });

interface Pair {
  readonly callStrike: number;
  readonly putStrike: number;
  readonly callOi: number;
  readonly putOi: number;
  readonly iv: number;
  readonly years: number;
  readonly rate: number;
  readonly dividendYield: number;
}
export const pairChain = ({ callStrike, putStrike, callOi, putOi, iv, ...slice }: Pair, spot = 100) =>
  handChain(
    [
      { right: "C", strike: callStrike, oi: callOi, iv },
      { right: "P", strike: putStrike, oi: putOi, iv },
    ],
    { spot, slices: [slice] },
  );
/** S* = √(Kc·Kp) · e^{−(r−q)T − σ²T/2} · (a/b)^(−σ²T / ln(Kc/Kp)): the only zero of one call and one put. */
export const analytic = (p: Pair) =>
  Math.sqrt(p.callStrike * p.putStrike) *
  Math.exp(-(p.rate - p.dividendYield) * p.years - 0.5 * p.iv ** 2 * p.years) *
  (p.callOi / p.putOi) ** ((-(p.iv ** 2) * p.years) / Math.log(p.callStrike / p.putStrike));
