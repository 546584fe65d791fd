import type { Conventions } from "./chain.ts";
import type { ContractIndex } from "./contractIndex.ts";
import { isContractCount, isPrice } from "./plausible.ts";
import type { RawChain } from "./rawChain.ts";
import type { RawSlice } from "./slices.ts";
import type { DropReason } from "./snapshot.ts";

/** What is known of the rows before any of them is dropped. */
export interface Rows {
  readonly found: readonly RawSlice[];
  readonly sliceOf: Uint16Array;
  readonly index: ContractIndex;
  readonly usableIv: Float64Array;
  readonly conventions: Conventions;
}

/** The rows that describe a contract anyone can hold, in file order, and how many others were dropped for which reason. */
export function liveRows(raw: RawChain, { found, sliceOf, index, usableIv, conventions }: Rows) {
  const dropped: Record<DropReason, number> = {
    expired: 0,
    dead: 0,
    adjusted: 0,
    unreadable: raw.unreadable,
    duplicate: 0,
    crossed: 0,
    noIv: 0,
    belowMinOi: 0,
  };
  const live = new Uint32Array(raw.count);
  let count = 0;
  for (let row = 0; row < raw.count; row++) {
    const reason = dropReason(row, { raw, slice: found[sliceOf[row]!]!, index, usableIv, conventions });
    if (reason) dropped[reason]++;
    else live[count++] = row;
  }
  return { live: live.subarray(0, count), dropped };
}

interface RowContext {
  readonly raw: RawChain;
  readonly slice: RawSlice;
  readonly index: ContractIndex;
  readonly usableIv: Float64Array;
  readonly conventions: Conventions;
}

function dropReason(row: number, { raw, slice, index, usableIv, conventions }: RowContext): DropReason | null {
  if (slice.adjusted) return "adjusted";
  if (slice.expired) return "expired";
  if (!isPrice(raw.strike[row]!) || !isContractCount(raw.openInterest[row]!)) return "unreadable";
  if (index.isRepeat(row)) return "duplicate";
  const bid = raw.bid[row]!;
  const ask = raw.ask[row]!;
  if (ask > 0 && bid > ask) return "crossed";
  if (!conventions.dropDeadRows || bid > 0 || ask > 0 || !Number.isNaN(usableIv[row]!)) return null;
  // Pre-adjustment strikes stay in the file with their open interest but without quote, IV or delta.
  const other = index.otherSide(row);
  const otherHasIv = other >= 0 && !Number.isNaN(usableIv[other]!);
  return !otherHasIv && !(Math.abs(raw.delta[row]!) > 0) ? "dead" : null;
}

/** IVs as printed, NaN where the feed prints a sentinel or nonsense. */
export function usableIvs(raw: RawChain, { missingIvAtOrBelow, highestIv }: Conventions): Float64Array {
  return raw.iv.map((iv) => (iv > missingIvAtOrBelow && iv <= highestIv ? iv : Number.NaN));
}
