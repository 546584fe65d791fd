import { cumulative, density } from "./normal.ts";

/** A European option as Black, Scholes and Merton see it. Rates, yield and volatility are decimals (0.2 = 20 %). */
export interface PricingInput {
  readonly right: "call" | "put";
  readonly spot: number;
  readonly strike: number;
  /** Calendar years to settlement, > 0. */
  readonly years: number;
  readonly iv: number;
  readonly rate: number;
  /** Continuous dividend yield; r − ln(F/S)/T reproduces a forward F. */
  readonly dividendYield: number;
}

/** Per share. */
export interface Greeks {
  readonly price: number;
  /** Shares per share; natural sign (puts negative). */
  readonly delta: number;
  /** Shares per $1. */
  readonly gamma: number;
  /** $ per 1.00 of volatility; / 100 per vol point. */
  readonly vega: number;
  /** ∂V/∂t, $ per year; / 365 per calendar day. */
  readonly theta: number;
  /** ∂Δ/∂σ, shares per 1.00 of volatility. */
  readonly vanna: number;
  /** ∂Δ/∂t forward in calendar time, shares per year. */
  readonly charm: number;
}

/** Closed-form price and greeks. Haug, "The Complete Guide to Option Pricing Formulas"; docs/methodology.md "Greeks". */
export function greeks({ right, spot, strike, years, iv, rate, dividendYield }: PricingInput): Greeks {
  const f = right === "call" ? 1 : -1;
  const sqrtT = Math.sqrt(years);
  const sd = iv * sqrtT;
  const d1 = (Math.log(spot / strike) + (rate - dividendYield + 0.5 * iv * iv) * years) / sd;
  const d2 = d1 - sd;
  const discount = Math.exp(-rate * years);
  const carry = Math.exp(-dividendYield * years);
  const pdf = density(d1);
  const n1 = cumulative(f * d1);
  const n2 = cumulative(f * d2);
  return {
    price: f * (spot * carry * n1 - strike * discount * n2),
    delta: f * carry * n1,
    gamma: (carry * pdf) / (spot * sd),
    vega: spot * carry * pdf * sqrtT,
    theta:
      (-spot * carry * pdf * iv) / (2 * sqrtT) -
      f * rate * strike * discount * n2 +
      f * dividendYield * spot * carry * n1,
    vanna: (-carry * pdf * d2) / iv,
    charm:
      f * dividendYield * carry * n1 -
      (carry * pdf * (2 * (rate - dividendYield) * years - d2 * sd)) / (2 * years * sd),
  };
}

const LOWEST_IV = 0.005;
const HIGHEST_IV = 5;

/**
 * The volatility that reproduces `price`, by bisection on the monotone price; null when the price lies outside the
 * no-arbitrage range or needs an IV outside 0.5 %–500 %.
 */
export function impliedVolatility(price: number, option: Omit<PricingInput, "iv">): number | null {
  const at = (iv: number) => greeks({ ...option, iv }).price;
  let low = LOWEST_IV;
  let high = HIGHEST_IV;
  if (!(price > at(low) && price < at(high))) return null;
  while (high - low > 1e-10) {
    const middle = 0.5 * (low + high);
    if (at(middle) < price) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
