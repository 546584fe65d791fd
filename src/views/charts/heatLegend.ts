import { money, monthDay, share, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { divergingColor } from "./colorScale.ts";
import type { HeatScene } from "./heatScene.ts";
import { PAGE } from "./page.ts";
import { drawSign, fillBox } from "./shapes.ts";
import { cut, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const SCALE_Y = 1130;
const LARGEST_Y = 1164;
const SHARE_Y = 1198;
const RIGHT = PAGE.width - PAGE.margin;
const WIDTH = RIGHT - PAGE.margin;
const STEPS = 41;
const SPACE = 12;

/** The scale of the colours, the largest cell in words, and how much of the whole is in the picture. */
export function drawHeatLegend(context: DrawingContext, scene: HeatScene): void {
  drawScale(context, scene);
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: scene.palette.dim };
  const [upper, lower] = wallWords(scene);
  const right = (words: string, y: number) => write(context, words, { style, at: { x: RIGHT, y, align: "right" } });
  drawLargest(context, scene, { room: WIDTH - right(upper, LARGEST_Y) - SPACE });
  const line = coverage(scene);
  write(context, line, { style, at: { x: PAGE.margin, y: SHARE_Y } });
  const used = measure(context, line, style) + SPACE + measure(context, lower, style);
  if (used <= WIDTH) right(lower, SHARE_Y);
}

function drawScale(context: DrawingContext, { palette, largest, denomination }: HeatScene): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const peak = Math.abs(largest?.gex ?? 0);
  const none = "no contracts";
  const noneLeft = RIGHT - measure(context, none, style);
  write(context, none, { style, at: { x: noneLeft, y: SCALE_Y } });
  fillBox(context, { left: noneLeft - 20, right: noneLeft - 14, top: SCALE_Y - 12, bottom: SCALE_Y - 6 }, palette.axis);
  if (peak === 0) {
    write(context, "no gamma in these cells", { style, at: { x: PAGE.margin, y: SCALE_Y } });
    return;
  }
  const low = write(context, money(-peak, { denomination }), { style, at: { x: PAGE.margin, y: SCALE_Y } });
  const high = `${money(peak, { denomination })} · square-root scale`;
  const left = PAGE.margin + low + SPACE;
  const right = noneLeft - 22 - 2 * SPACE - measure(context, high, style) - SPACE;
  const edge = (step: number) => Math.round(left + ((right - left) * step) / STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    // Equal steps of colour, so that the bar shows what the square root does to amounts.
    const part = (step - (STEPS - 1) / 2) / ((STEPS - 1) / 2);
    const color = divergingColor(Math.sign(part) * part * part * peak, { peak, palette });
    fillBox(context, { left: edge(step), right: edge(step + 1), top: SCALE_Y - 18, bottom: SCALE_Y + 2 }, color);
  }
  write(context, high, { style, at: { x: right + SPACE, y: SCALE_Y } });
}

function drawLargest(
  context: DrawingContext,
  { palette, largest, denomination }: HeatScene,
  { room }: { room: number },
): void {
  if (!largest) return;
  drawSign(context, "star", { x: PAGE.margin + 11, y: LARGEST_Y - 9, radius: 12, color: palette.text });
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  const words = `largest: ${strike(largest.strike)} on ${monthDay(largest.date)}, ${money(largest.gex, { denomination })} per 1 % move`;
  const shown = cut(context, words, { width: room - 32, style });
  write(context, shown, { style, at: { x: PAGE.margin + 32, y: LARGEST_Y } });
}

function coverage({ reading }: HeatScene): string {
  const { heat, strikes, expiries } = reading.snapshot;
  const rows = part(heat.strikes.length, { of: strikes.length, one: "strike", many: "strikes" });
  const columns = part(heat.expiries.length, { of: expiries.length, one: "expiry", many: "expiries" });
  return `Cells hold ${share(heat.share)} of gamma: ${rows}, ${columns}`;
}

function part(some: number, { of, one, many }: { of: number; one: string; many: string }): string {
  if (of === 1) return `1 ${one}`;
  return some === of ? `all ${of} ${many}` : `${some} of ${of} ${many}`;
}

/** Call wall and put wall, each in a line: that it is marked, that it is on the wrong side of spot, or not in the picture. */
function wallWords({ reading }: HeatScene): [string, string] {
  const { heat, levels, spot } = reading.snapshot;
  const [call, put] = [levels.callWall?.strike ?? null, levels.putWall?.strike ?? null];
  const missing = (wall: number | null) => wall !== null && !heat.strikes.includes(wall);
  const words = (name: string, { wall, wrong }: { wall: number | null; wrong: string | null }) => {
    if (missing(wall)) return `${name} ${strike(wall)} not shown`;
    return wrong === null ? "" : `${name} ${wrong}`;
  };
  const [callWords, putWords] = [
    words("call wall", { wall: call, wrong: call !== null && call < spot ? "below spot" : null }),
    words("put wall", { wall: put, wrong: put !== null && put > spot ? "above spot" : null }),
  ];
  const both = call !== null && put !== null && call !== put;
  return both && callWords + putWords === "" ? ["CALL, PUT: walls", ""] : [callWords, putWords];
}
