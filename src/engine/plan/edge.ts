import type { Cell } from "../regime.ts";
import { outlookOf, type Bet } from "./kelly.ts";
import { profitAtExpiry } from "./payoff.ts";
import { tailOf } from "./size.ts";
import type { Edge, Plan } from "./types.ts";

/**
 * The volatility a plan is judged by, decimal: what it was lately, or half-way to what is implied if that is more. Ours.
 * @param rv20 vol points, @param iv decimal, of the expiry at the money
 */
export const forecastOf = (rv20: number, iv: number): number => Math.max(rv20 / 100, 0.5 * (rv20 / 100 + iv));

export interface EdgeInput {
  readonly position: Pick<Plan, "legs" | "expiry" | "back" | "credit" | "natural" | "maxLoss">;
  readonly cell: Cell;
  readonly spot: number;
  /** Vol points. */
  readonly rv20: number;
  /** Decimal. */
  readonly atmIv: number;
}

/** What a position is expected to bring by our forecast with no view of direction, and Kelly's fractions without and with the tail. */
export function edgeOf({ position, cell, spot, rv20, atmIv }: EdgeInput): {
  readonly edge: Edge;
  readonly kelly: number;
  readonly kellyWithTail: number;
} {
  const { expiry, credit, natural, maxLoss } = position;
  const sigma = forecastOf(rv20, atmIv);
  // What expires today can gap as well: a day of tail at least. Years ahead the part of a month would pass 1.
  const tail = Math.min(1, tailOf(cell, Math.max(1, expiry.dte)));
  const bet: Omit<Bet, "tail"> = {
    profit: profitAtExpiry(position),
    maxLoss: maxLoss.usd,
    forecast: { spot, years: expiry.years, sigma, drift: expiry.rate - expiry.dividendYield },
  };
  const { ev, evOnRisk, probabilityOfProfit, kelly: kellyWithTail } = outlookOf({ ...bet, tail });
  return {
    edge: {
      sigma,
      rv20,
      iv: 100 * atmIv,
      ev,
      evOnRisk,
      // Every outcome is worse by the same, the full loss too.
      evAtNatural: ev - (credit - natural),
      probabilityOfProfit,
      tail,
    },
    kelly: outlookOf({ ...bet, tail: 0 }).kelly,
    kellyWithTail,
  };
}
