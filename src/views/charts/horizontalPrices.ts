import { price, priceTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE, type Page } from "./page.ts";
import type { Scale } from "./scene.ts";
import { type Box, fillBox, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

/** A page whose panel has prices from left to right. */
export interface HorizontalPrices extends Pick<Page, "reading" | "palette"> {
  readonly panel: Box;
  readonly x: Scale;
  /** Top of the row of prices. */
  readonly axis: number;
}

/** Where spot is named among the prices. */
export interface Flag {
  readonly words: string;
  readonly style: TextStyle;
  readonly left: number;
  readonly right: number;
}

const FLAG_HEIGHT = 42;

export function flagOf(context: DrawingContext, { reading, palette, x }: HorizontalPrices): Flag {
  const words = price(reading.snapshot.spot);
  const style: TextStyle = { size: 26, weight: 800, color: palette.background };
  const width = Math.ceil(measure(context, words, style)) + 24;
  const wish = Math.round(x(reading.snapshot.spot) - width / 2);
  const left = Math.min(Math.max(wish, PAGE.margin), PAGE.width - PAGE.margin - width);
  return { words, style, left, right: left + width };
}

/** Round prices below the panel; those that would touch spot's flag or a leader to a tag below are left out. */
export function drawPriceRow(
  context: DrawingContext,
  { palette, axis, x, panel }: HorizontalPrices,
  { flag, leaders }: { readonly flag: Flag; readonly leaders: readonly number[] },
): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  for (const wanted of [9, 7, 5, 3]) {
    const ticks = x.ticks(wanted);
    const labels = priceTicks(ticks).map((label, index) => {
      const column = x(ticks[index] ?? 0);
      const half = measure(context, label, style) / 2;
      return { label, column, left: column - half, right: column + half };
    });
    const spaced = labels.every(({ left }, index) => left >= (labels[index - 1]?.right ?? 0) + 20);
    if (!spaced && wanted > 3) continue;
    for (const { label, column, left, right } of labels) {
      if (left < panel.left - 60 || right > PAGE.width - PAGE.margin) continue;
      if (right > flag.left - 8 && left < flag.right + 8) continue;
      // The tag at the end of a leader says the price.
      if (leaders.some((leader) => leader > left - 6 && leader < right + 6)) continue;
      write(context, label, { style, at: { x: column, y: axis + 34, align: "center" } });
    }
    return;
  }
}

/** Spot over everything else in the panel: the one line the eye has to find first. */
export function drawSpotColumn(context: DrawingContext, { panel, palette, x, reading }: HorizontalPrices): void {
  const column = Math.round(x(reading.snapshot.spot));
  fillBox(context, { left: column - 1, right: column + 2, top: panel.top, bottom: panel.bottom }, palette.spot);
}

/** Its price on a filled flag below the panel whose point touches the line. */
export function drawSpotFlag(
  context: DrawingContext,
  { palette, x, reading, axis }: HorizontalPrices,
  flag: Flag,
): void {
  const column = Math.round(x(reading.snapshot.spot));
  context.fillStyle = palette.spot;
  roundedBox(context, { left: flag.left, right: flag.right, top: axis + 6, bottom: axis + 6 + FLAG_HEIGHT }, 8);
  context.fill();
  context.beginPath();
  context.moveTo(column - 10, axis + 8);
  context.lineTo(column, axis - 4);
  context.lineTo(column + 10, axis + 8);
  context.fill();
  const at = { x: (flag.left + flag.right) / 2, y: axis + 28, align: "center", baseline: "middle" } as const;
  write(context, flag.words, { style: flag.style, at });
}
