/** First and last grid line of a field, on Discord's twelve columns. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const COLUMNS = 12;
const INLINE_PER_ROW = 3;

/** Where Discord puts embed fields: a row per full-width field, up to three neighbouring inline ones share a row. */
export function fieldSpans(fields: readonly { readonly inline?: boolean }[]): readonly Span[] {
  const spans: Span[] = [];
  let index = 0;
  while (index < fields.length) {
    let inRow = 0;
    while (inRow < INLINE_PER_ROW && fields[index + inRow]?.inline) inRow += 1;
    const width = COLUMNS / Math.max(inRow, 1);
    for (let place = 0; place < Math.max(inRow, 1); place += 1) {
      spans.push({ from: 1 + place * width, to: 1 + (place + 1) * width });
    }
    index += Math.max(inRow, 1);
  }
  return spans;
}
