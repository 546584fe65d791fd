import type { Expiry } from "./expiries.ts";
import type { Underlying } from "./symbols.ts";

/** Listed strikes of an expiry, ascending: dense at the money, thin in the wings, wider the longer the expiry lives. */
export function listStrikes({ steps, reach }: Underlying, expiry: Expiry, reference: number): readonly number[] {
  const root = Math.sqrt(Math.max(1, expiry.days) / 365);
  const dense = expiry.kind === "daily" ? 0.75 : 1;
  const [near, middle, far] = steps;
  // From two months out even the popular expiries list only the middle step.
  const nearReach = expiry.days > 60 ? 0 : (0.012 + 0.075 * root) * dense * reach;
  const middleReach = (0.05 + 0.2 * root) * dense * reach;
  const strikes = new Set<number>();
  const add = (step: number, below: number, above: number) => {
    const first = Math.ceil((reference * (1 - Math.min(0.9, below))) / step);
    const last = Math.floor((reference * (1 + above)) / step);
    for (let i = Math.max(1, first); i <= last; i++) strikes.add(i * step);
  };
  add(near, nearReach, nearReach);
  add(middle, middleReach, middleReach);
  add(far, (0.2 + 0.25 * root) * reach, (0.12 + 0.25 * root) * reach);
  return [...strikes].toSorted((a, b) => a - b);
}
