export interface TagWish {
  /** Where the centre of the tag would like to be. */
  readonly y: number;
  readonly height: number;
}

/**
 * Tops of tags that keep their order, stay inside [top, bottom] and do not overlap, each as near to its wish as the
 * others allow. `wishes` ascend by y. When the tags do not fit, the gap shrinks; only past zero would they overlap.
 * Method: pool adjacent violators, the least-squares solution under an order constraint (Ayer et al., 1955).
 */
export function placeTags(
  wishes: readonly TagWish[],
  { top, bottom, gap }: { top: number; bottom: number; gap: number },
): number[] {
  const heights = wishes.reduce((sum, { height }) => sum + height, 0);
  const slack = bottom - top - heights;
  const space = wishes.length > 1 ? Math.min(gap, slack / (wishes.length - 1)) : gap;

  // In coordinates shrunk by everything above, "no overlap" is simply "ascending".
  let above = 0;
  const offsets = wishes.map(({ height }) => {
    const offset = above;
    above += height + space;
    return offset;
  });
  const pools: { sum: number; size: number }[] = [];
  for (const [index, { y, height }] of wishes.entries()) {
    let pool = { sum: y - height / 2 - (offsets[index] ?? 0), size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
    }
    pools.push(pool);
  }
  const highest = Math.max(top, bottom - (above - space));
  const starts = pools.flatMap(({ sum, size }) => {
    const start = Math.min(Math.max(sum / size, top), highest);
    return Array.from({ length: size }, () => start);
  });
  return starts.map((start, index) => Math.round(start + (offsets[index] ?? 0)));
}
