import type { Chain } from "./chain.ts";

/** The columns of a chain, widest first, so that every one starts on a boundary of its own width. */
const COLUMNS = {
  strikes: Float64Array,
  iv: Float64Array,
  oi: Float64Array,
  volume: Float64Array,
  mid: Float64Array,
  spreadPct: Float32Array,
  slice: Uint16Array,
  strikeIndex: Uint16Array,
  right: Int8Array,
} as const;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

const VERSION = 3;
const PREFIX_BYTES = 16;

/**
 * A chain as one block of bytes for a cache or another thread: version, header length, header (JSON of everything that is
 * no column), then the columns. About 42 bytes a contract.
 */
export function packChain(chain: Chain): Uint8Array<ArrayBuffer> {
  const { strikes, iv, oi, volume, mid, spreadPct, slice, strikeIndex, right, ...rest } = chain;
  const columns = { strikes, iv, oi, volume, mid, spreadPct, slice, strikeIndex, right };
  const lengths = NAMES.map((name) => columns[name].length);
  const header = new TextEncoder().encode(JSON.stringify({ ...rest, lengths }));
  const start = alignTo8(PREFIX_BYTES + header.length);
  const bytes = new Uint8Array(NAMES.reduce((size, name) => size + columns[name].byteLength, start));
  new Uint32Array(bytes.buffer, 0, 2).set([VERSION, header.length]);
  bytes.set(header, PREFIX_BYTES);
  let offset = start;
  for (const name of NAMES) {
    const column = columns[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  return bytes;
}

/**
 * The inverse of `packChain`; the columns are views into the bytes, nothing is copied when they are aligned.
 * @throws {RangeError} when the bytes are not a whole chain of this version.
 */
export function unpackChain(packed: Uint8Array): Chain {
  // Views need alignment to 8; bytes out of a cache may start anywhere in a pooled buffer.
  const bytes = packed.byteOffset % 8 === 0 ? packed : new Uint8Array(packed);
  if (bytes.byteLength < PREFIX_BYTES) throw new RangeError("packed chain is cut short");
  const [version, headerLength] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (version !== VERSION) throw new RangeError(`packed chain of version ${version}, expected ${VERSION}`);
  const header = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength!));
  const { lengths, ...rest } = JSON.parse(header) as Omit<Chain, ColumnName> & { lengths: number[] };
  const start = alignTo8(PREFIX_BYTES + headerLength!);
  const size = NAMES.reduce((sum, name, i) => sum + lengths[i]! * COLUMNS[name].BYTES_PER_ELEMENT, start);
  if (bytes.byteLength < size) throw new RangeError("packed chain is cut short");
  let offset = bytes.byteOffset + start;
  const take = <T>(name: ColumnName, make: (buffer: ArrayBufferLike, at: number, length: number) => T): T => {
    const length = lengths[NAMES.indexOf(name)]!;
    const column = make(bytes.buffer, offset, length);
    offset += length * COLUMNS[name].BYTES_PER_ELEMENT;
    return column;
  };
  const float64 = (buffer: ArrayBufferLike, at: number, length: number) => new Float64Array(buffer, at, length);
  const uint16 = (buffer: ArrayBufferLike, at: number, length: number) => new Uint16Array(buffer, at, length);
  return {
    ...rest,
    strikes: take("strikes", float64),
    iv: take("iv", float64),
    oi: take("oi", float64),
    volume: take("volume", float64),
    mid: take("mid", float64),
    spreadPct: take("spreadPct", (buffer, at, length) => new Float32Array(buffer, at, length)),
    slice: take("slice", uint16),
    strikeIndex: take("strikeIndex", uint16),
    right: take("right", (buffer, at, length) => new Int8Array(buffer, at, length)),
  };
}

const alignTo8 = (size: number) => Math.ceil(size / 8) * 8;
