import { analyse } from "../../src/engine/analyse.ts";
import type { Chain, Conventions, Valuation } from "../../src/engine/chain.ts";
import { normalise } from "../../src/engine/normalise.ts";
import { madeChain, type MadeContract } from "../support/chains.ts";
import { fixedCarry, valuation } from "../support/valuation.ts";

/** A call of December 2026 as the feed prints it, quoted 1.00 at 1.10 with an IV of 20 %. */
export const c = (strike: number, rest: Partial<MadeContract> = {}): MadeContract => ({
  right: "C",
  strike,
  expiry: 20_261_218,
  oi: 100,
  ...rest,
});
export const p = (strike: number, rest: Partial<MadeContract> = {}): MadeContract => ({
  ...c(strike, rest),
  right: "P",
});

/** No quote, no IV, no delta: what a strike from before a corporate action looks like. */
export const DEAD = { bid: 0, ask: 0, iv: 0, delta: 0 };

interface Setting {
  readonly at?: Partial<Valuation>;
  readonly conventions?: Conventions;
  readonly unreadable?: number;
}
export const clean = (
  contracts: readonly MadeContract[],
  { at = {}, conventions = fixedCarry(), unreadable = 0 }: Setting = {},
): Chain => normalise(madeChain(contracts, unreadable), valuation(at), conventions);

export const everything = (chain: Chain) => analyse(chain, { selection: { kind: "all" } });

export const newYork = (iso: string, date: string) => ({ quoteTime: Date.parse(iso), sessionDate: date });
