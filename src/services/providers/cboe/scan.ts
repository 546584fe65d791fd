import type { RawChain } from "../../../engine/rawChain.ts";
import { createColumns, FIELDS } from "./columns.ts";
import { endOfLiteral, endOfNumber, endOfString, numberAt, skipWhite } from "./jsonBytes.ts";

/** The rows of a document as columns, and the rest of it, where `ROWS_WERE_HERE` stands for the rows. */
export interface ScannedDocument {
  readonly raw: RawChain;
  readonly rest: unknown;
}

/** Stands as only element of `options` in the rest: proof that the rows came from there and not from a namesake. */
export const ROWS_WERE_HERE = "rows were here";

const ASCII = new TextEncoder();
const OPTIONS_KEY = ASCII.encode('"options"');
const KEYS = [...FIELDS, "option"].map((key, field) => ({ key: ASCII.encode(key), field }));
const KEYS_BY_LENGTH = Array.from({ length: 16 }, (_, n) => KEYS.filter(({ key }) => key.length === n));
const OPTION = FIELDS.length;
const [QUOTE, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
];

/**
 * Reads the rows straight from the bytes, without making an object for each of 30,000 contracts. It knows flat rows only and
 * returns null on any surprise (nesting, escapes, text where a number belongs, broken JSON): then `JSON.parse` decides.
 */
export function scanDocument(bytes: Uint8Array): ScannedDocument | null {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(OPTIONS_KEY);
  if (key < 0) return null;
  let start = skipWhite(bytes, key + OPTIONS_KEY.length);
  if (bytes[start] !== COLON) return null;
  start = skipWhite(bytes, start + 1);
  if (bytes[start] !== OPEN_ARRAY) return null;
  const columns = createColumns();
  const end = scanRows(bytes, start + 1, columns);
  if (end < 0) return null;
  const rest = parseOrNull(`${decode(bytes.subarray(0, start))}["${ROWS_WERE_HERE}"]${decode(bytes.subarray(end))}`);
  return rest === null ? null : { raw: columns.finish(), rest };
}

/** Rows from behind the bracket up to its partner; returns the index behind that, −1 on a surprise. */
function scanRows(b: Uint8Array, from: number, columns: ReturnType<typeof createColumns>): number {
  const values = new Float64Array(FIELDS.length);
  const symbol = { bytes: b, from: 0, to: 0 };
  let i = skipWhite(b, from);
  if (b[i] === CLOSE_ARRAY) return i + 1;
  for (;;) {
    if (b[i] !== OPEN_OBJECT) return -1;
    values.fill(Number.NaN);
    let hasSymbol = false;
    i = skipWhite(b, i + 1);
    if (b[i] !== QUOTE) return -1;
    for (;;) {
      const keyStart = i + 1;
      const keyEnd = b[i] === QUOTE ? endOfString(b, keyStart) : -1;
      if (keyEnd < 0) return -1;
      i = skipWhite(b, keyEnd + 1);
      if (b[i] !== COLON) return -1;
      i = skipWhite(b, i + 1);
      const field = fieldOf(b, keyStart, keyEnd);
      if (b[i] === QUOTE) {
        const end = endOfString(b, i + 1);
        if (end < 0 || (field >= 0 && field !== OPTION)) return -1;
        if (field === OPTION) {
          symbol.from = i + 1;
          symbol.to = end;
          hasSymbol = true;
        }
        i = end + 1;
      } else {
        const end = endOfNumber(b, i);
        if (end >= 0) {
          if (field === OPTION) return -1;
          if (field >= 0) values[field] = numberAt(b, i, end);
          i = end;
        } else {
          // null, and true or false in the wrong place, all mean that the number or symbol is missing.
          i = endOfLiteral(b, i);
          if (i < 0) return -1;
          if (field === OPTION) hasSymbol = false;
          else if (field >= 0) values[field] = Number.NaN;
        }
      }
      i = skipWhite(b, i);
      if (b[i] === CLOSE_OBJECT) break;
      if (b[i] !== COMMA) return -1;
      i = skipWhite(b, i + 1);
    }
    columns.add(values, hasSymbol ? symbol : null);
    i = skipWhite(b, i + 1);
    if (b[i] === CLOSE_ARRAY) return i + 1;
    if (b[i] !== COMMA) return -1;
    i = skipWhite(b, i + 1);
  }
}

/** Position of the key in FIELDS, OPTION for the symbol, −1 for a field nobody asks for. */
function fieldOf(b: Uint8Array, from: number, to: number): number {
  const candidates = KEYS_BY_LENGTH[to - from];
  if (candidates === undefined) return -1;
  for (const { key, field } of candidates) {
    let at = 0;
    while (at < key.length && key[at] === b[from + at]) at++;
    if (at === key.length) return field;
  }
  return -1;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
