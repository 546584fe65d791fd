import type { Conventions, Valuation } from "./chain.ts";
import { newYorkToUtc } from "./newYork.ts";
import { closeMinutes, daysBetween } from "./nyse.ts";
import type { RawChain } from "./rawChain.ts";
import type { NyDate } from "./snapshot.ts";

/** A slice before its carry is known. */
export interface RawSlice {
  readonly root: string;
  readonly date: NyDate;
  readonly dte: number;
  readonly years: number;
  readonly settlesAt: number;
  readonly expired: boolean;
  /** The deliverable is not 100 shares: the root ends in a digit (a corporate action). */
  readonly adjusted: boolean;
}

const MINUTE = 60_000;
const MINUTES_A_YEAR = 525_600;
const AM_MINUTES = 9 * 60 + 30;
const PM_MINUTES = 16 * 60;
/** Roots that settle at the opening prints of their expiry date. SPXW, RUTW, NDXP, XSP, MRUT, OEX settle at the close. */
const AM_ROOTS: ReadonlySet<string> = new Set(["SPX", "NDX", "RUT", "DJX", "VIX", "VIXW"]);

/** Groups the rows of a chain by root and expiry and dates each group. Times are ACT/365 to the minute, the VIX convention. */
export function findSlices(
  raw: RawChain,
  { quoteTime, sessionDate }: Valuation,
  conventions: Conventions,
): { readonly slices: readonly RawSlice[]; readonly sliceOf: Uint16Array } {
  const slices: RawSlice[] = [];
  const known = new Map<number, number>();
  const sliceOf = new Uint16Array(raw.count);
  let lastKey = -1;
  let last = -1;
  for (let row = 0; row < raw.count; row++) {
    const key = raw.root[row]! * 100_000_000 + raw.expiry[row]!;
    if (key !== lastKey) {
      lastKey = key;
      last = known.get(key) ?? slices.push(sliceAt(raw.roots[raw.root[row]!]!, raw.expiry[row]!)) - 1;
      known.set(key, last);
    }
    sliceOf[row] = last;
  }
  return { slices, sliceOf };

  function sliceAt(root: string, yyyymmdd: number): RawSlice {
    const digits = String(yyyymmdd);
    const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    const settlesAt = newYorkToUtc(date, settlementMinutes(root, date, conventions));
    const minutes = Math.max((settlesAt - quoteTime) / MINUTE, conventions.floorMinutes);
    return {
      root,
      date,
      settlesAt,
      dte: daysBetween(sessionDate, date),
      years: minutes / MINUTES_A_YEAR,
      expired: settlesAt <= quoteTime,
      adjusted: /\d$/.test(root),
    };
  }
}

function settlementMinutes(root: string, date: NyDate, { amSettlement, earlyCloses }: Conventions): number {
  if (amSettlement && AM_ROOTS.has(root)) return AM_MINUTES;
  return (earlyCloses ? closeMinutes(date) : null) ?? PM_MINUTES;
}
