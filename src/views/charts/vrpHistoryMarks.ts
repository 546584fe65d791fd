import { monthDay, points, priceTicks } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { type Box, roundedBox } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";
import { LABELS_WIDTH, type Plot } from "./vrpHistoryPlot.ts";

/** A flag and a line of text below it touch when their middles are nearer than this. */
const LINE = 34;

/** Vol points on the left, the first and the last day below. */
export function drawAxes(context: DrawingContext, plot: Box, { panel: { history, today }, palette, y }: Plot): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const ticks = y.ticks(5);
  const labels = priceTicks(ticks);
  for (const [index, tick] of ticks.entries()) {
    const row = y(tick);
    if (row < plot.top + 14 || row > plot.bottom - 14) continue;
    write(context, labels[index] ?? "", { style, at: { x: plot.left - 12, y: row + 1, align: "right", baseline: "middle" } }); // prettier-ignore
  }
  const first = history[0]!.date;
  const last = (today ?? history.at(-1)!).date;
  const baseline = plot.bottom + 30;
  write(context, longDay(first), { style, at: { x: plot.left + 8, y: baseline } });
  if (last !== first) write(context, longDay(last), { style, at: { x: plot.right - 8, y: baseline, align: "right" } });
}

const longDay = (date: string) => `${monthDay(date)}, ${date.slice(0, 4)}`;

/** Today's value on a flag and the bands by name, the most important first: what would touch another is left out. */
export function drawLabels(context: DrawingContext, plot: Box, { panel: { today, bands }, palette, y }: Plot): void {
  const taken: number[] = [];
  const place = (value: number): number | null => {
    const row = Math.min(Math.max(y(value), plot.top + 16), plot.bottom - 16);
    if (taken.some((other) => Math.abs(other - row) < LINE)) return null;
    taken.push(row);
    return row;
  };
  const left = plot.right + 10;
  if (today) {
    const row = place(today.vrp)!;
    const style: TextStyle = { size: 26, weight: 800, color: palette.background };
    const words = `last ${points(today.vrp)}`;
    const right = Math.min(left + LABELS_WIDTH - 18, left + measure(context, words, style) + 24);
    context.fillStyle = palette.profile;
    roundedBox(context, { left, right, top: row - 19, bottom: row + 19 }, 8);
    context.fill();
    write(context, words, { style, at: { x: (left + right) / 2, y: row + 1, align: "center", baseline: "middle" } });
  }
  if (!bands) return;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.without.opex };
  for (const [name, reach] of [
    ["mean", 0],
    ["+1σ", 1],
    ["−1σ", -1],
    ["+2σ", 2],
    ["−2σ", -2],
  ] as const) {
    // prettier-ignore
    const value = bands.mean + reach * bands.sd;
    const row = place(value);
    if (row === null) continue;
    write(context, `${name} ${points(value)}`, { style, at: { x: left, y: row + 1, baseline: "middle" } });
  }
}
