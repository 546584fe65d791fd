import { strike } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import type { HeatScene, StrikeRow } from "./heatScene.ts";
import { PAGE } from "./page.ts";
import { measure, type TextStyle } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

export const CHIP_PADDING = 7;
const SPACE = 10;

/** Where the columns of pixels lie: strikes on the left, cells, totals on the right. */
export interface HeatGrid {
  /** Right edge of the words of the strikes. */
  readonly strikesRight: number;
  readonly left: number;
  readonly right: number;
  readonly columnWidth: number;
  /** What the left edge marks a strike with. */
  readonly chips: readonly WallChip[];
}

/** A wall among the strikes shown. */
export interface WallChip {
  readonly strike: number;
  readonly words: "CALL" | "PUT" | "WALLS";
  readonly kind: "callWall" | "putWall";
  /** False on the wrong side of spot: named there, in no colour that promises to hold price. */
  readonly bounds: boolean;
}

export const strikeStyle = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 700, color });

/** The cells get what the words at both edges leave. */
export function heatGrid(context: DrawingContext, scene: HeatScene): HeatGrid {
  const widest = (words: readonly string[]) =>
    Math.ceil(Math.max(0, ...words.map((one) => measure(context, one, strikeStyle("")))));
  const rows = scene.rows.flatMap((row) => (row.kind === "strike" ? [row] : []));
  const chips = wallChips(scene, rows);
  const chipWidth = chips.length === 0 ? 0 : widest(chips.map(({ words }) => words)) + 2 * CHIP_PADDING + SPACE;
  const strikesRight =
    PAGE.margin + Math.max(widest(["all strikes"]), chipWidth + widest(rows.map(({ price }) => strike(price))));
  const totals = widest(["all exp.", ...rows.map(({ total }) => total.words)]);
  const left = strikesRight + SPACE;
  const right = PAGE.width - PAGE.margin - totals - SPACE;
  return { strikesRight, left, right, columnWidth: (right - left) / scene.columns.length, chips };
}

function wallChips({ reading }: HeatScene, rows: readonly StrikeRow[]): WallChip[] {
  const { levels, spot } = reading.snapshot;
  const { callWall, putWall } = levels;
  const shown = (strike: number | undefined) => rows.some(({ price }) => price === strike);
  if (callWall && callWall.strike === putWall?.strike) {
    const kind = callWall.strike >= spot ? "callWall" : "putWall";
    return shown(callWall.strike) ? [{ strike: callWall.strike, words: "WALLS", kind, bounds: true }] : [];
  }
  const call = { words: "CALL", kind: "callWall", bounds: (callWall?.strike ?? spot) >= spot } as const;
  const put = { words: "PUT", kind: "putWall", bounds: (putWall?.strike ?? spot) <= spot } as const;
  return [
    ...(callWall && shown(callWall.strike) ? [{ ...call, strike: callWall.strike }] : []),
    ...(putWall && shown(putWall.strike) ? [{ ...put, strike: putWall.strike }] : []),
  ];
}
