import { denominationOf } from "../format.ts";
import { gammaStates, isKnown } from "./gammaStates.ts";
import { type ExposureChartInput, type Page, PAGE, pageOf } from "./page.ts";
import { netGex } from "./scene.ts";
import { STATE_TABLE_HEIGHT } from "./stateTable.ts";
import { type TermRow, termRows } from "./termRows.ts";

/** Columns of the table of expiries, in pixels. */
export const COLUMN = {
  left: PAGE.margin,
  sign: 36,
  date: 54,
  dteRight: 276,
  barsLeft: 292,
  barsRight: 560,
  shareRight: 644,
  waterLeft: 658,
  waterRight: 752,
  goneRight: 836,
  ivRight: 936,
  right: PAGE.width - PAGE.margin,
} as const;

const HEAD_HEIGHT = 42;
const LINE = 40;
const SMALLEST_PITCH = 40;
const LARGEST_PITCH = 116;
const MOST_ROWS = 16;

export interface TermScene extends Page {
  readonly states: ReturnType<typeof gammaStates>;
  readonly rows: readonly TermRow[];
  readonly top: number;
  readonly pitch: number;
  /** Baselines of the lines under the rows, and the top of the table of states. */
  readonly gone: number;
  readonly interest: number;
  readonly table: number;
  /** Pixels per dollar. */
  readonly scale: number;
}

/** Everything the drawing functions of the term structure share. */
export function termSceneOf(input: ExposureChartInput): TermScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const states = gammaStates(snapshot);
  const table = page.body.bottom - STATE_TABLE_HEIGHT;
  const interest = table - 14;
  const gone = interest - LINE;
  const top = page.body.top + HEAD_HEIGHT;
  const room = gone - 36 - top;
  const rows = termRows(snapshot.expiries, { most: Math.min(MOST_ROWS, Math.floor(room / SMALLEST_PITCH)) });
  const peak = Math.max(...rows.map((row) => Math.abs(row.netGex)), 0);
  const denomination = denominationOf([
    ...rows.map((row) => row.netGex),
    ...states.filter(isKnown).map((state) => state.netGex),
  ]);
  return {
    ...page,
    headline: netGex(input.reading, denomination),
    denomination,
    states,
    rows,
    top,
    pitch: Math.min(LARGEST_PITCH, Math.floor(room / Math.max(1, rows.length))),
    gone,
    interest,
    table,
    scale: (COLUMN.barsRight - COLUMN.barsLeft) / 2 / (peak || 1),
  };
}
