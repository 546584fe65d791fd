import { SHARES_PER_CONTRACT, type Chain } from "./chain.ts";
import { exposures, type Prepared } from "./kernel.ts";
import type { Exposure } from "./snapshot.ts";

/** Sums of one group of contracts (a strike, an expiry, a side): plain numbers while they are being added up. */
export interface Sums {
  callGex: number;
  putGex: number;
  callDex: number;
  putDex: number;
  callVex: number;
  putVex: number;
  callChex: number;
  putChex: number;
  callOi: number;
  putOi: number;
}

const NOTHING: Readonly<Sums> = {
  callGex: 0,
  putGex: 0,
  callDex: 0,
  putDex: 0,
  callVex: 0,
  putVex: 0,
  callChex: 0,
  putChex: 0,
  callOi: 0,
  putOi: 0,
};
const noSums = (): Sums => ({ ...NOTHING });

export interface Tally {
  /** By strike index of the chain; null where the selection has no contract. */
  readonly byStrike: readonly (Sums | null)[];
  /** By slice index of the chain. */
  readonly bySlice: readonly (Sums | null)[];
  /** Today's expiry by strike index. */
  readonly today: ReadonlyMap<number, Sums>;
  readonly total: Sums;
  readonly contracts: Uint32Array;
}

/** Adds up exposures and open interest of the rows by strike, by slice, for today's expiry and in all. */
export function tally(chain: Chain, rows: Uint32Array, prepared: Prepared): Tally {
  const byStrike: (Sums | null)[] = Array.from({ length: chain.strikes.length }, () => null);
  const bySlice: (Sums | null)[] = chain.slices.map(() => null);
  const contracts = new Uint32Array(chain.slices.length);
  const today = new Map<number, Sums>();
  const total = noSums();
  for (const i of rows) {
    const k = chain.strikeIndex[i]!;
    const s = chain.slice[i]!;
    const atStrike = (byStrike[k] ??= noSums());
    const inSlice = (bySlice[s] ??= noSums());
    contracts[s]!++;
    const oi = chain.oi[i]!;
    if (oi === 0) continue;
    addOi(atStrike, chain.right[i]!, oi);
    addOi(inSlice, chain.right[i]!, oi);
    addOi(total, chain.right[i]!, oi);
    if (chain.slices[s]!.dte === 0) addOi(todayAt(k), chain.right[i]!, oi);
    if (Number.isNaN(chain.iv[i]!)) addDex(i, intrinsicDelta(chain, i) * oi * SHARES_PER_CONTRACT * chain.spot);
  }
  exposures(prepared, chain.spot, (i, gex, dex, vex, chex) => {
    const k = chain.strikeIndex[i]!;
    const s = chain.slice[i]!;
    const call = chain.right[i]! > 0;
    addRow(byStrike[k]!, call, gex, dex, vex, chex);
    addRow(bySlice[s]!, call, gex, dex, vex, chex);
    addRow(total, call, gex, dex, vex, chex);
    if (chain.slices[s]!.dte === 0) addRow(todayAt(k), call, gex, dex, vex, chex);
  });
  return { byStrike, bySlice, today, total, contracts };

  function todayAt(strikeIndex: number): Sums {
    const known = today.get(strikeIndex);
    if (known) return known;
    const fresh = noSums();
    today.set(strikeIndex, fresh);
    return fresh;
  }

  function addDex(row: number, dex: number): void {
    const call = chain.right[row]! > 0;
    for (const sums of [byStrike[chain.strikeIndex[row]!]!, bySlice[chain.slice[row]!]!, total])
      addRow(sums, call, 0, dex, 0, 0);
  }
}

function addOi(sums: Sums, right: number, oi: number): void {
  if (right > 0) sums.callOi += oi;
  else sums.putOi += oi;
}

// Positional on purpose: this is the inner loop, and an options object would be allocated 60,000 times a chain.
function addRow(sums: Sums, call: boolean, gex: number, dex: number, vex: number, chex: number): void {
  if (call) {
    sums.callGex += gex;
    sums.callDex += dex;
    sums.callVex += vex;
    sums.callChex += chex;
  } else {
    sums.putGex += gex;
    sums.putDex += dex;
    sums.putVex += vex;
    sums.putChex += chex;
  }
}

/** Delta of a contract whose IV nobody knows: ±e^{−qT} in the money, 0 out of it. It is mostly deep in the money. */
function intrinsicDelta(chain: Chain, row: number): number {
  const { dividendYield, years } = chain.slices[chain.slice[row]!]!;
  const right = chain.right[row]!;
  const inTheMoney = right * (chain.spot - chain.strikes[chain.strikeIndex[row]!]!) > 0;
  return inTheMoney ? right * Math.exp(-dividendYield * years) : 0;
}

/** Sums of two groups together. */
export const addSums = (a: Sums, b: Sums): Sums => ({
  callGex: a.callGex + b.callGex,
  putGex: a.putGex + b.putGex,
  callDex: a.callDex + b.callDex,
  putDex: a.putDex + b.putDex,
  callVex: a.callVex + b.callVex,
  putVex: a.putVex + b.putVex,
  callChex: a.callChex + b.callChex,
  putChex: a.putChex + b.putChex,
  callOi: a.callOi + b.callOi,
  putOi: a.putOi + b.putOi,
});

/** The four exposures of a group; the unit per $1 follows from spot. */
export function exposureOf(s: Sums, spot: number): Exposure {
  const gex = s.callGex + s.putGex;
  return {
    gex,
    gexPerUsd: (gex * 100) / spot,
    dex: s.callDex + s.putDex,
    vex: s.callVex + s.putVex,
    chex: s.callChex + s.putChex,
  };
}

/** The calls or the puts of a group alone. */
export function sideOf(s: Sums, which: "call" | "put", spot: number): Exposure {
  return which === "call"
    ? exposureOf({ ...s, putGex: 0, putDex: 0, putVex: 0, putChex: 0 }, spot)
    : exposureOf({ ...s, callGex: 0, callDex: 0, callVex: 0, callChex: 0 }, spot);
}
