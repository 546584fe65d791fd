import { type Greeks, greeks } from "../../src/engine/blackScholes.ts";
import { RATE, type Underlying } from "./symbols.ts";
import type { VolState } from "./volatility.ts";

const YEAR = 365 * 86_400_000;
const SHORTEST_YEARS = 1 / (365 * 24 * 60);

/** What all contracts of one expiry share at one instant. */
export interface Terms {
  readonly underlying: Underlying;
  readonly spot: number;
  readonly forward: number;
  /** ACT/365 from the quotes to settlement. */
  readonly years: number;
  readonly discount: number;
  readonly atm: number;
  readonly vol: VolState;
}

export interface Theoretical extends Greeks {
  readonly iv: number;
  /** Per 1.00 of the rate. */
  readonly rho: number;
  /** Discounted value of being in the money at the forward. */
  readonly intrinsic: number;
}

/** Null once the expiry has settled. `dent` is the expiry's own factor on the term structure. */
export function termsOf(
  underlying: Underlying,
  spot: number,
  { vol, settlesAt, struckAt, dent }: { vol: VolState; settlesAt: number; struckAt: number; dent: number },
): Terms | null {
  if (settlesAt <= struckAt) return null;
  const years = Math.max((settlesAt - struckAt) / YEAR, SHORTEST_YEARS);
  const forward = spot * Math.exp((RATE - underlying.dividendYield) * years);
  return { underlying, spot, forward, years, discount: Math.exp(-RATE * years), atm: vol.atm(years) * dent, vol };
}

/** Black–Scholes value of a contract on the smile; calls and puts of a strike share one volatility, so parity holds. */
export function theoretical(terms: Terms, strike: number, right: "C" | "P"): Theoretical {
  const { underlying, spot, forward, years, discount, atm, vol } = terms;
  const iv = vol.smile(atm, Math.log(strike / forward), years);
  const value = greeks({
    right: right === "C" ? "call" : "put",
    spot,
    strike,
    years,
    iv,
    rate: RATE,
    dividendYield: underlying.dividendYield,
  });
  const intrinsic = discount * Math.max(0, right === "C" ? forward - strike : strike - forward);
  return { ...value, iv, intrinsic, rho: years * (value.delta * spot - value.price) };
}

/** The smallest price step of an option at that price. */
export function tickOf({ kind }: Underlying, price: number): number {
  if (kind === "etf") return 0.01;
  if (kind === "index") return price < 3 ? 0.05 : 0.1;
  return price < 3 ? 0.01 : 0.05;
}

const SPREAD: Record<Underlying["kind"], { flat: number; extrinsic: number; intrinsic: number }> = {
  index: { flat: 0.05, extrinsic: 0.004, intrinsic: 0.0012 },
  etf: { flat: 0.004, extrinsic: 0.004, intrinsic: 0.001 },
  stock: { flat: 0.01, extrinsic: 0.007, intrinsic: 0.0015 },
};

/** Bid and ask on the tick grid with the theoretical price between them; the bid of a worthless option is 0. */
export function bidAsk({ underlying, years }: Terms, { price, intrinsic }: Theoretical): { bid: number; ask: number } {
  const { flat, extrinsic, intrinsic: deep } = SPREAD[underlying.kind];
  const half = flat + extrinsic * Math.max(0, price - intrinsic) * (1 + years) + deep * intrinsic;
  const tick = tickOf(underlying, price);
  const onGrid = (steps: number) => Math.round(steps * tick * 100) / 100;
  const bid = Math.max(0, Math.floor((price - half) / tick + 1e-6));
  return { bid: onGrid(bid), ask: onGrid(Math.ceil((price + half) / tick - 1e-6)) };
}
