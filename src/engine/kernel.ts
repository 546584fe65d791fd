import { SHARES_PER_CONTRACT, type Chain } from "./chain.ts";
import { INV_SQRT_2PI, lowerTail } from "./normal.ts";

/**
 * The contracts of a selection with everything that does not depend on spot worked out once: only rows with open
 * interest and an IV. Columns of length `count`.
 *
 * Convention, not fact: dealers are long the calls customers sold and short the puts customers bought, so calls count
 * +1 and puts −1 in gamma, vanna and charm. See docs/decisions/0002-dealer-sign.md.
 */
export interface Prepared {
  readonly count: number;
  /** Row of the chain. */
  readonly row: Uint32Array;
  /** +1 call, −1 put. */
  readonly right: Float64Array;
  /** 1 / (σ√T) */
  readonly inverseSd: Float64Array;
  /** σ√T */
  readonly sd: Float64Array;
  /** (r − q + σ²/2)·T − ln K, so that d1 = (ln S + drift) / σ√T */
  readonly drift: Float64Array;
  readonly iv: Float64Array;
  readonly years: Float64Array;
  /** r − q */
  readonly netCarry: Float64Array;
  readonly dividendYield: Float64Array;
  /** OI · 100 · e^{−qT}: shares behind the row, discounted. */
  readonly shares: Float64Array;
  /** Signed weight of the bare exponential in net GEX per 1 %: GEX = weight · e^{−d1²/2} · S. */
  readonly weight: Float64Array;
}

/** @param rows chain rows to use; those without open interest or IV are skipped. */
export function prepare(chain: Chain, rows: Uint32Array): Prepared {
  const capacity = rows.length;
  const column = () => new Float64Array(capacity);
  const [right, inverseSd, sd, drift, iv, years] = [column(), column(), column(), column(), column(), column()];
  const [netCarry, dividendYield, shares, weight] = [column(), column(), column(), column()];
  const row = new Uint32Array(capacity);
  const logStrike = chain.strikes.map(Math.log);
  const sqrtYears = chain.slices.map((slice) => Math.sqrt(slice.years));
  const discount = chain.slices.map((slice) => Math.exp(-slice.dividendYield * slice.years));
  let count = 0;
  for (const i of rows) {
    const oi = chain.oi[i]!;
    const sigma = chain.iv[i]!;
    if (!(oi > 0) || !(sigma > 0)) continue;
    const s = chain.slice[i]!;
    const slice = chain.slices[s]!;
    const spread = sigma * sqrtYears[s]!;
    row[count] = i;
    right[count] = chain.right[i]!;
    sd[count] = spread;
    inverseSd[count] = 1 / spread;
    netCarry[count] = slice.rate - slice.dividendYield;
    dividendYield[count] = slice.dividendYield;
    drift[count] = (netCarry[count]! + 0.5 * sigma * sigma) * slice.years - logStrike[chain.strikeIndex[i]!]!;
    iv[count] = sigma;
    years[count] = slice.years;
    shares[count] = oi * SHARES_PER_CONTRACT * discount[s]!;
    weight[count] = (right[count]! * shares[count]! * INV_SQRT_2PI * 0.01) / spread;
    count++;
  }
  return { count, row, right, inverseSd, sd, drift, iv, years, netCarry, dividendYield, shares, weight };
}

/** Receives the four exposures of one row: GEX per 1 %, DEX in $, VEX per vol point, CHEX per day. */
export type ExposureSink = (row: number, gex: number, dex: number, vex: number, chex: number) => void;

/** One pass over the prepared rows at `spot`; formulas in docs/methodology.md. Density and distribution share one exponential. */
export function exposures(p: Prepared, spot: number, sink: ExposureSink): void {
  const logSpot = Math.log(spot);
  for (let i = 0; i < p.count; i++) {
    const d1 = (logSpot + p.drift[i]!) * p.inverseSd[i]!;
    const d2 = d1 - p.sd[i]!;
    const e = Math.exp(-0.5 * d1 * d1);
    const right = p.right[i]!;
    const shares = p.shares[i]!;
    const tail = lowerTail(Math.abs(d1), e);
    // N(f·d1) for f = ±1 without losing the small tail to cancellation.
    const n1 = right * d1 > 0 ? 1 - tail : tail;
    const pdfShares = shares * INV_SQRT_2PI * e;
    const charm =
      right * p.dividendYield[i]! * shares * n1 -
      pdfShares * (p.netCarry[i]! * p.inverseSd[i]! - (0.5 * d2) / p.years[i]!);
    sink(
      p.row[i]!,
      p.weight[i]! * e * spot,
      right * shares * n1 * spot,
      ((-right * pdfShares * d2) / p.iv[i]!) * spot * 0.01,
      ((-right * charm) / 365) * spot,
    );
  }
}

/** Net GEX per 1 % move if spot were `spot`: the plain formula, one exponential a row. */
export function gexAt(p: Prepared, spot: number): number {
  const logSpot = Math.log(spot);
  let sum = 0;
  for (let i = 0; i < p.count; i++) {
    const d1 = (logSpot + p.drift[i]!) * p.inverseSd[i]!;
    sum += p.weight[i]! * Math.exp(-0.5 * d1 * d1);
  }
  return sum * spot;
}

/** Σ|GEX| per 1 % move at `spot`: the scale against which a net of zero is a zero. */
export function grossGexAt(p: Prepared, spot: number): number {
  const logSpot = Math.log(spot);
  let sum = 0;
  for (let i = 0; i < p.count; i++) {
    const d1 = (logSpot + p.drift[i]!) * p.inverseSd[i]!;
    sum += Math.abs(p.weight[i]!) * Math.exp(-0.5 * d1 * d1);
  }
  return sum * spot;
}

/** Shares of delta dealers hold at `spot` under the sign convention: Σ s·Δ·OI·100. */
export function dealerShares(p: Prepared, spot: number): number {
  const logSpot = Math.log(spot);
  let sum = 0;
  for (let i = 0; i < p.count; i++) {
    const d1 = (logSpot + p.drift[i]!) * p.inverseSd[i]!;
    const tail = lowerTail(Math.abs(d1), Math.exp(-0.5 * d1 * d1));
    // s·f = 1 for calls and puts alike, so the dealer's delta is N(f·d1) of every row.
    sum += p.shares[i]! * (p.right[i]! * d1 > 0 ? 1 - tail : tail);
  }
  return sum;
}
