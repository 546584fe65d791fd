import { count, MISSING, money, percentSize, share, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { isThin } from "./notices.ts";
import { drawHatch } from "./plot.ts";
import { drawSign, fillBox } from "./shapes.ts";
import { cut, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";
import type { TermRow } from "./termRows.ts";
import { COLUMN, type TermScene } from "./termScene.ts";
import { rowName } from "./termWords.ts";

const THICKEST_BAR = 44;
/** Below this part of the largest bar an amount has no digits left that the others show. */
const NEARLY_NOTHING = 0.0005;

const AXIS_X = (COLUMN.barsLeft + COLUMN.barsRight) / 2;

/** A row per expiry: net GEX right or left of the zero axis, what rolls off and what is gone by then, IV and max pain. */
export function drawTermTable(context: DrawingContext, scene: TermScene): void {
  const { palette, top, pitch, rows } = scene;
  const bottom = top + rows.length * pitch;
  const panel = { left: COLUMN.barsLeft, right: COLUMN.barsRight, top, bottom };
  fillBox(context, panel, palette.surface);
  fillBox(context, { left: COLUMN.waterLeft, right: COLUMN.waterRight, top, bottom }, palette.surface);
  if (isThin(scene.reading.snapshot)) {
    context.save();
    context.beginPath();
    context.rect(panel.left, top, panel.right - panel.left, bottom - top);
    context.clip();
    drawHatch(context, { panel, palette });
    context.restore();
  }
  drawHeads(context, scene);
  const next = rows.find(({ monthly }) => monthly);
  for (const [index, row] of rows.entries()) {
    const box = { left: COLUMN.left, right: COLUMN.right, top: top + index * pitch, bottom: top + (index + 1) * pitch };
    if (row === next) fillBox(context, box, fade(palette.without.opex, 0.13));
    drawExpiry(context, scene, { row, middle: box.top + pitch / 2 });
    drawNet(context, scene, { row, middle: box.top + pitch / 2 });
    drawShare(context, scene, { row, middle: box.top + pitch / 2 });
    drawValues(context, scene, { row, middle: box.top + pitch / 2 });
  }
  fillBox(context, { left: AXIS_X - 1, right: AXIS_X + 1, top, bottom }, palette.axis);
}

interface Place {
  readonly row: TermRow;
  readonly middle: number;
}

const HEADS: readonly (readonly [x: number, align: "left" | "center" | "right", words: string])[] = [
  [COLUMN.date, "left", "expiry"],
  [COLUMN.dteRight, "right", "DTE"],
  [AXIS_X, "center", "net GEX, $ / 1 %"],
  [COLUMN.shareRight, "right", "rolls off"],
  [COLUMN.goneRight, "right", "gone by then"],
  [COLUMN.ivRight, "right", "IV"],
  [COLUMN.right, "right", "max pain"],
];

function drawHeads(context: DrawingContext, { palette, top }: TermScene): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  for (const [x, align, words] of HEADS) write(context, words, { style, at: { x, y: top - 12, align } });
}

function drawExpiry(context: DrawingContext, { palette }: TermScene, { row, middle }: Place): void {
  const y = middle + 1;
  if (row.monthly) drawSign(context, "diamond", { x: COLUMN.sign, y: middle, radius: 10, color: palette.without.opex });
  const color = row.dte === 0 ? palette.without.today : row.monthly ? palette.text : palette.dim;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color };
  const x = row.dte === null ? COLUMN.left : COLUMN.date;
  const name = cut(context, rowName(row), { width: COLUMN.barsLeft - 8 - x, style });
  write(context, name, { style, at: { x, y, baseline: "middle" } });
  if (row.dte === null) return;
  const days = row.dte === 0 ? "today" : count(row.dte);
  const plain: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: row.dte === 0 ? color : palette.dim };
  write(context, days, { style: plain, at: { x: COLUMN.dteRight, y, align: "right", baseline: "middle" } });
}

const thicknessOf = (pitch: number) => Math.min(THICKEST_BAR, Math.round(pitch * 0.6));

/** The bar, and its amount on the other side of the axis, where there is always room. */
function drawNet(context: DrawingContext, scene: TermScene, { row, middle }: Place): void {
  const { palette, pitch, scale, denomination } = scene;
  const { netGex } = row;
  const thickness = thicknessOf(pitch);
  const tip = Math.round(AXIS_X + netGex * scale);
  const side = netGex > 0 ? palette.positive : palette.negative;
  const top = Math.round(middle - thickness / 2);
  const box = { left: Math.min(AXIS_X, tip), right: Math.max(AXIS_X, tip), top, bottom: top + thickness };
  // A sum of many dates is no bar like the others.
  if (tip !== AXIS_X) fillBox(context, box, row.dte === null ? fade(side.bar, 0.45) : side.bar);
  const longest = (COLUMN.barsRight - COLUMN.barsLeft) / 2;
  const nothing = netGex !== 0 && Math.abs(netGex) * scale < longest * NEARLY_NOTHING;
  const words = nothing ? "~$0" : money(netGex, { denomination });
  const color = netGex === 0 || nothing ? palette.dim : side.words;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color };
  const [x, align] = netGex < 0 ? ([AXIS_X + 10, "left"] as const) : ([AXIS_X - 10, "right"] as const);
  write(context, words, { style, at: { x, y: middle + 1, align, baseline: "middle" } });
}

/** What is gone before this date, faint, and what rolls off on it, solid: the solid parts join up to all of it. */
function drawShare(context: DrawingContext, { palette, pitch }: TermScene, { row, middle }: Place): void {
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const y = middle + 1;
  const at = (x: number) => ({ x, y, align: "right", baseline: "middle" }) as const;
  write(context, share(row.share), { style, at: at(COLUMN.shareRight) });
  write(context, share(row.gone), { style: { ...style, weight: 700, color: palette.text }, at: at(COLUMN.goneRight) });
  if (row.share === null || row.gone === null) return;
  const x = (part: number) => Math.round(COLUMN.waterLeft + part * (COLUMN.waterRight - COLUMN.waterLeft));
  const top = Math.round(middle - thicknessOf(pitch) / 2);
  const box = { top, bottom: top + thicknessOf(pitch) };
  const [before, after] = [x(row.gone - row.share), x(row.gone)];
  fillBox(context, { ...box, left: COLUMN.waterLeft, right: before }, fade(palette.profile, 0.22));
  fillBox(context, { ...box, left: Math.min(before, after - 2), right: after }, palette.profile);
}

function drawValues(context: DrawingContext, { palette }: TermScene, { row, middle }: Place): void {
  // A sum of expiries has no volatility and no pain of its own.
  if (row.dte === null) return;
  const { atmIv, maxPain } = row;
  // Half points of an index of ten thousands are no news, and have no room.
  const pain = maxPain !== null && maxPain >= 10_000 ? Math.round(maxPain) : maxPain;
  const values = [
    [COLUMN.ivRight, percentSize(atmIv === null ? null : atmIv * 100)],
    [COLUMN.right, strike(pain)],
  ] as const;
  for (const [x, words] of values) {
    const style: TextStyle = {
      size: SMALLEST_TEXT,
      weight: 500,
      color: words === MISSING ? palette.axis : palette.dim,
    };
    write(context, words, { style, at: { x, y: middle + 1, align: "right", baseline: "middle" } });
  }
}
