import type { OptionBoard } from "./board.ts";
import type { Plan } from "./types.ts";

/**
 * What the whole plan is bought back for at the mid, of a calendar what it is sold for: $ per share. Null unless every leg is
 * quoted on both sides, and where it would be less than nothing: then a quote is wrong. Indicative, not a price to be had.
 */
export function costToClose(
  { legs, structure }: Pick<Plan, "legs" | "structure">,
  board: Pick<OptionBoard, "expiries">,
): number | null {
  let cost = 0;
  for (const { side, right, strike, expiry } of legs) {
    const quote = board.expiries
      .find(({ date }) => date === expiry)
      ?.quotes.find((one) => one.strike === strike && one.right === right);
    if (!quote) return null;
    cost += side === "sell" ? quote.mid : -quote.mid;
  }
  const closing = inTenthsOfCents(isSold({ structure }) ? -cost : cost);
  return closing < 0 ? null : closing;
}

/** Whether closing the plan pays: it was paid for when it was opened. */
export const isSold = ({ structure }: Pick<Plan, "structure">): boolean => structure === "calendar_spread";

/** Mids come in halves of a cent, sums of decimals do not: 4.6 − 2.5 is 2.0999999999999996. */
export const inTenthsOfCents = (usd: number): number => Math.round(usd * 1_000) / 1_000;
