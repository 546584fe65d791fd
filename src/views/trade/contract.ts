import { SHARES_PER_CONTRACT } from "../../engine/chain.ts";
import type { Plan } from "../../engine/plan/types.ts";

const CENTS = 100;
const MINUS = "\u2212";

export interface DollarOptions {
  /** A plus before gains. Default: none. */
  readonly signed?: boolean;
}

/** Whole dollars of one contract from $ per share: "$210", "−$1,290", "+$74". */
export function contractUsd(perShare: number, { signed = false }: DollarOptions = {}): string {
  const usd = Math.round(perShare * SHARES_PER_CONTRACT);
  const digits = Math.abs(usd).toLocaleString("en-US");
  return `${usd < 0 ? MINUS : signed && usd > 0 ? "+" : ""}$${digits}`;
}

/**
 * The same with cents where there are any: "$210", "$1,289.50", "−$4".
 * @param rounded "up": what can be lost is never said to be less than it is
 */
export function exactUsd(perShare: number, rounded: "nearest" | "up" = "nearest"): string {
  const exact = Math.abs(perShare) * SHARES_PER_CONTRACT * CENTS;
  // A float a hair above a cent is that cent.
  const cents = rounded === "up" ? Math.max(0, Math.ceil(exact - 1e-6)) : Math.round(exact);
  const decimals = cents % CENTS === 0 ? 0 : 2;
  const digits = (cents / CENTS).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }); // prettier-ignore
  return `${perShare < 0 && cents > 0 ? MINUS : ""}$${digits}`;
}

/** $ per share as options are quoted: cents, and half a cent where a mid lies between two: "2.10", "1.705", "−0.13". */
export function quoted(perShare: number): string {
  const mills = Math.round(Math.abs(perShare) * 1_000);
  const decimals = mills % 10 === 0 ? 2 : 3;
  const digits = (mills / 1_000).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }); // prettier-ignore
  return `${perShare < 0 && mills > 0 ? MINUS : ""}${digits}`;
}

/** Whether there is no bound to what can be lost. */
export const isUnbounded = ({ maxLoss }: Pick<Plan, "maxLoss">): boolean => maxLoss.kind === "stress";
