import type { Brief } from "../../engine/brief.ts";
import type { Cell } from "../../engine/regime.ts";
import { CELLS, isHighVrp } from "../cells.ts";
import { count, distance, money, percent, percentSize, price, strike } from "../format.ts";
import { advShare, zScore } from "../universe/tableWords.ts";
import { wallSide } from "../words.ts";
import { writeWithin } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import { crisp, fillBox, polyline, roundedBox } from "./shapes.ts";
import { cut, flow, type TextStyle, write } from "./text.ts";
import { fade, type Palette, SMALLEST_TEXT } from "./theme.ts";
import { TABLE, type TableRow, type UniverseScene } from "./universeScene.ts";

/** Where the columns end; all but the first are set flush right. */
const COLUMNS = {
  names: 96,
  spot: 446,
  flip: 584,
  callWall: 744,
  putWall: 900,
  net: PAGE.width - PAGE.margin,
} as const;
const COLUMN_WIDTH = 124;
const HEADINGS = { flip: "FLIP", callWall: "CALL WALL", putWall: "PUT WALL", net: "NET GEX" } as const;
const [FIRST, SECOND, THIRD] = [40, 72, 104];

const small = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 500, color });

/** The symbols by cell, each group under its name and the names of the columns, then those without numbers. */
export function drawUniverseTable(context: DrawingContext, scene: UniverseScene): void {
  const { palette, groups, gaps } = scene;
  for (const { cell, top, rows } of groups) {
    drawGroupTitle(context, { cell, top, palette });
    for (const row of rows) drawRow(context, row, palette);
  }
  if (gaps.rows.length === 0 && groups.length > 0) return;
  const title: TextStyle = { size: 28, weight: 800, color: palette.dim };
  const words = gaps.rows.length === 0 ? "No symbols" : "No numbers";
  write(context, words, { style: title, at: { x: PAGE.margin, y: gaps.top + 40 } });
  for (const [index, { missing, why }] of gaps.rows.entries()) {
    const y = gaps.top + TABLE.groupHeight + index * TABLE.gapHeight + 34;
    const name: TextStyle = { size: 32, weight: 800, color: palette.text };
    writeWithin(context, missing, { style: name, at: { x: PAGE.margin, y }, width: 180 });
    const width = COLUMNS.net - 220;
    writeWithin(context, `n/a: ${why}`, { style: { ...small(palette.dim), size: 26 }, at: { x: 220, y }, width });
  }
}

/** Gamma of the cells, in the fewest letters. */
const SIGNS: Readonly<Record<Cell, string>> = { A: "γ+", B: "γ−", C: "γ+", D: "γ− or no sign" };

function drawGroupTitle(
  context: DrawingContext,
  { cell, top, palette }: { cell: Cell; top: number; palette: Palette },
): void {
  const y = top + 40;
  const style: TextStyle = { size: 28, weight: 800, color: palette.text };
  const words = `${cell} · ${CELLS[cell].name}`;
  const width = COLUMNS.flip - COLUMN_WIDTH / 2 - PAGE.margin;
  const taken = writeWithin(context, words, { style, at: { x: PAGE.margin, y }, width });
  const left = PAGE.margin + taken + 14;
  const when = small(palette.dim);
  const room = { width: COLUMNS.flip - COLUMN_WIDTH / 2 - left, style: when };
  write(context, cut(context, SIGNS[cell], room), { style: when, at: { x: left, y } });
  for (const [column, heading] of Object.entries(HEADINGS))
    write(context, heading, {
      style: { size: SMALLEST_TEXT, weight: 700, color: palette.dim },
      at: { x: COLUMNS[column as keyof typeof HEADINGS], y, align: "right" },
    });
}

/** Two lines: what is, and below each number what it rests on. */
function drawRow(context: DrawingContext, { row, changed, notes, box }: TableRow, palette: Palette): void {
  const { top } = box;
  const rule = crisp(top);
  polyline(context, [[box.left, rule], [box.right, rule]], { color: palette.grid, width: 1 }); // prettier-ignore
  drawCellPill(context, row, { top: top + 15, palette });
  const { symbol, spot, changePct, flip, callWall, putWall, netGex } = row;
  const name: TextStyle = { size: 36, weight: 800, color: palette.text };
  writeWithin(context, symbol, { style: name, at: { x: COLUMNS.names, y: top + FIRST }, width: 180 });
  drawConfidence(context, row, { y: top + SECOND, palette });
  const put = (
    column: keyof typeof COLUMNS,
    lines: readonly [string, string],
    colors: readonly [string, string],
    width = COLUMN_WIDTH,
  ) => {
    const first: TextStyle = { size: 28, weight: 700, color: colors[0] };
    writeWithin(context, lines[0], { style: first, at: { x: COLUMNS[column], y: top + FIRST, align: "right" }, width });
    writeWithin(context, lines[1], { style: small(colors[1]), at: { x: COLUMNS[column], y: top + SECOND, align: "right" }, width }); // prettier-ignore
  };
  const ofSign = (value: number | null) =>
    value === null || value === 0 ? palette.dim : (value > 0 ? palette.positive : palette.negative).words;
  put("spot", [price(spot), changePct === null ? "n/a" : percent(changePct)], [palette.spot, ofSign(changePct)], 160);
  const noFlip = row.flipMissing === "no_gamma" ? "no gamma" : "one-sided";
  if (flip === null) put("flip", ["none", noFlip], [palette.dim, palette.dim]);
  else put("flip", [distance(flip, spot), flip < 1000 ? price(flip) : count(flip)], [palette.marks.flip, palette.dim]);
  for (const [kind, wall] of [["call", callWall] as const, ["put", putWall] as const]) {
    const column = `${kind}Wall` as const;
    if (wall === null) put(column, ["none", `no ${kind} γ`], [palette.dim, palette.dim]);
    else {
      const color = wallSide(kind, wall, spot) === "right" ? palette.marks[column] : palette.dim;
      put(column, [distance(wall, spot), wall < 10_000 ? strike(wall) : count(wall)], [color, palette.dim]);
    }
  }
  const ofVolume = advShare(row);
  put("net", [money(netGex), ofVolume === null ? "ADV n/a" : `${percentSize(ofVolume)} ADV`], [ofSign(netGex), palette.dim], 148); // prettier-ignore
  drawNotes(context, { changed, notes, top, palette });
}

/** Filled where the volatility premium is high, an outline where it is not or nobody knows. */
export function drawCellPill(
  context: DrawingContext,
  row: Pick<Brief, "cell" | "regime">,
  { top, palette }: { top: number; palette: Palette },
): void {
  const { gamma } = row.regime;
  const color = { positive: palette.positive.bar, negative: palette.negative.bar, undetermined: palette.dim }[gamma];
  const box = { left: PAGE.margin, right: PAGE.margin + 56, top, bottom: top + 56 };
  context.fillStyle = isHighVrp(row) ? color : fade(color, 0.16);
  roundedBox(context, box, 10);
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 3;
  context.stroke();
  const style: TextStyle = { size: 34, weight: 800, color: isHighVrp(row) ? palette.background : palette.text };
  write(context, row.cell, { style, at: { x: box.left + 28, y: top + 30, align: "center", baseline: "middle" } });
}

const STEPS = { low: 1, moderate: 2, high: 3 } as const;

/** The confidence, then its word; where there is a z-score it takes the word's place. */
function drawConfidence(context: DrawingContext, row: Brief, { y, palette }: { y: number; palette: Palette }): void {
  const { gamma, confidence } = row.regime;
  drawSteps(context, row, { left: COLUMNS.names, y, palette });
  const word = gamma === "undetermined" ? "no γ sign" : confidence;
  const words = row.vrpZ === null ? word : `VRP z ${zScore(row.vrpZ)}`;
  const left = COLUMNS.names + STEPS_WIDTH;
  const style = small(palette.text);
  write(context, cut(context, words, { width: 186, style }), { style, at: { x: left, y } });
}

/** How far the words beside them begin. */
export const STEPS_WIDTH = 68;

/** Three steps, as many filled as the confidence has. */
export function drawSteps(
  context: DrawingContext,
  { regime: { gamma, confidence } }: Pick<Brief, "regime">,
  { left: start, y, palette }: { left: number; y: number; palette: Palette },
): void {
  const color = { positive: palette.positive.bar, negative: palette.negative.bar, undetermined: palette.dim }[gamma];
  const filled = gamma === "undetermined" ? 0 : STEPS[confidence];
  for (let step = 0; step < 3; step += 1) {
    const left = start + step * 20;
    fillBox(context, { left, right: left + 16, top: y - 16, bottom: y - 2 }, step < filled ? color : palette.grid);
  }
}

/** What changed stands out; the rest is dim. What does not fit is counted, and stands in the text of the post. */
function drawNotes(
  context: DrawingContext,
  { changed, notes, top, palette }: Pick<TableRow, "changed" | "notes"> & { top: number; palette: Palette },
): void {
  let x: number = COLUMNS.names;
  for (const [words, color] of [[changed, palette.warning] as const, [notes, palette.dim] as const]) {
    const style: TextStyle = { ...small(color), weight: 700 };
    const [line] = flow(context, words, { width: COLUMNS.net - x - 60, style });
    if (line === undefined || COLUMNS.net - x < 200) continue;
    const more = words.length - line.split(" · ").length;
    x += write(context, more > 0 ? `${line} +${more}` : line, { style, at: { x, y: top + THIRD } }) + 18;
  }
}
