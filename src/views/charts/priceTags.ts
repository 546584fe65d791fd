import { distance } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE, type Page } from "./page.ts";
import { type Box, drawSign, polyline, roundedBox } from "./shapes.ts";
import { placeTags } from "./tags.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const EDGE = 6;
const PADDING = 12;
const SWATCH = 44;
const BEYOND_WIDTH = 26;
const GAP = 8;
const LEADER_STEP = 8;
const SEPARATOR = " · ";

/** A level on a horizontal price axis: a name over its price and distance from spot. */
export interface PriceTag {
  readonly price: number;
  /** Its column; at the edge of the panel when the price lies beyond it. */
  readonly x: number;
  readonly beyond: "left" | "right" | null;
  readonly color: string;
  /** Names of levels that share the price, each in its colour. */
  readonly names: readonly { readonly text: string; readonly color: string }[];
  /** The dashes of the curve the level belongs to; null for a level without a curve. */
  readonly dash: readonly number[] | null;
  readonly value: string;
  /** Fainter: named, but no bound of price. */
  readonly faint: boolean;
}

/** Tags side by side in a lane, each joined to its column at the edge of the panel; `tags` ascend by price. */
export function drawTagLane(
  context: DrawingContext,
  page: Page,
  { tags, lane, edge }: { tags: readonly PriceTag[]; lane: { top: number; bottom: number }; edge: number },
): void {
  const { spot } = page.reading.snapshot;
  const wide = tags.map((tag) => ({ tag, away: distance(tag.price, spot), width: widthOf(context, tag, spot) }));
  const lefts = placeTags(
    wide.map(({ tag, width }) => ({ y: tag.x, height: width })),
    { top: PAGE.margin, bottom: PAGE.width - PAGE.margin, gap: GAP },
  );
  const boxes = wide.map(({ width }, index) => {
    const left = lefts[index] ?? PAGE.margin;
    return { left, right: left + width, ...lane };
  });
  const ends = wide.map(({ tag }, index) => endOf(tag, boxes[index] ?? { left: tag.x, right: tag.x }));
  const turns = tags.map(({ x, beyond }, index) => (beyond === null ? Math.sign(x - (ends[index] ?? x)) : 0));
  for (const [index, { tag, away }] of wide.entries()) {
    const box = boxes[index];
    if (!box) continue;
    const others = turns[index] === 1 ? turns.slice(index + 1) : turns.slice(0, index);
    const step = others.filter((turn) => turn !== 0 && turn === turns[index]).length;
    if (tag.beyond === null) drawLeader(context, tag, { box, edge, end: ends[index] ?? tag.x, step });
    drawTag(context, page, { tag, away, box });
  }
}

/** Where the leader of a tag leaves it: at its column, or as near as the tag reaches. */
function endOf({ x }: PriceTag, { left, right }: Pick<Box, "left" | "right">): number {
  return Math.min(Math.max(x, left + 12), right - 12);
}

const nameStyle = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 700, color });
const VALUE: Omit<TextStyle, "color"> = { size: 30, weight: 800 };
const AWAY: Omit<TextStyle, "color"> = { size: SMALLEST_TEXT, weight: 500 };

function widthOf(context: DrawingContext, { names, dash, value, price, beyond }: PriceTag, spot: number): number {
  const joined = names.map(({ text }) => text).join(SEPARATOR);
  const named = (dash ? SWATCH : 0) + measure(context, joined, nameStyle(""));
  const away = measure(context, distance(price, spot), { ...AWAY, color: "" });
  const values = measure(context, value, { ...VALUE, color: "" }) + 10 + away + (beyond ? BEYOND_WIDTH : 0);
  return Math.ceil(EDGE + 2 * PADDING + Math.max(named, values));
}

/** Down and across. Of leaders that run the same way, the ones that run farther keep farther from the tags: none cross. */
function drawLeader(
  context: DrawingContext,
  { x, color }: PriceTag,
  { box, edge, end, step }: { box: Box; edge: number; end: number; step: number },
): void {
  const away = 6 + step * LEADER_STEP;
  const [start, turn] = box.bottom <= edge ? [box.bottom, box.bottom + away] : [box.top, box.top - away];
  const path = [
    [x, edge],
    [x, turn],
    [end, turn],
    [end, start],
  ] as const;
  polyline(context, path, { color, width: 2 });
}

function drawTag(
  context: DrawingContext,
  { palette }: Page,
  { tag, away, box }: { tag: PriceTag; away: string; box: Box },
): void {
  const { color, dash, beyond, faint } = tag;
  context.fillStyle = fade(color, faint ? 0.07 : 0.16);
  roundedBox(context, box, 8);
  context.fill();
  context.fillStyle = color;
  roundedBox(context, { ...box, right: box.left + EDGE }, 3);
  context.fill();
  const left = box.left + EDGE + PADDING;
  const baseline = box.top + 30;
  if (dash) polyline(context, [[left, baseline - 9], [left + SWATCH - 10, baseline - 9]], { color, width: 4, dash }); // prettier-ignore
  let x = left + (dash ? SWATCH : 0);
  for (const [index, { text, color: ink }] of tag.names.entries()) {
    if (index > 0) x += write(context, SEPARATOR, { style: nameStyle(palette.dim), at: { x, y: baseline } });
    x += write(context, text, { style: nameStyle(ink), at: { x, y: baseline } });
  }
  const y = box.top + 64;
  const end = left + write(context, tag.value, { style: { ...VALUE, color: palette.text }, at: { x: left, y } });
  write(context, away, { style: { ...AWAY, color: palette.dim }, at: { x: end + 10, y } });
  if (beyond) drawSign(context, beyond, { x: box.right - 18, y: y - 9, radius: 9, color });
}
