import { passesGate, type ScanRow } from "../../engine/plan/scan.ts";
import type { Cell } from "../../engine/regime.ts";
import { CELLS } from "../cells.ts";
import { count, distance, MISSING, price, strike } from "../format.ts";
import { bestWords, shortBasis, shortGateWords, vrp20Words, warningWords, zWords } from "../trade/scanWords.ts";
import { netHarvestBand } from "../vrpWords.ts";
import { writeWithin } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import { blockLine, type ScanScene } from "./scanScene.ts";
import { crisp, polyline } from "./shapes.ts";
import { cut, flow, measure, type TextStyle, write } from "./text.ts";
import { type Palette, SMALLEST_TEXT } from "./theme.ts";
import { drawCellPill, drawSteps, STEPS_WIDTH } from "./universeTable.ts";

const RIGHT = PAGE.width - PAGE.margin;
/** Where the columns end; all but the first are set flush right. */
const COLUMNS = { names: 96, z: 398, vrp20: 536, flip: 668, support: 800, resistance: 932, net: RIGHT } as const;
type Column = Exclude<keyof typeof COLUMNS, "names">;
const HEADINGS: Readonly<Record<Column, string>> = {
  z: "Z",
  vrp20: "VRP20",
  flip: "FLIP",
  support: "SUPPORT",
  resistance: "RESIST.",
  net: "NET",
};
const COLUMN_WIDTH = 122;
const [FIRST, SECOND, THIRD] = [40, 72, 106];

const small = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 500, color });

/** The symbols by cell, each group under its name and the names of the columns, then those that are no rows. */
export function drawScanTable(context: DrawingContext, { groups, blocks, palette }: ScanScene): void {
  for (const { cell, top, rows } of groups) {
    drawGroupTitle(context, { cell, top, palette });
    for (const { row, top: at } of rows) drawRow(context, row, { top: at, palette });
  }
  for (const block of blocks) {
    const title: TextStyle = { size: 28, weight: 800, color: palette.dim };
    write(context, block.title, { style: title, at: { x: PAGE.margin, y: block.top + 40 } });
    const style: TextStyle = { size: 26, weight: 700, color: palette.text };
    for (const [index, line] of block.lines.entries())
      writeWithin(context, line, { style, at: { x: PAGE.margin, y: blockLine(block, index) }, width: RIGHT - PAGE.margin }); // prettier-ignore
  }
}

function drawGroupTitle(
  context: DrawingContext,
  { cell, top, palette }: { cell: Cell; top: number; palette: Palette },
): void {
  const y = top + 40;
  const style: TextStyle = { size: 28, weight: 800, color: palette.text };
  const width = COLUMNS.z - 40 - PAGE.margin;
  writeWithin(context, `${cell} · ${CELLS[cell].name}`, { style, at: { x: PAGE.margin, y }, width });
  const heading: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.dim };
  for (const [column, words] of Object.entries(HEADINGS) as [Column, string][])
    write(context, words, { style: heading, at: { x: COLUMNS[column], y, align: "right" } });
}

interface At {
  readonly top: number;
  readonly palette: Palette;
}

/** Two lines of what is and what it rests on, and a third of what could be made of it. */
function drawRow(context: DrawingContext, row: ScanRow, { top, palette }: At): void {
  const rule = crisp(top);
  polyline(context, [[PAGE.margin, rule], [RIGHT, rule]], { color: palette.grid, width: 1 }); // prettier-ignore
  drawCellPill(context, row, { top: top + 15, palette });
  const name: TextStyle = { size: 36, weight: 800, color: palette.text };
  writeWithin(context, row.symbol, { style: name, at: { x: COLUMNS.names, y: top + FIRST }, width: 170 });
  drawSteps(context, row, { left: COLUMNS.names, y: top + SECOND, palette });
  const { gamma, confidence, stability } = row.regime;
  const regime = gamma === "undetermined" ? "no γ sign" : stability === "one_sided" ? "one-sided" : confidence;
  const beside = COLUMNS.names + STEPS_WIDTH;
  write(context, regime, { style: small(palette.text), at: { x: beside, y: top + SECOND } });
  drawFigures(context, row, { top, palette });
  drawLastLine(context, row, { top, palette });
}

function drawFigures(context: DrawingContext, row: ScanRow, { top, palette }: At): void {
  const { zScore: score, spot, flip, support, resistance } = row;
  const put = (column: Column, lines: readonly [string, string], colors: readonly [string, string]) => {
    const at = (y: number) => ({ x: COLUMNS[column], y: top + y, align: "right" }) as const;
    const first: TextStyle = { size: 28, weight: 700, color: colors[0] };
    writeWithin(context, lines[0], { style: first, at: at(FIRST), width: COLUMN_WIDTH });
    writeWithin(context, lines[1], { style: small(colors[1]), at: at(SECOND), width: COLUMN_WIDTH });
  };
  const [passes, failsZ] = [passesGate(row), row.failed.includes("z")];
  put("z", [zWords(row), `N=${score.n}`], [failsZ ? palette.dim : palette.text, score.provisional ? palette.warning : palette.dim]); // prettier-ignore
  const enough = row.failed.includes("vrp20") ? palette.dim : palette.text;
  put("vrp20", [vrp20Words(row), shortGateWords(row)], [enough, passes ? palette.text : palette.dim]); // prettier-ignore
  if (passes) drawTick(context, { x: COLUMNS.vrp20 - measure(context, "passes", small("")) - 30, y: top + SECOND - 18, palette }); // prettier-ignore
  const level = (column: "flip" | "support" | "resistance", at: number | null, words: readonly [string, string]) =>
    at === null
      ? put(column, words, [palette.dim, palette.dim])
      : put(column, [distance(at, spot), shortPrice(column, at)], [palette.marks[column], palette.dim]);
  level("flip", flip, ["none", row.flipMissing === "no_gamma" ? "no gamma" : "one-sided"]);
  level("support", support, ["none", "no put γ"]);
  level("resistance", resistance, ["none", "no call γ"]);
  const band = netHarvestBand(row);
  const net = row.netHarvest === null ? MISSING : row.netHarvest.toFixed(0);
  put("net", [net, band ?? "no z"], [band === "go" || band === "reduced" ? palette.text : palette.dim, band === "go" ? palette.text : palette.dim]); // prettier-ignore
}

/** Where a column has no room for the cents. */
function shortPrice(column: "flip" | "support" | "resistance", at: number): string {
  if (at >= 10_000) return count(at);
  return column === "flip" ? (at < 1_000 ? price(at) : count(at)) : strike(at);
}

/** Inter has no glyph for it. */
function drawTick(context: DrawingContext, { x, y, palette }: { x: number; y: number; palette: Palette }): void {
  polyline(context, [[x, y + 10], [x + 7, y + 17], [x + 20, y]], { color: palette.text, width: 4 }); // prettier-ignore
}

/** So much of the last line is kept for whose IV the z is of. */
const BASIS_ROOM = 280;

/** The structure to try first, what to mind, and what the scores rest on. What does not fit stands in the text of the post. */
function drawLastLine(context: DrawingContext, row: ScanRow, { top, palette }: At): void {
  const { harvest, flowRisk, zScore } = row;
  const y = top + THIRD;
  const best: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: row.best === null ? palette.dim : palette.text };
  let x: number = COLUMNS.names;
  x += write(context, cut(context, bestWords(row), { width: 320, style: best }), { style: best, at: { x, y } }) + 24;
  const mind = warningWords(row);
  if (mind.length > 0) {
    const warning: TextStyle = { ...small(palette.warning), weight: 700 };
    const [first = ""] = flow(context, mind, { width: RIGHT - x - BASIS_ROOM - 50, style: warning });
    const more = mind.length - first.split(" · ").length;
    x += write(context, more > 0 ? `${first} +${more}` : first, { style: warning, at: { x, y } }) + 24;
  }
  const facts = [
    `z of ${shortBasis(zScore)}${zScore.provisional ? ", provisional" : ""}`,
    `flow risk ${flowRisk.value.toFixed(0)}`,
    `harvest ${harvest === null ? MISSING : harvest.toFixed(2)}`,
  ];
  const style = small(palette.dim);
  const [line = ""] = flow(context, facts, { width: RIGHT - x, style });
  write(context, line, { style, at: { x, y } });
}
