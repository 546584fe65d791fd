import SYMBOLS from "./symbols.json" with { type: "json" };

export interface ListedSymbol {
  readonly symbol: string;
  readonly name: string;
}

/** In the order of the file: the most asked for first. A symbol that is missing there still works when typed. */
export const LISTED: readonly ListedSymbol[] = Object.entries(SYMBOLS).map(([symbol, name]) => ({ symbol, name }));

/** Lower is better; null does not match. */
function rank({ symbol, name }: ListedSymbol, typed: string): number | null {
  if (symbol === typed) return 0;
  if (symbol.startsWith(typed)) return 1;
  const upper = name.toUpperCase();
  if (upper.startsWith(typed)) return 2;
  if (upper.includes(` ${typed}`)) return 3;
  return symbol.includes(typed) ? 4 : null;
}

/**
 * Symbols for what was typed so far, best first: exact, prefix, name, word of the name, part of the symbol; the more asked
 * for first among equals. Nothing typed gives the most asked for. From a local list, so it costs nothing.
 */
export function suggestSymbols(text: string, limit = 25): readonly ListedSymbol[] {
  const typed = text
    .trim()
    .replace(/^[$^_]/, "")
    .toUpperCase();
  return LISTED.map((listed, popularity) => ({ listed, popularity, rank: rank(listed, typed) }))
    .filter((match): match is typeof match & { rank: number } => match.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.popularity - b.popularity)
    .slice(0, limit)
    .map(({ listed }) => listed);
}

/** "Did you mean": listed symbols one slip away (a letter wrong, missing, extra, or two swapped), then by name; best first. */
export function closestSymbols(text: string, limit = 3): readonly string[] {
  const typed = text.trim().toUpperCase();
  if (typed === "") return [];
  const near = LISTED.filter(({ symbol }) => symbol !== typed && isOneSlip(typed, symbol)).map(({ symbol }) => symbol);
  const byName = typed.length >= 3 ? LISTED.filter(({ name }) => name.toUpperCase().startsWith(typed)) : [];
  return [...new Set([...byName.map(({ symbol }) => symbol), ...near])].slice(0, limit);
}

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  const swapped = restA.length >= 2 && restA[0] === restB[1] && restA[1] === restB[0];
  return restA.slice(1) === restB.slice(1) || (swapped && restA.slice(2) === restB.slice(2));
}
