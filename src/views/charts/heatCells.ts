import type { DrawingContext } from "./chart.ts";
import { divergingColor, inkOn } from "./colorScale.ts";
import type { HeatGrid } from "./heatGrid.ts";
import type { HeatScene } from "./heatScene.ts";
import { isThin } from "./notices.ts";
import { drawHatch } from "./plot.ts";
import { type Box, clipped, drawSign, fillBox, polyline } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const GAP = 3;
const DOT = 6;
/** Below this the words of neighbouring rows would touch. */
const LOWEST_WITH_WORDS = 26;
/** Parts of the largest cell below this are told by colour alone: two hundred numbers nobody reads on a phone. */
const WORDS_FROM = 0.1;

/** The cells with their words, those that nobody holds as a dot on the ground, and the largest framed with a star. */
export function drawHeatCells(context: DrawingContext, scene: HeatScene, grid: HeatGrid): void {
  const { palette, largest, rows, columns } = scene;
  const peak = Math.abs(largest?.gex ?? 0);
  const boxOf = boxes(grid);
  let star: Box | null = null;
  for (const row of rows) {
    if (row.kind !== "strike") continue;
    for (const [column, { gex }] of row.cells.entries()) {
      const box = boxOf(row, column);
      if (gex === null) drawDot(context, box, palette.axis);
      else fillBox(context, box, divergingColor(gex, { peak, palette }));
      if (row.price === largest?.strike && columns[column]?.date === largest.date) star = box;
    }
  }
  if (isThin(scene.reading.snapshot)) {
    const panel = { left: grid.left, right: grid.right, ...scene.span };
    clipped(context, panel, () => drawHatch(context, { panel, palette }));
  }
  drawWords(context, scene, { peak, boxOf });
  if (star) drawStar(context, star, { color: palette.text, ground: palette.background });
}

const boxes =
  ({ left, columnWidth }: HeatGrid) =>
  ({ top, bottom }: { top: number; bottom: number }, column: number): Box => ({
    left: Math.round(left + column * columnWidth),
    right: Math.round(left + (column + 1) * columnWidth) - GAP,
    top,
    bottom: bottom - GAP,
  });

function drawDot(context: DrawingContext, { left, right, top, bottom }: Box, color: string): void {
  const [x, y] = [Math.round((left + right - DOT) / 2), Math.round((top + bottom - DOT) / 2)];
  fillBox(context, { left: x, right: x + DOT, top: y, bottom: y + DOT }, color);
}

function drawWords(
  context: DrawingContext,
  { rows, palette }: HeatScene,
  { peak, boxOf }: { peak: number; boxOf: ReturnType<typeof boxes> },
): void {
  for (const row of rows) {
    if (row.kind !== "strike" || row.bottom - row.top < LOWEST_WITH_WORDS) continue;
    for (const [column, { gex, words }] of row.cells.entries()) {
      if (gex === null || Math.abs(gex) <= peak * WORDS_FROM) continue;
      const box = boxOf(row, column);
      const color = inkOn(divergingColor(gex, { peak, palette }), [palette.text, palette.background]);
      // Dark letters on a bright ground look thinner than they are.
      const weights = color === palette.text ? ([500] as const) : ([700, 500] as const);
      const styles = weights.map((weight): TextStyle => ({ size: SMALLEST_TEXT, weight, color }));
      const style = styles.find((one) => measure(context, words, one) <= box.right - box.left - 4);
      if (!style) continue;
      const at = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 1 };
      write(context, words, { style, at: { ...at, align: "center", baseline: "middle" } });
    }
  }
}

function drawStar(context: DrawingContext, box: Box, { color, ground }: { color: string; ground: string }): void {
  const { left, right, top, bottom } = box;
  const frame = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]] as const; // prettier-ignore
  polyline(context, frame, { color, width: 3 });
  drawSign(context, "star", { x: right, y: top, radius: 16, color: ground });
  drawSign(context, "star", { x: right, y: top, radius: 11, color });
}
