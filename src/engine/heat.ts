import type { Chain } from "./chain.ts";
import { exposures, type Prepared } from "./kernel.ts";
import type { GammaHeat, NyDate } from "./snapshot.ts";

/** More cells than this nobody reads on a phone. */
const MOST_EXPIRIES = 8;
const MOST_STRIKES = 24;

/**
 * Net GEX per 1 % by strike and expiry date. Kept are the expiries with the most absolute net gamma and, among them, the
 * strikes with the most, both ascending; `share` says how much of the whole they hold.
 */
export function strikeByExpiry(chain: Chain, prepared: Prepared): GammaHeat {
  const cells = new Map<NyDate, Map<number, number>>();
  const dte = new Map(chain.slices.map((slice) => [slice.date, slice.dte]));
  exposures(prepared, chain.spot, (i, gex) => {
    const { date } = chain.slices[chain.slice[i]!]!;
    const column = cells.get(date) ?? new Map<number, number>();
    cells.set(date, column);
    column.set(chain.strikeIndex[i]!, (column.get(chain.strikeIndex[i]!) ?? 0) + gex);
  });
  const size = (column: ReadonlyMap<number, number>) =>
    [...column.values()].reduce((sum, gex) => sum + Math.abs(gex), 0);
  const whole = [...cells.values()].reduce((sum, column) => sum + size(column), 0);
  const expiries = [...cells]
    .sort(([, a], [, b]) => size(b) - size(a))
    .slice(0, MOST_EXPIRIES)
    .sort(([a], [b]) => a.localeCompare(b));
  const byStrike = new Map<number, number>();
  for (const [, column] of expiries)
    for (const [k, gex] of column) byStrike.set(k, (byStrike.get(k) ?? 0) + Math.abs(gex));
  const strikes = [...byStrike]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_STRIKES)
    .map(([k]) => k)
    .sort((a, b) => a - b);
  const kept = strikes.map((k) => expiries.map(([, column]) => column.get(k) ?? null));
  const held = kept.flat().reduce<number>((sum, gex) => sum + Math.abs(gex ?? 0), 0);
  return {
    strikes: strikes.map((k) => chain.strikes[k]!),
    expiries: expiries.map(([date]) => ({ date, dte: dte.get(date) ?? 0 })),
    gex: kept,
    share: whole > 0 ? Math.min(1, held / whole) : null,
  };
}
