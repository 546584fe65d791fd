import type { RawChain } from "./rawChain.ts";

/** Finds the other side (call ⇄ put) of a row's root, expiry and strike, and rows that repeat an earlier one. */
export interface ContractIndex {
  /** Row of the other side, or −1. */
  otherSide(row: number): number;
  isRepeat(row: number): boolean;
}

/**
 * Feeds list call and put of a strike side by side and strikes ascending: then both questions are answered by the
 * neighbours. Only where that order is broken a hash over all rows is built.
 */
export function indexContracts(raw: RawChain, sliceOf: Uint16Array, sliceCount: number): ContractIndex {
  let hash: Map<number, number> | null = null;
  const ordered = isOrdered(raw, sliceOf, sliceCount);
  const lookup = (key: number) => (hash ??= firstRows(raw, sliceOf)).get(key);
  const pairs = (a: number, b: number) =>
    b >= 0 &&
    b < raw.count &&
    sliceOf[a] === sliceOf[b] &&
    raw.strike[a] === raw.strike[b] &&
    raw.right[a] !== raw.right[b];
  return {
    otherSide(row) {
      if (pairs(row, row + 1)) return row + 1;
      if (pairs(row, row - 1)) return row - 1;
      return lookup(keyOf(sliceOf[row]!, raw.strike[row]!, -raw.right[row]!)) ?? -1;
    },
    isRepeat: (row) => !ordered && lookup(keyOf(sliceOf[row]!, raw.strike[row]!, raw.right[row]!)) !== row,
  };
}

/** Strikes have at most 8 digits in thousandths, so slice, side and strike fit one exact double. */
const keyOf = (slice: number, strike: number, right: number) =>
  (slice * 2 + (right > 0 ? 0 : 1)) * 2 ** 27 + Math.round(strike * 1000);

function firstRows(raw: RawChain, sliceOf: Uint16Array): Map<number, number> {
  const rows = new Map<number, number>();
  for (let row = 0; row < raw.count; row++) {
    const key = keyOf(sliceOf[row]!, raw.strike[row]!, raw.right[row]!);
    if (!rows.has(key)) rows.set(key, row);
  }
  return rows;
}

function isOrdered(raw: RawChain, sliceOf: Uint16Array, sliceCount: number): boolean {
  const last = new Float64Array(sliceCount).fill(-1);
  for (let row = 0; row < raw.count; row++) {
    const slice = sliceOf[row]!;
    const position = raw.strike[row]! * 2 + (raw.right[row]! > 0 ? 0 : 1);
    // Written so that a strike that is no number counts as disorder.
    if (!(position > last[slice]!)) return false;
    last[slice] = position;
  }
  return true;
}
