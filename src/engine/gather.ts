/** Fills `to` with the chosen rows of a column: `to[i] = from[rows[i]]`. */
export function gather<T extends Float64Array | Uint16Array | Int8Array>(from: T, rows: Uint32Array, to: T): T {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}
