import { sortScan, type ScanRow } from "../../engine/plan/scan.ts";
import type { Cell } from "../../engine/regime.ts";
import { CELLS, CELL_ORDER } from "../cells.ts";
import { isSampleScan } from "../trade/scanCaveats.ts";
import type { Scanned } from "../trade/scanInput.ts";
import { namedOnly } from "../trade/scanWords.ts";
import type { PaletteName } from "./chart.ts";
import { PALETTES, type Palette } from "./theme.ts";
import { TABLE } from "./universeScene.ts";

/** What the picture of a scan takes. */
export interface ScanInput extends Pick<Scanned, "rows" | "gaps" | "pending" | "madeUp"> {
  /** "the usual ten" */
  readonly name: string;
  /** "Nov 23, 09:45 ET" */
  readonly slot: string;
  /** The slash command that shows the same. */
  readonly command: string;
  readonly palette: PaletteName;
}

export interface ScanGroup {
  readonly cell: Cell;
  readonly top: number;
  readonly rows: readonly { readonly row: ScanRow; readonly top: number }[];
}

/** Symbols in a few words under a title: those without a trade, those that are on their way. */
export interface ScanBlock {
  readonly title: string;
  readonly top: number;
  readonly lines: readonly string[];
}

export interface ScanScene extends Omit<ScanInput, "palette"> {
  readonly palette: Palette;
  readonly sample: boolean;
  readonly groups: readonly ScanGroup[];
  readonly blocks: readonly ScanBlock[];
  readonly footerTop: number;
  readonly height: number;
}

/** Three lines of text to a row. */
export const SCAN_ROW_HEIGHT = 122;
const LINE_HEIGHT = 38;
const BLOCK_FOOT = 14;
/** So many symbols of six letters, each with "(no z)", are as wide as the page in 26 pixels. */
const SYMBOLS_IN_A_LINE = 5;

/** Everything placed from the top down. */
export function scanScene({ palette, ...input }: ScanInput): ScanScene {
  const sorted = sortScan(input.rows);
  let y: number = TABLE.top;
  const groups = CELL_ORDER.filter((cell) => cell !== "D").flatMap((cell): ScanGroup[] => {
    const own = sorted.filter((row) => row.cell === cell);
    if (own.length === 0) return [];
    const top = y;
    y += TABLE.groupHeight;
    const rows = own.map((row) => ({ row, top: (y += SCAN_ROW_HEIGHT) - SCAN_ROW_HEIGHT }));
    return [{ cell, top, rows }];
  });
  const blocks = blocksOf(input, sorted).map(({ title, lines }) => {
    const top = y;
    y += TABLE.groupHeight + lines.length * LINE_HEIGHT + BLOCK_FOOT;
    return { title, lines, top };
  });
  return {
    ...input,
    palette: PALETTES[palette],
    sample: isSampleScan(input.rows),
    groups,
    blocks,
    footerTop: y + 12,
    height: y + 12 + TABLE.footer,
  };
}

function blocksOf({ gaps, pending }: Omit<ScanInput, "palette">, sorted: readonly ScanRow[]): Omit<ScanBlock, "top">[] {
  const noTrade = sorted.filter(({ cell }) => cell === "D").map(namedOnly);
  const all = [
    { title: `D · ${CELLS.D.name}: no trade`, lines: inLines(noTrade) },
    { title: "No numbers", lines: gaps.map(({ missing, why }) => `${missing}  n/a: ${why}`) },
    { title: "Still being fetched: scan again", lines: inLines(pending) },
  ].filter(({ lines }) => lines.length > 0);
  return sorted.length === 0 && all.length === 0 ? [{ title: "No symbols", lines: [] }] : all;
}

const inLines = (symbols: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(symbols.length / SYMBOLS_IN_A_LINE) }, (_, i) =>
    symbols.slice(i * SYMBOLS_IN_A_LINE, (i + 1) * SYMBOLS_IN_A_LINE).join("   "),
  );

/** Where the lines of a block stand. */
export const blockLine = ({ top }: Pick<ScanBlock, "top">, index: number): number =>
  top + TABLE.groupHeight + index * LINE_HEIGHT + 24;
