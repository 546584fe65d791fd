import { scaleLinear } from "d3-scale";
import { MISSING, points } from "../format.ts";
import { drawCard } from "./card.ts";
import type { DrawingContext } from "./chart.ts";
import { type Box, polyline } from "./shapes.ts";
import { cut, fitted, type TextStyle, write } from "./text.ts";
import { type Palette, SMALLEST_TEXT } from "./theme.ts";

/** One place where implied and realised volatility are compared, both in vol points; null: nobody quotes or measured it. */
export interface VolNode {
  /** "30 d", "25Δ put" */
  readonly label: string;
  readonly iv: number | null;
  readonly rv: number | null;
  readonly vrp: number | null;
}

export interface NodePanel {
  readonly title: string;
  readonly nodes: readonly VolNode[];
}

const TITLE_HEIGHT = 56;
const LABEL_HEIGHT = 40;
const ROW_HEIGHT = 34;
const ROW_NAMES_WIDTH = 92;
const PADDING = 20;

/** Height of the panel without its plot, in pixels. */
export const NODE_TABLE_HEIGHT = TITLE_HEIGHT + LABEL_HEIGHT + 3 * ROW_HEIGHT + 10;

/** Implied against realised volatility as two lines, and below each point the two numbers and their difference. */
export function drawNodes(
  context: DrawingContext,
  box: Box,
  { panel: { title, nodes }, palette }: { panel: NodePanel; palette: Palette },
): void {
  drawCard(context, box, { palette });
  const heading: TextStyle = { size: 26, weight: 800, color: palette.text };
  const words = cut(context, title, { width: box.right - box.left - 2 * PADDING, style: heading });
  write(context, words, { style: heading, at: { x: box.left + PADDING, y: box.top + 38 } });
  const left = box.left + ROW_NAMES_WIDTH;
  const pitch = (box.right - 8 - left) / nodes.length;
  const x = (index: number) => Math.round(left + (index + 0.5) * pitch);
  const plot = { left, right: box.right - 8, top: box.top + TITLE_HEIGHT, bottom: box.bottom - (NODE_TABLE_HEIGHT - TITLE_HEIGHT) }; // prettier-ignore
  drawLines(context, plot, { nodes, palette, x });
  drawTable(context, { left: box.left + PADDING, top: plot.bottom, width: pitch - 8 }, { nodes, palette, x });
}

interface Nodes {
  readonly nodes: readonly VolNode[];
  readonly palette: Palette;
  readonly x: (index: number) => number;
}

/** The strokes that tell implied from realised without their colours: full with dots, dashed with rings. */
function drawLines(context: DrawingContext, { left, right, top, bottom }: Box, { nodes, palette, x }: Nodes): void {
  const known = nodes.flatMap(({ iv, rv }) => [iv, rv]).filter((value) => value !== null);
  if (known.length === 0) {
    const style: TextStyle = { size: 28, weight: 700, color: palette.dim };
    const at = { x: (left + right) / 2, y: (top + bottom) / 2, align: "center", baseline: "middle" } as const;
    write(context, "nothing to compare", { style, at });
    return;
  }
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = Math.max(0.5, (high - low) * 0.15);
  const y = scaleLinear([low - air, high + air], [bottom - 14, top + 10]);
  for (const [key, color, dash] of [
    ["rv", palette.without.today, [10, 7]] as const,
    ["iv", palette.profile, []] as const,
  ]) {
    const at = (index: number): readonly [number, number] | null => {
      const value = nodes[index]?.[key] ?? null;
      return value === null ? null : [x(index), Math.round(y(value))];
    };
    for (const [index] of nodes.entries()) {
      const [here, next] = [at(index), at(index + 1)];
      if (here && next) polyline(context, [here, next], { color, width: 4, dash });
    }
    for (const [index] of nodes.entries()) {
      const here = at(index);
      if (here) drawDot(context, here, { color, ground: palette.surface, filled: key === "iv" });
    }
  }
}

function drawDot(
  context: DrawingContext,
  [x, y]: readonly [number, number],
  { color, ground, filled }: { color: string; ground: string; filled: boolean },
): void {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = filled ? color : ground;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 3;
  context.stroke();
}

function drawTable(
  context: DrawingContext,
  { left, top, width }: { left: number; top: number; width: number },
  { nodes, palette, x }: Nodes,
): void {
  const label: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  for (const [index, node] of nodes.entries())
    write(context, cut(context, node.label, { width, style: label }), { style: label, at: { x: x(index), y: top + 26, align: "center" } }); // prettier-ignore
  const { profile: implied, without, dim } = palette;
  const rows = [
    { name: "IV", ink: implied, value: ({ iv }: VolNode) => points(iv, { signed: false }), color: () => implied },
    { name: "RV", ink: without.today, value: ({ rv }: VolNode) => points(rv, { signed: false }), color: () => without.today }, // prettier-ignore
    { name: "VRP", ink: dim, value: ({ vrp }: VolNode) => points(vrp), color: ({ vrp }: VolNode) => ofSign(vrp, palette) }, // prettier-ignore
  ];
  for (const [row, { name, ink, value, color }] of rows.entries()) {
    const y = top + LABEL_HEIGHT + row * ROW_HEIGHT + 24;
    const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: ink };
    write(context, name, { style, at: { x: left, y } });
    for (const [index, node] of nodes.entries()) {
      const words = value(node);
      const natural: TextStyle = { ...style, size: 26, color: words === MISSING ? dim : color(node) };
      const own = fitted(context, words, { width, style: natural });
      write(context, cut(context, words, { width, style: own }), { style: own, at: { x: x(index), y, align: "center" } }); // prettier-ignore
    }
  }
}

/** The words' colour of a premium: whoever sells is paid for it, or not. */
const ofSign = (value: number | null, palette: Palette): string =>
  value === null || value === 0 ? palette.dim : (value > 0 ? palette.positive : palette.negative).words;
