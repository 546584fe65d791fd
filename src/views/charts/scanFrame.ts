import { passesGate } from "../../engine/plan/scan.ts";
import { CELL_ORDER } from "../cells.ts";
import { monthDay } from "../format.ts";
import { closesTokens } from "../trade/scanWords.ts";
import { sourceTokens } from "../universe/words.ts";
import { writeWithin } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import type { ScanScene } from "./scanScene.ts";
import { flow, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";
import { drawSamplePill, drawTableFooter } from "./universeFrame.ts";

const RIGHT = PAGE.width - PAGE.margin;
const WIDTH = RIGHT - PAGE.margin;

/** Title and time, how many pass the gate, and how many symbols stand in each cell. */
export function drawScanHeader(context: DrawingContext, scene: ScanScene): void {
  const { rows, name, slot, palette, sample, madeUp } = scene;
  const slotStyle: TextStyle = { size: 28, weight: 700, color: palette.text };
  const slotAt = { x: RIGHT, y: 68, align: "right" } as const;
  let free = RIGHT - writeWithin(context, slot, { style: slotStyle, at: slotAt, width: 300 }) - 20;
  if (sample || madeUp) free = drawSamplePill(context, scene, free, sample ? "SAMPLE" : "SAMPLE HISTORY") - 20;
  const titleStyle: TextStyle = { size: 50, weight: 800, color: palette.text };
  const width = free - PAGE.margin;
  writeWithin(context, `Scan · ${name}`, { style: titleStyle, at: { x: PAGE.margin, y: 72 }, width });
  const passing = rows.filter(passesGate).length;
  const style: TextStyle = { size: 28, weight: 700, color: passing > 0 ? palette.text : palette.dim };
  const found = rows.length === 0 ? "no numbers" : `${passing} of ${rows.length} ${passing === 1 ? "passes" : "pass"}`;
  const gate = `Gate: z of 1 or more and VRP20 above 2 points: ${found}`;
  writeWithin(context, gate, { style, at: { x: PAGE.margin, y: 120 }, width: WIDTH });
  const meta: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const [line = ""] = flow(context, countTokens(scene), { width: WIDTH, style: meta });
  write(context, line, { style: meta, at: { x: PAGE.margin, y: 162 } });
}

function countTokens({ rows, gaps, pending }: ScanScene): string[] {
  const inCell = CELL_ORDER.map((cell) => ({ cell, count: rows.filter((row) => row.cell === cell).length }));
  return [
    ...inCell.filter(({ count }) => count > 0).map(({ cell, count }) => `${count} in ${cell}`),
    ...(gaps.length > 0 ? [`${gaps.length} without numbers`] : []),
    ...(pending.length > 0 ? [`${pending.length} on their way`] : []),
    ...(rows.length > 0 ? ["bars: confidence of the regime"] : []),
  ];
}

/** Where the numbers come from and what they assume, and the command that shows them again. */
export function drawScanFooter(context: DrawingContext, scene: ScanScene): void {
  drawTableFooter(context, scene, assumptions(scene));
}

function assumptions({ rows, madeUp, sample }: ScanScene): string[] {
  const days = rows.flatMap(({ zScore: { index, asOf, z } }) => (index === null || asOf === null || z === null ? [] : [asOf])); // prettier-ignore
  return [
    ...(rows.length > 0 ? sourceTokens(rows) : []),
    ...closesTokens(rows),
    ...(days.length > 0 ? [`z of an index: its close of ${[...new Set(days)].sort().map(monthDay).join(", ")}`] : []),
    ...(sample && madeUp ? ["SAMPLE HISTORY"] : []),
    "VRP20 in vol points",
    "NET: net harvest of 100",
    "gate and scores are ours, not back-tested",
    "Model: dealers long customer-sold calls, short customer-bought puts",
  ];
}
