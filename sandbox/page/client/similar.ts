/** The names within two slips of the pen of `wanted` (or beginning with it), the nearest first; at most `limit`. */
export function similarNames(wanted: string, names: readonly string[], { limit = 3 } = {}): readonly string[] {
  const word = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: name.startsWith(word) ? 0.5 : slips(word, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.min(2, name.length - 1))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Levenshtein distance, a swap of neighbours counting as one (optimal string alignment). */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
