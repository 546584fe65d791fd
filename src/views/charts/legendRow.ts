import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import { fillBox, polyline } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { type Palette, SMALLEST_TEXT } from "./theme.ts";

const SWATCH = 38;
const WIDEST_GAP = 40;

/** What a stroke of the picture means: a sample of it, and words. */
export interface LegendEntry {
  readonly words: string;
  /** Draws the sample at `x`, 28 pixels wide, on the line of text whose baseline is `y`. */
  readonly swatch: (x: number, y: number) => void;
}

/** Samples with their words in one line across the page; returns where it ends, in pixels. */
export function drawLegendRow(
  context: DrawingContext,
  entries: readonly LegendEntry[],
  { y, color }: { y: number; color: string },
): number {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color };
  const widths = entries.map(({ words }) => SWATCH + measure(context, words, style));
  const room = PAGE.width - 2 * PAGE.margin - widths.reduce((sum, width) => sum + width, 0);
  const gap = Math.min(WIDEST_GAP, room / Math.max(1, entries.length - 1));
  let x: number = PAGE.margin;
  for (const [index, { words, swatch }] of entries.entries()) {
    swatch(Math.round(x), y);
    write(context, words, { style, at: { x: x + SWATCH, y } });
    x += (widths[index] ?? 0) + gap;
  }
  return x - gap;
}

/** Bars left and right of the zero axis. */
export function netEntry(
  context: DrawingContext,
  { bars, palette }: { bars: { binSize: number | null }; palette: Palette },
): LegendEntry {
  const { binSize } = bars;
  return {
    words: binSize === null ? "net" : `net, bars of ${binSize} ${binSize === 1 ? "point" : "points"}`,
    swatch: twoSided(context, { left: palette.negative.bar, right: palette.positive.bar }),
  };
}

export function twoSided(
  context: DrawingContext,
  { left, right }: { left: string; right: string },
): LegendEntry["swatch"] {
  return (x, y) => {
    fillBox(context, { left: x, right: x + 13, top: y - 16, bottom: y }, left);
    fillBox(context, { left: x + 15, right: x + 28, top: y - 16, bottom: y }, right);
  };
}

/** The bracket of the expected move; "n/a" where the selection has none. */
export function moveEntry(
  context: DrawingContext,
  { palette, known }: { palette: Palette; known: boolean },
): LegendEntry {
  return {
    words: known ? "±1σ" : "±1σ n/a",
    swatch: (x, y) => {
      const [left, right, top, bottom] = [x + 11, x + 25, y - 18, y + 2];
      const bracket = [
        [right, top],
        [left, top],
        [left, bottom],
        [right, bottom],
      ] as const;
      polyline(context, bracket, { color: palette.dim, width: 2 });
    },
  };
}
