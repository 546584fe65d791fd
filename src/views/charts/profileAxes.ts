import { moneyTicks, monthDay, price } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { drawPriceRow, drawSpotColumn, drawSpotFlag, type Flag, flagOf } from "./horizontalPrices.ts";
import { PAGE } from "./page.ts";
import type { ProfileScene } from "./profileScene.ts";
import { fillBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { stateColor } from "./stateTable.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

/** Dollars at the left, prices below with spot among them, and the spot line with the value of every curve on it. */
export function drawProfileAxes(context: DrawingContext, scene: ProfileScene): void {
  drawDollars(context, scene);
  const prices = { ...scene, axis: scene.rows.axis };
  const flag = flagOf(context, prices);
  drawPriceRow(context, prices, { flag, leaders: scene.walls.map((wall) => scene.x(wall.price)) });
  drawSpot(context, scene, flag);
}

function drawDollars(context: DrawingContext, { panel, palette, y, denomination }: ProfileScene): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const x = panel.left - 12;
  write(context, "$ / 1 %", { style, at: { x, y: panel.top - 10, align: "right" } });
  const ticks = y.ticks(6);
  const labels = moneyTicks(ticks, denomination);
  const fits = labels.every((label) => measure(context, label, style) <= x);
  for (const [index, tick] of ticks.entries()) {
    const row = y(tick);
    if (row < panel.top + 14 || row > panel.bottom - 14 || (!fits && tick !== 0)) continue;
    write(context, labels[index] ?? "", { style, at: { x, y: row + 1, align: "right", baseline: "middle" } });
  }
}

/** Spot over everything else in the panel, with the value of every curve on it. */
function drawSpot(context: DrawingContext, scene: ProfileScene, flag: Flag): void {
  const { palette, x, y, curves, reading, rows } = scene;
  drawSpotColumn(context, { ...scene, axis: rows.axis });
  for (const { state } of curves.toReversed()) {
    context.beginPath();
    context.arc(x(reading.snapshot.spot), y(state.netGex), 8, 0, 2 * Math.PI);
    context.fillStyle = stateColor(state.kind, palette);
    context.fill();
    context.strokeStyle = palette.background;
    context.lineWidth = 2;
    context.stroke();
  }
  drawSpotFlag(context, { ...scene, axis: rows.axis }, flag);
}

/** The shade of the panel, and where the expected move that it shows ends: the head of the table below. */
export function drawMoveLegend(context: DrawingContext, { palette, rows, reading }: ProfileScene): void {
  const { expectedMove, spot } = reading.snapshot;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const [x, y] = [PAGE.margin, rows.table + 23];
  if (!expectedMove) {
    write(context, "±1σ n/a", { style, at: { x, y } });
    return;
  }
  const { usd, expiry } = expectedMove;
  fillBox(context, { left: x, right: x + 24, top: y - 19, bottom: y + 3 }, fade(palette.text, 0.3));
  const words = `±1σ until ${monthDay(expiry)}: ${price(spot - usd)}–${price(spot + usd)}`;
  write(context, words, { style, at: { x: x + 34, y } });
}
