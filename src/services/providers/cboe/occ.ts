/** A contract by its OCC symbol: root, YYMMDD, C or P, strike in thousandths with eight digits, without padding. */
export interface OccSymbol {
  /** Root as one number (its letters as base-256 digits): comparing numbers is cheaper than making 20,000 strings. */
  readonly rootKey: number;
  /** YYYYMMDD */
  readonly expiry: number;
  readonly right: 1 | -1;
  readonly strike: number;
}

const TAIL = 15;
const LONGEST_ROOT = 6;
const LONGEST_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const [LETTER_C, LETTER_P] = [0x43, 0x50];

/**
 * Reads the symbol in `bytes[from, to)`, from the right since a root may end in digits (adjusted contracts).
 * Dividing an integer of thousandths keeps strikes like 219.78 exact. Null when it is no OCC symbol.
 */
export function readOcc(bytes: Uint8Array, from: number, to: number): OccSymbol | null {
  const tail = to - TAIL;
  if (tail <= from || tail - from > LONGEST_ROOT) return null;
  let rootKey = 0;
  for (let i = from; i < tail; i++) {
    const code = bytes[i]!;
    if (!isRootCharacter(code)) return null;
    rootKey = rootKey * 256 + code;
  }
  const date = digits(bytes, tail, tail + 6);
  const side = bytes[tail + 6]!;
  const strike = digits(bytes, tail + 7, to);
  const month = Math.floor(date / 100) % 100;
  const day = date % 100;
  if (date < 0 || day < 1 || day > (LONGEST_MONTH[month] ?? 0)) return null;
  if (strike <= 0 || (side !== LETTER_C && side !== LETTER_P)) return null;
  return { rootKey, expiry: 20_000_000 + date, right: side === LETTER_C ? 1 : -1, strike: strike / 1000 };
}

/** The inverse of `rootKey`. */
export function rootOf(rootKey: number): string {
  let text = "";
  for (let rest = rootKey; rest > 0; rest = Math.floor(rest / 256)) text = String.fromCharCode(rest % 256) + text;
  return text;
}

/** A–Z, 0–9 and the dot of share classes. */
function isRootCharacter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x2e;
}

/** The number in these bytes, −1 unless all are digits. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
