import type { RawChain } from "../../../engine/rawChain.ts";
import { ProviderError } from "../../../errors.ts";
import { readOcc, rootOf } from "./occ.ts";

/** The numbers of a row in the order in which a `RowValues` holds them; the feed's own names. */
export const FIELDS = ["bid", "ask", "iv", "delta", "open_interest", "volume"] as const;
/** One row's numbers, in the order of FIELDS; NaN = missing. */
export type RowValues = Float64Array;

const MOST_ROOTS = 255;
const FIRST_CAPACITY = 4096;

/** Columns that grow row by row. Both ways of reading a document write here, so they cannot disagree on what a row means. */
export interface ColumnWriter {
  /** Takes a row whose OCC symbol stands in `bytes[from, to)`; a row with an unreadable symbol is counted and left out. */
  add(
    values: RowValues,
    symbol: { readonly bytes: Uint8Array; readonly from: number; readonly to: number } | null,
  ): void;
  finish(): RawChain;
}

export function createColumns(): ColumnWriter {
  let capacity = FIRST_CAPACITY;
  let root = new Uint8Array(capacity);
  let expiry = new Uint32Array(capacity);
  let right = new Int8Array(capacity);
  let strike = new Float64Array(capacity);
  let numbers = FIELDS.map(() => new Float64Array(capacity));
  const roots = new Map<number, number>();
  let lastKey = -1;
  let lastRoot = -1;
  let count = 0;
  let unreadable = 0;

  return {
    add(values, symbol) {
      const contract = symbol && readOcc(symbol.bytes, symbol.from, symbol.to);
      if (!contract) {
        unreadable++;
        return;
      }
      if (count === capacity) grow();
      if (contract.rootKey !== lastKey) {
        lastKey = contract.rootKey;
        lastRoot = indexOf(lastKey);
      }
      root[count] = lastRoot;
      expiry[count] = contract.expiry;
      right[count] = contract.right;
      strike[count] = contract.strike;
      for (let field = 0; field < FIELDS.length; field++) numbers[field]![count] = values[field]!;
      count++;
    },
    finish() {
      const [bid, ask, iv, delta, openInterest, volume] = numbers.map((column) => column.slice(0, count));
      return {
        count,
        roots: [...roots.keys()].map(rootOf),
        root: root.slice(0, count),
        expiry: expiry.slice(0, count),
        strike: strike.slice(0, count),
        right: right.slice(0, count),
        bid: bid!,
        ask: ask!,
        iv: iv!,
        delta: delta!,
        openInterest: openInterest!,
        volume: volume!,
        unreadable,
      };
    },
  };

  function indexOf(key: number): number {
    const known = roots.get(key);
    if (known !== undefined) return known;
    if (roots.size >= MOST_ROOTS)
      throw new ProviderError("cboe", "bad-response", "more option roots than a chain can have");
    return roots.set(key, roots.size).size - 1;
  }

  function grow(): void {
    capacity *= 2;
    root = grown(root, new Uint8Array(capacity));
    expiry = grown(expiry, new Uint32Array(capacity));
    right = grown(right, new Int8Array(capacity));
    strike = grown(strike, new Float64Array(capacity));
    numbers = numbers.map((column) => grown(column, new Float64Array(capacity)));
  }
}

function grown<Column extends { set(from: ArrayLike<number>): void }>(
  from: Column & ArrayLike<number>,
  into: Column,
): Column {
  into.set(from);
  return into;
}

/** Rows as `JSON.parse` gives them → columns. A number that is missing, null or of another type is NaN. */
export function columnsOf(rows: readonly unknown[]): RawChain {
  const columns = createColumns();
  const values: RowValues = new Float64Array(FIELDS.length);
  const encoder = new TextEncoder();
  for (const row of rows) {
    const fields = (typeof row === "object" && row !== null ? row : {}) as Readonly<Record<string, unknown>>;
    FIELDS.forEach((name, field) => (values[field] = numeric(fields[name])));
    const { option } = fields;
    const bytes = typeof option === "string" ? encoder.encode(option) : null;
    columns.add(values, bytes && { bytes, from: 0, to: bytes.length });
  }
  return columns.finish();
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A finite number, also when printed as text as some of the feed's documents do; NaN for everything else, never 0. */
export function numeric(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  return typeof value === "string" && NUMBER.test(value) ? numeric(Number(value)) : Number.NaN;
}
