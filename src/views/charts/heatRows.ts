/** Pixels of a row, from its upper to its lower edge. */
export interface RowSpan {
  readonly top: number;
  readonly bottom: number;
}

/** A price that lies between strikes and gets a row of its own there. */
export interface LevelRow extends RowSpan {
  readonly kind: "spot" | "flip";
  readonly price: number;
}

const TALLEST_ROW = 64;
const LEVEL_ROW = 36;

/**
 * Strikes from high to low, equally tall, with spot and flip in rows between those they lie between. A level on a strike
 * comes right below it.
 */
export function heatRows<Strike extends { readonly kind: "strike"; readonly price: number }>(
  strikes: readonly Strike[],
  { levels, top, bottom }: { levels: readonly Omit<LevelRow, keyof RowSpan>[]; top: number; bottom: number },
): ((Strike & RowSpan) | LevelRow)[] {
  const room = (bottom - top - levels.length * LEVEL_ROW) / Math.max(1, strikes.length);
  const height = Math.min(TALLEST_ROW, Math.floor(room));
  let next = top;
  const span = (size: number): RowSpan => {
    next += size;
    return { top: next - size, bottom: next };
  };
  const order = { strike: 0, spot: 1, flip: 2 };
  return [...strikes, ...levels]
    .toSorted((a, b) => b.price - a.price || order[a.kind] - order[b.kind])
    .map((row) => ({ ...row, ...span(row.kind === "strike" ? height : LEVEL_ROW) }));
}
