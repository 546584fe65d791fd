import { CELL_ORDER } from "../cells.ts";
import { newYorkTime } from "../format.ts";
import { changeCounts } from "../universe/changeWords.ts";
import { sourceTokens } from "../universe/words.ts";
import type { DrawingContext } from "./chart.ts";
import { writeWithin } from "./card.ts";
import { PAGE } from "./page.ts";
import { crisp, polyline, roundedBox } from "./shapes.ts";
import { cut, flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";
import type { UniverseScene } from "./universeScene.ts";

const RIGHT = PAGE.width - PAGE.margin;
const WIDTH = RIGHT - PAGE.margin;

/** Title and slot, what changed, and how many symbols stand in each cell. */
export function drawUniverseHeader(context: DrawingContext, scene: UniverseScene): void {
  const { title, slot, palette, sample, before } = scene;
  const slotStyle: TextStyle = { size: 28, weight: 700, color: palette.text };
  const slotAt = { x: RIGHT, y: 68, align: "right" } as const;
  let free = RIGHT - writeWithin(context, slot, { style: slotStyle, at: slotAt, width: 360 }) - 20;
  if (sample) free = drawSamplePill(context, scene, free) - 20;
  const titleStyle: TextStyle = { size: 50, weight: 800, color: palette.text };
  writeWithin(context, title, { style: titleStyle, at: { x: PAGE.margin, y: 72 }, width: free - PAGE.margin });
  const counts = changeCounts(scene.changes);
  const style: TextStyle = { size: 28, weight: 700, color: counts.length > 0 ? palette.warning : palette.dim };
  const since = before === null ? [] : [`since ${newYorkTime(before.at)}`];
  const changed = before === null ? ["First post: nothing to compare with yet"] : counts.length > 0 ? counts : ["Nothing moved"]; // prettier-ignore
  const room = { width: WIDTH, style };
  const kept = flow(context, changed, { ...room, width: WIDTH - measure(context, ` · ${since[0] ?? ""}`, style) })[0]!;
  write(context, cut(context, [kept, ...since].join(" · "), room), { style, at: { x: PAGE.margin, y: 120 } });
  const meta: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  write(context, flow(context, countTokens(scene), { width: WIDTH, style: meta })[0]!, { style: meta, at: { x: PAGE.margin, y: 162 } }); // prettier-ignore
}

/** A filled pill that ends at `right`; returns its left edge. @param words default: that the data are made up */
export function drawSamplePill(
  context: DrawingContext,
  { palette }: Pick<UniverseScene, "palette">,
  right: number,
  words = "SAMPLE",
): number {
  const style: TextStyle = { size: 26, weight: 800, color: palette.background };
  const left = Math.round(right - measure(context, words, style) - 30);
  context.fillStyle = palette.sample;
  roundedBox(context, { left, right, top: 32, bottom: 84 }, 12);
  context.fill();
  write(context, words, { style, at: { x: (left + right) / 2, y: 59, align: "center", baseline: "middle" } });
  return left;
}

function countTokens({ rows, briefs, gaps }: UniverseScene): string[] {
  const inCell = CELL_ORDER.map((cell) => ({ cell, count: briefs.filter((row) => row.cell === cell).length }));
  return [
    `${rows.length} ${rows.length === 1 ? "symbol" : "symbols"}`,
    ...inCell.filter(({ count }) => count > 0).map(({ cell, count }) => `${count} in ${cell}`),
    ...(gaps.rows.length > 0 ? [`${gaps.rows.length} without numbers`] : []),
    ...(briefs.length > 0 ? ["bars: confidence of the regime"] : []),
  ];
}

const LINE_HEIGHT = 34;
const MOST_LINES = 4;

/** Where the numbers come from and what they assume, and the command that shows them again. */
export function drawUniverseFooter(context: DrawingContext, scene: UniverseScene): void {
  drawTableFooter(context, scene, caveats(scene));
}

/** What a table rests on, in up to four lines, and below them its command. */
export function drawTableFooter(
  context: DrawingContext,
  { palette, command, footerTop: top }: Pick<UniverseScene, "palette" | "command" | "footerTop">,
  tokens: readonly string[],
): void {
  const rule = crisp(top);
  polyline(context, [[PAGE.margin, rule], [RIGHT, rule]], { color: palette.grid, width: 1 }); // prettier-ignore
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const lines = flow(context, tokens, { width: WIDTH, style }).slice(0, MOST_LINES);
  for (const [index, line] of lines.entries())
    write(context, line, { style, at: { x: PAGE.margin, y: top + 38 + index * LINE_HEIGHT } });
  const y = top + 38 + MOST_LINES * LINE_HEIGHT;
  const closing = write(context, "not advice", { style, at: { x: RIGHT, y, align: "right" } });
  const commandStyle: TextStyle = { ...style, weight: 700, color: palette.text };
  const room = { width: WIDTH - closing - 24, style: commandStyle };
  write(context, cut(context, command, room), { style: commandStyle, at: { x: PAGE.margin, y } });
}

function caveats({ briefs }: UniverseScene): string[] {
  return [
    ...(briefs.length > 0 ? sourceTokens(briefs) : []),
    "net GEX $ per 1 % move",
    "ADV: average dollar volume",
    "Model: dealers long customer-sold calls, short customer-bought puts",
  ];
}
