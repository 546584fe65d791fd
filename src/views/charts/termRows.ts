import { isMonthlyExpiry } from "../../engine/select.ts";
import type { ExpiryExposure, NyDate, UsdPer1Pct } from "../../engine/snapshot.ts";

/** One expiry, or several later ones added up. */
export interface TermRow {
  readonly date: NyDate;
  /** Calendar days to expiry; null for a sum. */
  readonly dte: number | null;
  /** How many expiries the row adds up: 1, or those from here to `date`. */
  readonly expiries: number;
  readonly monthly: boolean;
  readonly netGex: UsdPer1Pct;
  /** Part of the gross gamma of the selection that rolls off on this date, 0–1; null when there is none at all. */
  readonly share: number | null;
  /** The same up to and including this date. */
  readonly gone: number | null;
  /** Decimal; null where the expiry has none, and for a sum. */
  readonly atmIv: number | null;
  readonly maxPain: number | null;
}

/**
 * Expiries in date order; when there are more than `most`, the later ones are added up in the last row, so that no dollar is
 * lost. Shares are of Σ|GEX| over all of them, as in `ExpiryExposure.grossGex`.
 */
export function termRows(expiries: readonly ExpiryExposure[], { most }: { most: number }): TermRow[] {
  const total = expiries.reduce((sum, { grossGex }) => sum + grossGex, 0);
  const kept = expiries.length > most ? expiries.slice(0, most - 1) : expiries;
  const later = expiries.slice(kept.length);
  let gross = 0;
  const shares = (own: number) => {
    gross += own;
    return total > 0 ? { share: own / total, gone: Math.min(1, gross / total) } : { share: null, gone: null };
  };
  const rows = kept.map(({ date, dte, net, grossGex, atmIv, maxPain }): TermRow => {
    const monthly = isMonthlyExpiry(date);
    return { date, dte, expiries: 1, monthly, netGex: net.gex, ...shares(grossGex), atmIv, maxPain };
  });
  const last = later.at(-1);
  if (!last) return rows;
  const netGex = later.reduce((sum, { net }) => sum + net.gex, 0);
  const own = later.reduce((sum, { grossGex }) => sum + grossGex, 0);
  const none = { dte: null, monthly: false, atmIv: null, maxPain: null };
  return [...rows, { ...none, date: last.date, expiries: later.length, netGex, ...shares(own) }];
}
