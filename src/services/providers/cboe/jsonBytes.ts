const [QUOTE, BACKSLASH, MINUS, PLUS, DOT, ZERO] = [0x22, 0x5c, 0x2d, 0x2b, 0x2e, 0x30];

/** The tokens of JSON (RFC 8259) in bytes. Each function returns the index behind the token, −1 when there is none. */
export function skipWhite(b: Uint8Array, from: number): number {
  let i = from;
  while (b[i] === 0x20 || b[i] === 0x0a || b[i] === 0x0d || b[i] === 0x09) i++;
  return i;
}

/** Index of the closing quote of the string whose content begins at `from`; −1 for escapes, control characters, no end. */
export function endOfString(b: Uint8Array, from: number): number {
  for (let i = from; i < b.length; i++) {
    const code = b[i]!;
    if (code === QUOTE) return i;
    if (code === BACKSLASH || code < 0x20) return -1;
  }
  return -1;
}

/** Strict: JSON knows no leading zero, no bare dot, no plus sign. */
export function endOfNumber(b: Uint8Array, from: number): number {
  let i = b[from] === MINUS ? from + 1 : from;
  const first = i;
  i = skipDigits(b, i);
  if (i === first || (b[first] === ZERO && i > first + 1)) return -1;
  if (b[i] === DOT) {
    const fraction = i + 1;
    i = skipDigits(b, fraction);
    if (i === fraction) return -1;
  }
  if (b[i] === 0x65 || b[i] === 0x45) {
    const exponent = b[i + 1] === MINUS || b[i + 1] === PLUS ? i + 2 : i + 1;
    i = skipDigits(b, exponent);
    if (i === exponent) return -1;
  }
  return i;
}

export function endOfLiteral(b: Uint8Array, from: number): number {
  for (const literal of LITERALS) {
    let at = 0;
    while (at < literal.length && b[from + at] === literal[at]) at++;
    if (at === literal.length) return from + at;
  }
  return -1;
}
const LITERALS = ["null", "true", "false"].map((word) => new TextEncoder().encode(word));

const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/**
 * Value of the number token in `b[from, to)`, bit for bit what `JSON.parse` gives; NaN beyond the range of a double.
 * An integer below 2^53 over a power of ten up to 1e22 is one correctly rounded division (Clinger 1990); anything longer,
 * or with an exponent, goes the slow way.
 */
export function numberAt(b: Uint8Array, from: number, to: number): number {
  const negative = b[from] === MINUS;
  let digits = 0;
  let decimals = 0;
  let behindDot = false;
  for (let i = negative ? from + 1 : from; i < to; i++) {
    const code = b[i]!;
    if (code === DOT) behindDot = true;
    else if (code > 0x39 || code < ZERO) return slowNumber(b, from, to);
    else {
      digits = digits * 10 + (code - ZERO);
      if (behindDot) decimals++;
    }
  }
  if (digits > Number.MAX_SAFE_INTEGER || decimals > 22) return slowNumber(b, from, to);
  const value = decimals === 0 ? digits : digits / POWERS[decimals]!;
  return negative ? -value : value;
}

function slowNumber(b: Uint8Array, from: number, to: number): number {
  const value = Number(String.fromCharCode(...b.subarray(from, to)));
  return Number.isFinite(value) ? value : Number.NaN;
}

function skipDigits(b: Uint8Array, from: number): number {
  let i = from;
  while (b[i]! >= 0x30 && b[i]! <= 0x39) i++;
  return i;
}
