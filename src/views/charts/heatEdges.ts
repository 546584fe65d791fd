import { monthDay, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { CHIP_PADDING, type HeatGrid, strikeStyle } from "./heatGrid.ts";
import type { HeatAmount, HeatScene, StrikeRow } from "./heatScene.ts";
import type { RowSpan } from "./heatRows.ts";
import { PAGE } from "./page.ts";
import { roundedBox } from "./shapes.ts";
import { measure, type TextPlace, type TextStyle, write } from "./text.ts";
import { fade, type Palette, SMALLEST_TEXT } from "./theme.ts";

const TOTALS_BELOW = 32;
/** Two lines of words need this much of a row's height. */
const LOWEST_WITH_WORDS = 23;
const RIGHT = PAGE.width - PAGE.margin;

/** Dates and days to expiry above, strikes with their walls on the left, totals on the right and below. */
export function drawHeatEdges(context: DrawingContext, scene: HeatScene, grid: HeatGrid): void {
  drawHead(context, scene, grid);
  for (const row of scene.rows) if (row.kind === "strike") drawStrike(context, scene, { row, grid });
  drawTotals(context, scene, grid);
}

const plain = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 500, color });

function drawHead(context: DrawingContext, { columns, palette, span }: HeatScene, grid: HeatGrid): void {
  const [upper, lower] = [span.top - 42, span.top - 12];
  write(context, "expiry", { style: plain(palette.dim), at: { x: grid.strikesRight, y: upper, align: "right" } });
  write(context, "DTE", { style: plain(palette.dim), at: { x: grid.strikesRight, y: lower, align: "right" } });
  for (const [index, { date, dte }] of columns.entries()) {
    const x = grid.left + (index + 0.5) * grid.columnWidth;
    write(context, monthDay(date), { style: strikeStyle(palette.text), at: { x, y: upper, align: "center" } });
    const today = dte === 0;
    const style = today ? strikeStyle(palette.marks.magnet) : plain(palette.dim);
    write(context, today ? "0DTE" : String(dte), { style, at: { x, y: lower, align: "center" } });
  }
  write(context, "net of", { style: plain(palette.dim), at: { x: RIGHT, y: upper, align: "right" } });
  write(context, "all exp.", { style: plain(palette.dim), at: { x: RIGHT, y: lower, align: "right" } });
}

function drawStrike(
  context: DrawingContext,
  { palette }: HeatScene,
  { row, grid }: { row: StrikeRow & RowSpan; grid: HeatGrid },
): void {
  if (row.bottom - row.top < LOWEST_WITH_WORDS) return;
  const y = (row.top + row.bottom) / 2 - 1;
  const chip = grid.chips.find((one) => one.strike === row.price);
  const color = !chip ? palette.text : chip.bounds ? palette.marks[chip.kind] : palette.dim;
  const at = { x: grid.strikesRight, y, align: "right", baseline: "middle" } as const;
  write(context, strike(row.price), { style: strikeStyle(color), at });
  if (chip) {
    const right = PAGE.margin + measure(context, chip.words, strikeStyle(color)) + 2 * CHIP_PADDING;
    context.fillStyle = fade(color, 0.22);
    roundedBox(context, { left: PAGE.margin, right, top: y - 14, bottom: y + 13 }, 6);
    context.fill();
    const words = { x: PAGE.margin + CHIP_PADDING, y, baseline: "middle" } as const;
    write(context, chip.words, { style: strikeStyle(color), at: words });
  }
  drawTotal(context, { amount: row.total, palette, at: { x: RIGHT, y, align: "right", baseline: "middle" } });
}

function drawTotals(context: DrawingContext, { columns, palette, span }: HeatScene, grid: HeatGrid): void {
  const y = span.bottom + TOTALS_BELOW;
  write(context, "all strikes", { style: plain(palette.dim), at: { x: grid.strikesRight, y, align: "right" } });
  for (const [index, { total }] of columns.entries()) {
    const x = grid.left + (index + 0.5) * grid.columnWidth;
    drawTotal(context, { amount: total, palette, at: { x, y, align: "center" }, width: grid.columnWidth - 6 });
  }
}

function drawTotal(
  context: DrawingContext,
  { amount, palette, at, width = Infinity }: { amount: HeatAmount; palette: Palette; at: TextPlace; width?: number },
): void {
  const gex = amount.gex ?? 0;
  const color = gex > 0 ? palette.positive.words : gex < 0 ? palette.negative.words : palette.dim;
  const { words } = amount;
  const style = [strikeStyle(color), plain(color)].find((one) => measure(context, words, one) <= width);
  if (style) write(context, words, { style, at });
}
