import { moneyTicks, monthDay, price, priceTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import type { ProfileScene } from "./profileScene.ts";
import { fillBox, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { stateColor } from "./stateTable.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const FLAG_HEIGHT = 42;

/** Dollars at the left, prices below with spot among them, and the spot line with the value of every curve on it. */
export function drawProfileAxes(context: DrawingContext, scene: ProfileScene): void {
  drawDollars(context, scene);
  const flag = flagOf(context, scene);
  drawPrices(context, scene, flag);
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

interface Flag {
  readonly words: string;
  readonly style: TextStyle;
  readonly left: number;
  readonly right: number;
}

function flagOf(context: DrawingContext, { reading, palette, x }: ProfileScene): Flag {
  const words = price(reading.snapshot.spot);
  const style: TextStyle = { size: 26, weight: 800, color: palette.background };
  const width = Math.ceil(measure(context, words, style)) + 24;
  const wish = Math.round(x(reading.snapshot.spot) - width / 2);
  const left = Math.min(Math.max(wish, PAGE.margin), PAGE.width - PAGE.margin - width);
  return { words, style, left, right: left + width };
}

function drawPrices(context: DrawingContext, scene: ProfileScene, flag: Flag): void {
  const { palette, rows, x, walls, panel } = scene;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const wallColumns = walls.map((wall) => x(wall.price));
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
      // The leader to a wall's tag runs here, and the tag says the price.
      if (wallColumns.some((wall) => wall > left - 6 && wall < right + 6)) continue;
      write(context, label, { style, at: { x: column, y: rows.axis + 34, align: "center" } });
    }
    return;
  }
}

/** Spot over everything else in the panel: the one line the eye has to find first. */
function drawSpot(context: DrawingContext, scene: ProfileScene, flag: Flag): void {
  const { panel, palette, x, y, curves, reading, rows } = scene;
  const column = Math.round(x(reading.snapshot.spot));
  fillBox(context, { left: column - 1, right: column + 2, top: panel.top, bottom: panel.bottom }, palette.spot);
  for (const { state } of curves.toReversed()) {
    context.beginPath();
    context.arc(x(reading.snapshot.spot), y(state.netGex), 8, 0, 2 * Math.PI);
    context.fillStyle = stateColor(state.kind, palette);
    context.fill();
    context.strokeStyle = palette.background;
    context.lineWidth = 2;
    context.stroke();
  }
  context.fillStyle = palette.spot;
  roundedBox(
    context,
    { left: flag.left, right: flag.right, top: rows.axis + 6, bottom: rows.axis + 6 + FLAG_HEIGHT },
    8,
  );
  context.fill();
  context.beginPath();
  context.moveTo(column - 10, rows.axis + 8);
  context.lineTo(column, rows.axis - 4);
  context.lineTo(column + 10, rows.axis + 8);
  context.fill();
  const at = { x: (flag.left + flag.right) / 2, y: rows.axis + 28, align: "center", baseline: "middle" } as const;
  write(context, flag.words, { style: flag.style, at });
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
