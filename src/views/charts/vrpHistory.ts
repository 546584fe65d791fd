import { scaleLinear } from "d3-scale";
import { drawCard } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import { type Box, clipped, crisp, fillBox, polyline } from "./shapes.ts";
import { cut, fitted, type TextStyle, write } from "./text.ts";
import { fade, type Palette, SMALLEST_TEXT } from "./theme.ts";
import { drawAxes, drawLabels } from "./vrpHistoryMarks.ts";
import { type HistoryPanel, LABELS_WIDTH, type Plot } from "./vrpHistoryPlot.ts";

const TITLE_HEIGHT = 88;
const AXIS_HEIGHT = 40;
const AXIS_WIDTH = 78;
/** Days without a row after which the line is broken: more than a long weekend. */
const GAP_DAYS = 7;

/** The premium of every day on record, its mean with ±1 and ±2 standard deviations, and where today stands. */
export function drawHistory(
  context: DrawingContext,
  box: Box,
  { panel, palette }: { panel: HistoryPanel; palette: Palette },
): void {
  drawCard(context, box, { palette });
  const width = box.right - box.left - 40;
  const natural: TextStyle = { size: 28, weight: 800, color: palette.text };
  const heading = fitted(context, panel.title, { width, style: natural });
  write(context, cut(context, panel.title, { width, style: heading }), { style: heading, at: { x: box.left + 20, y: box.top + 38 } }); // prettier-ignore
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const basis = cut(context, panel.basis, { width, style: small });
  write(context, basis, { style: small, at: { x: box.left + 20, y: box.top + 70 } });
  const plot: Box = {
    left: box.left + AXIS_WIDTH,
    right: box.right - LABELS_WIDTH,
    top: box.top + TITLE_HEIGHT,
    bottom: box.bottom - AXIS_HEIGHT,
  };
  if (panel.history.length === 0)
    drawEmptyHistory(context, { ...plot, left: box.left, right: box.right }, { panel, palette }); // prettier-ignore
  else drawPlot(context, plot, { panel, palette, ...scalesOf(panel, plot) });
}

function drawEmptyHistory(
  context: DrawingContext,
  { left, right, top, bottom }: Box,
  { panel: { empty }, palette }: { panel: HistoryPanel; palette: Palette },
): void {
  const [title = "", ...lines] = empty;
  const at = { x: (left + right) / 2, align: "center" } as const;
  const middle = (top + bottom) / 2 - lines.length * 18;
  const width = right - left - 40;
  const heading: TextStyle = { size: 38, weight: 800, color: palette.text };
  write(context, title, { style: fitted(context, title, { width, style: heading }), at: { ...at, y: middle } });
  const style: TextStyle = { size: 26, weight: 500, color: palette.dim };
  for (const [index, line] of lines.entries())
    write(context, cut(context, line, { width, style }), { style, at: { ...at, y: middle + 46 + index * 36 } });
}

const dayOf = (date: string) => Date.parse(date) / 86_400_000;

function scalesOf({ history, today, bands }: HistoryPanel, { left, right, top, bottom }: Box): Pick<Plot, "x" | "y"> {
  const days = [...history, ...(today ? [today] : [])].map(({ date }) => dayOf(date));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const reach = bands ? [bands.mean - 2.3 * bands.sd, bands.mean + 2.3 * bands.sd] : [];
  const values = [...history.map(({ vrp }) => vrp), ...(today ? [today.vrp] : []), ...reach, 0];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = Math.max(0.2, (high - low) * 0.04);
  return {
    x: scaleLinear([first, Math.max(last, first + 1)], [left + 8, right - 16]),
    y: scaleLinear([low - air, high + air], [bottom, top]),
  };
}

function drawPlot(context: DrawingContext, plot: Box, drawing: Plot): void {
  const { panel, palette, y } = drawing;
  const { bands, today } = panel;
  clipped(context, plot, () => {
    if (bands) drawBands(context, plot, { bands, palette, y });
    fillBox(context, { ...plot, top: Math.round(y(0)) - 1, bottom: Math.round(y(0)) + 1 }, palette.axis);
    drawDays(context, drawing);
  });
  drawAxes(context, plot, drawing);
  if (today) drawToday(context, plot, { ...drawing, today });
  drawLabels(context, plot, drawing);
}

type Bands = NonNullable<HistoryPanel["bands"]>;

function drawBands(
  context: DrawingContext,
  plot: Box,
  { bands: { mean, sd, provisional }, palette, y }: Pick<Plot, "palette" | "y"> & { bands: Bands },
): void {
  for (const reach of [2, 1]) {
    const box = { ...plot, top: Math.round(y(mean + reach * sd)), bottom: Math.round(y(mean - reach * sd)) };
    fillBox(context, box, fade(palette.without.opex, provisional ? 0.07 : 0.13));
  }
  for (const reach of [-2, -1, 0, 1, 2]) {
    const row = crisp(y(mean + reach * sd));
    const dash = provisional ? [4, 8] : reach === 0 ? [] : [14, 8];
    polyline(context, [[plot.left, row], [plot.right, row]], { color: fade(palette.without.opex, 0.8), width: reach === 0 ? 3 : 2, dash }); // prettier-ignore
  }
}

/** A line through the days; broken where days are missing, a dot where a day stands alone. */
function drawDays(context: DrawingContext, { panel: { history }, palette, x, y }: Plot): void {
  const runs: (readonly [number, number])[][] = [];
  for (const [index, { date, vrp }] of history.entries()) {
    const before = history[index - 1];
    const point = [x(dayOf(date)), y(vrp)] as const;
    const joined = before !== undefined && dayOf(date) - dayOf(before.date) <= GAP_DAYS;
    if (joined) runs.at(-1)!.push(point);
    else runs.push([point]);
  }
  for (const run of runs) {
    if (run.length > 1) polyline(context, run, { color: palette.text, width: 3 });
    else dot(context, run[0]!, { radius: 4, color: palette.text });
  }
}

function drawToday(
  context: DrawingContext,
  plot: Box,
  { today, palette, x, y }: Plot & { today: { readonly date: string; readonly vrp: number } },
): void {
  const at = [x(dayOf(today.date)), y(today.vrp)] as const;
  polyline(context, [at, [plot.right, at[1]]], { color: palette.profile, width: 3 });
  dot(context, at, { radius: 11, color: palette.surface });
  dot(context, at, { radius: 9, color: palette.profile });
}

function dot(
  context: DrawingContext,
  [x, y]: readonly [number, number],
  { radius, color }: { radius: number; color: string },
): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
