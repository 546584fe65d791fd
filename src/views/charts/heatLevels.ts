import { distance, price } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { HeatGrid } from "./heatGrid.ts";
import type { LevelRow } from "./heatRows.ts";
import type { HeatScene } from "./heatScene.ts";
import { PAGE } from "./page.ts";
import { polyline, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const HALF = 15;
const PADDING = 10;

/** Spot and flip as lines in the rows between the strikes they lie between, each named with its price. */
export function drawHeatLevels(context: DrawingContext, scene: HeatScene, grid: HeatGrid): void {
  for (const row of scene.rows) if (row.kind !== "strike") drawLevel(context, scene, { row, grid });
}

function drawLevel(
  context: DrawingContext,
  { palette, reading }: HeatScene,
  { row, grid }: { row: LevelRow; grid: HeatGrid },
): void {
  const { spot, levels } = reading.snapshot;
  const isSpot = row.kind === "spot";
  const color = isSpot ? palette.spot : palette.marks.flip;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 800, color: isSpot ? palette.background : color };
  const note = levels.flip.direction === "down" ? ", positive below" : "";
  const words = isSpot ? `SPOT ${price(spot)}` : `FLIP ${price(row.price)} ${distance(row.price, spot)}${note}`;
  const y = Math.round((row.top + row.bottom - 3) / 2);
  const right = PAGE.margin + measure(context, words, style) + 2 * PADDING;
  context.fillStyle = isSpot ? color : fade(color, 0.2);
  roundedBox(context, { left: PAGE.margin, right, top: y - HALF, bottom: y + HALF }, 6);
  context.fill();
  write(context, words, { style, at: { x: PAGE.margin + PADDING, y: y + 1, baseline: "middle" } });
  const line = [
    [right, y],
    [grid.right, y],
  ] as const;
  polyline(context, line, { color, width: 3, dash: isSpot ? [] : [14, 9] });
}
