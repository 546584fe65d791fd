import { distance, price, strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { drawLevelLine } from "./levelTags.ts";
import type { MarkGroup } from "./levelMarks.ts";
import { colorOf, drawGround, placesOf } from "./levelPlaces.ts";
import type { Scene } from "./scene.ts";
import { type Box, drawSign, type Sign } from "./shapes.ts";
import { fitted, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const ROW = 27;
/** Price and distance take two rows, however few names there are. */
const FEWEST_ROWS = 2;
const PADDING = 8;
const GAP = 6;
const SIGN_WIDTH = 25;
const BEYOND_WIDTH = 26;

/** Level lines with tags that are low instead of narrow: names at the left, price and distance from spot beside them. */
export function drawCompactLevels(context: DrawingContext, scene: Scene, { left }: { left: number }): void {
  const tags = scene.groups.map((group) => {
    const rows = group.marks.reduce((sum, { note }) => sum + (note === null ? 1 : 2), 0);
    return { group, rows, height: Math.max(FEWEST_ROWS, rows) * ROW + PADDING };
  });
  const places = placesOf(scene, tags, { left, gap: GAP });
  for (const [index, { box, beyond }] of places.entries()) {
    const { group, rows } = tags[index]!;
    if (beyond === null) drawLevelLine(context, scene, { group, box });
    drawGround(context, scene, { group, box });
    const names = drawNames(context, scene, { group, box, rows });
    drawPrice(context, scene, { group, box, beyond, left: names + 8 });
  }
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
