import { distance, price, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { colorOf, drawLevelLine } from "./levelTags.ts";
import type { MarkGroup } from "./levelMarks.ts";
import { PAGE } from "./page.ts";
import type { Scene } from "./scene.ts";
import { type Box, drawSign, roundedBox, type Sign } from "./shapes.ts";
import { placeTags } from "./tags.ts";
import { fitted, measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const ROW = 27;
/** Price and distance take two rows, however few names there are. */
const FEWEST_ROWS = 2;
const PADDING = 8;
const GAP = 6;
const TAGS_RIGHT = PAGE.width - PAGE.margin;
const SIGN_WIDTH = 25;
const BEYOND_WIDTH = 26;

/** Level lines with tags that are low instead of narrow: names at the left, price and distance from spot beside them. */
export function drawCompactLevels(context: DrawingContext, scene: Scene, { left }: { left: number }): void {
  const { panel, window } = scene;
  const tags = scene.groups.map((group) => {
    const rows = group.marks.reduce((sum, { note }) => sum + (note === null ? 1 : 2), 0);
    const y = Math.min(Math.max(scene.y(group.price), panel.top), panel.bottom);
    return { group, rows, y, height: Math.max(FEWEST_ROWS, rows) * ROW + PADDING };
  });
  const tops = placeTags(tags, { top: panel.top, bottom: panel.bottom, gap: GAP });
  for (const [index, { group, rows, height }] of tags.entries()) {
    const top = tops[index] ?? panel.top;
    const box = { left, right: TAGS_RIGHT, top, bottom: top + height };
    const beyond = group.price > window.high ? "up" : group.price < window.low ? "down" : null;
    if (beyond === null) drawLevelLine(context, scene, { group, box });
    drawGround(context, scene, { group, box });
    const names = drawNames(context, scene, { group, box, rows });
    drawPrice(context, scene, { group, box, beyond, left: names + 8 });
  }
}

function drawGround(context: DrawingContext, scene: Scene, { group, box }: { group: MarkGroup; box: Box }): void {
  const [mark] = group.marks;
  const color = colorOf(scene, mark);
  context.fillStyle = scene.palette.background;
  roundedBox(context, box, 8);
  context.fill();
  context.fillStyle = fade(color, mark.bounds ? 0.16 : 0.06);
  context.fill();
  context.fillStyle = color;
  roundedBox(context, { ...box, right: box.left + 6 }, 3);
  context.fill();
}

/** One name or note to a row; returns where the longest ends. */
function drawNames(
  context: DrawingContext,
  scene: Scene,
  { group, box, rows }: { group: MarkGroup; box: Box; rows: number },
): number {
  const left = box.left + 17;
  let y = (box.top + box.bottom) / 2 - ((rows - 1) * ROW) / 2;
  let end = left;
  for (const mark of group.marks) {
    const color = colorOf(scene, mark);
    const signed = mark.kind === "magnet";
    if (signed) drawSign(context, "diamond", { x: left + 9, y, radius: 11, color });
    for (const [index, words] of [mark.name, ...(mark.note === null ? [] : [mark.note])].entries()) {
      const style: TextStyle = { size: SMALLEST_TEXT, weight: index === 0 ? 700 : 500, color };
      const x = signed && index === 0 ? left + SIGN_WIDTH : left;
      end = Math.max(end, x + write(context, words, { style, at: { x, y: y + 1, baseline: "middle" } }));
      y += ROW;
    }
  }
  return end;
}

function drawPrice(
  context: DrawingContext,
  { palette, reading }: Scene,
  { group, box, beyond, left }: { group: MarkGroup; box: Box; beyond: Sign | null; left: number },
): void {
  const [mark] = group.marks;
  const right = box.right - 8;
  const middle = (box.top + box.bottom) / 2 + 1;
  const words = group.marks.some(({ kind }) => kind === "flip") ? price(group.price) : strike(group.price);
  const style: TextStyle = { size: 28, weight: 800, color: palette.text };
  const value = fitted(context, words, { width: right - left, style });
  write(context, words, { style: value, at: { x: right, y: middle - 14, align: "right", baseline: "middle" } });
  const away: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const text = distance(group.price, reading.snapshot.spot);
  const x = right - (beyond === null ? 0 : BEYOND_WIDTH);
  if (beyond !== null && x - measure(context, text, away) > left) {
    drawSign(context, beyond, { x: right - 9, y: middle + 13, radius: 9, color: palette.marks[mark.kind] });
  }
  write(context, text, { style: away, at: { x, y: middle + 15, align: "right", baseline: "middle" } });
}
