import { money, monthDay, share, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { divergingColor } from "./colorScale.ts";
import type { HeatGrid } from "./heatGrid.ts";
import type { HeatScene } from "./heatScene.ts";
import { PAGE } from "./page.ts";
import { drawSign, fillBox } from "./shapes.ts";
import { cut, flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const SCALE_Y = 1130;
const LARGEST_Y = 1164;
const SHARE_Y = 1198;
const RIGHT = PAGE.width - PAGE.margin;
const WIDTH = RIGHT - PAGE.margin;
const STEPS = 41;
const SPACE = 12;

/** The scale of the colours, the largest cell in words, and how much of the whole is in the picture. */
export function drawHeatLegend(context: DrawingContext, scene: HeatScene, grid: HeatGrid): void {
  drawScale(context, scene);
  drawLargest(context, scene, grid);
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: scene.palette.dim };
  const [line = ""] = flow(context, coverage(scene), { width: WIDTH, style });
  write(context, line, { style, at: { x: PAGE.margin, y: SHARE_Y } });
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
  { chips }: HeatGrid,
): void {
  if (!largest) return;
  drawSign(context, "star", { x: PAGE.margin + 11, y: LARGEST_Y - 9, radius: 12, color: palette.text });
  const names = chips.map(({ words }) => words).filter((words) => words !== "WALLS");
  const walls = names.length === 0 ? "" : `${names.join(", ")}: walls`;
  const dim: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const taken = write(context, walls, { style: dim, at: { x: RIGHT, y: LARGEST_Y, align: "right" } });
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  const words = `largest: ${strike(largest.strike)} on ${monthDay(largest.date)}, ${money(largest.gex, { denomination })} per 1 % move`;
  const width = WIDTH - 32 - taken - SPACE;
  write(context, cut(context, words, { width, style }), { style, at: { x: PAGE.margin + 32, y: LARGEST_Y } });
}

function part(some: number, { of, one, many }: { of: number; one: string; many: string }): string {
  if (of === 1) return `1 ${one}`;
  return some === of ? `all ${of} ${many}` : `${some} of ${of} ${many}`;
}

/** Most important first: what does not fit is left out. */
function coverage({ reading }: HeatScene): string[] {
  const { heat, strikes, expiries, levels, spot } = reading.snapshot;
  const { callWall, putWall } = levels;
  const rows = part(heat.strikes.length, { of: strikes.length, one: "strike", many: "strikes" });
  const columns = part(heat.expiries.length, { of: expiries.length, one: "expiry", many: "expiries" });
  const missing = (name: string, wall: number | undefined) =>
    wall === undefined || heat.strikes.includes(wall) ? [] : [`${name} ${strike(wall)} not among them`];
  const wrong = (name: string, { wall, side }: { wall: number | undefined; side: "above" | "below" }) => {
    const isWrong = wall !== undefined && (side === "below" ? wall < spot : wall > spot);
    return isWrong && heat.strikes.includes(wall) ? [`${name} ${side} spot`] : [];
  };
  return [
    `These cells hold ${share(heat.share)} of gamma: ${rows}, ${columns}`,
    ...wrong("call wall", { wall: callWall?.strike, side: "below" }),
    ...wrong("put wall", { wall: putWall?.strike, side: "above" }),
    ...missing("call wall", callWall?.strike),
    ...missing("put wall", putWall?.strike),
  ];
}
