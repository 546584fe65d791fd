import { greeks } from "../blackScholes.ts";
import type { Leg, Plan, PlanExpiry } from "./types.ts";

type Position = Pick<Plan, "legs" | "expiry" | "back" | "credit">;

/**
 * Profit of the whole position at its expiry, of a calendar at the front one, by the price there: $ per share, what it cost at
 * the mid included. A leg that lives on is valued at its IV of today.
 */
export const profitAtExpiry = (position: Position): ((price: number) => number) =>
  profitAfter(position, position.expiry.years);

/** The same so many years after the quotes, every leg that lives on at its IV of today. @param years 0: now */
export function profitAfter({ legs, expiry, back, credit }: Position, years: number): (price: number) => number {
  const dates = [expiry, ...(back ? [back] : [])];
  const parts = legs.map((leg) => ({ leg, expiry: dates.find(({ date }) => date === leg.expiry)! }));
  return (price) =>
    parts.reduce((sum, { leg, expiry: its }) => {
      const value = valueOf(leg, { price, left: its.years - years, expiry: its });
      return sum + (leg.side === "sell" ? -value : value);
    }, credit);
}

const SOON = 1e-9;

function valueOf(
  { right, strike, iv }: Leg,
  { price, left, expiry }: { readonly price: number; readonly left: number; readonly expiry: PlanExpiry },
): number {
  if (left > SOON) {
    const { rate, dividendYield } = expiry;
    return greeks({ right, spot: price, strike, years: left, iv, rate, dividendYield }).price;
  }
  return Math.max(0, right === "call" ? price - strike : strike - price);
}

const STEPS = 2_000;

/** Prices between two others at which the profit changes its sign, ascending, to a hundred-thousandth of the range. */
export function breakevensOf(profit: (price: number) => number, from: number, to: number): number[] {
  const step = (to - from) / STEPS;
  return Array.from({ length: STEPS }, (_, i) => from + i * step).flatMap((low) => {
    const high = low + step;
    if (profit(low) > 0 === profit(high) > 0) return [];
    return [crossing(profit, low, high)];
  });
}

function crossing(profit: (price: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const risesTo = profit(high) > 0;
  for (let i = 0; i < 40; i++) {
    const middle = 0.5 * (low + high);
    if (profit(middle) > 0 === risesTo) high = middle;
    else low = middle;
  }
  return 0.5 * (low + high);
}
