/** A number from a text, the same on every machine (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** The price the fake has for a symbol, $. */
export const spotOf = (symbol: string): number => 50 + (seedOf(symbol) % 55_000) / 100;
