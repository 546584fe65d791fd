import { isBrief, isMissing, symbolOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import { changesBetween, type Change } from "../../engine/changes.ts";
import type { Cell } from "../../engine/regime.ts";
import type { Instant } from "../../engine/snapshot.ts";
import { CELL_ORDER } from "../cells.ts";
import { newYorkTime } from "../format.ts";
import { shortChange, worthSaying } from "../universe/changeWords.ts";
import { inOrder } from "../universe/order.ts";
import { isSample } from "../universe/words.ts";
import { wallSide } from "../words.ts";
import type { PaletteName } from "./chart.ts";
import { PAGE } from "./page.ts";
import type { Box } from "./shapes.ts";
import { PALETTES, type Palette } from "./theme.ts";

/** The numbers of a picture: now, and those of the last post, if there was one. */
export interface UniverseRows {
  readonly rows: readonly (Brief | MissingBrief)[];
  readonly before: { readonly rows: readonly (Brief | MissingBrief)[]; readonly at: Instant } | null;
}

/** Pixel geometry; a row takes two lines of text, and a third when there is something to note. */
export const TABLE = {
  top: 186,
  groupHeight: 58,
  rowHeight: 86,
  noteHeight: 34,
  gapHeight: 50,
  mapTitle: 64,
  mapHeight: 470,
  mapFoot: 46,
  footer: 214,
} as const;

export interface TableRow {
  readonly row: Brief;
  /** What changed since the last post. */
  readonly changed: readonly string[];
  /** What a reader must know of this row besides. */
  readonly notes: readonly string[];
  readonly box: Box;
}

export interface TableGroup {
  readonly cell: Cell;
  readonly top: number;
  readonly rows: readonly TableRow[];
}

export interface UniverseScene extends UniverseRows {
  readonly title: string;
  readonly slot: string;
  readonly command: string;
  readonly palette: Palette;
  readonly sample: boolean;
  readonly briefs: readonly Brief[];
  readonly changes: readonly Change[];
  readonly groups: readonly TableGroup[];
  readonly gaps: { readonly rows: readonly MissingBrief[]; readonly top: number };
  /** Null when no symbol has a place on it. */
  readonly map: Box | null;
  readonly footerTop: number;
  readonly height: number;
}

interface SceneInput extends UniverseRows {
  readonly title: string;
  readonly slot: string;
  readonly command: string;
  readonly palette: PaletteName;
}

/** Everything placed from the top down. */
export function universeScene({ rows, before, title, slot, command, palette }: SceneInput): UniverseScene {
  const changes = before === null ? [] : worthSaying(changesBetween(before.rows, rows));
  const sorted = inOrder(rows);
  const briefs = sorted.filter(isBrief);
  const newest = Math.max(...briefs.map(({ quoteTime }) => Date.parse(quoteTime)));
  let y: number = TABLE.top;
  const placed = (row: Brief): TableRow => {
    const changed = changes.filter(({ symbol }) => symbol === row.symbol).map(shortChange);
    const notes = notesOf(row, newest);
    const top = y;
    y += TABLE.rowHeight + (changed.length + notes.length > 0 ? TABLE.noteHeight : 0);
    return { row, changed, notes, box: { left: PAGE.margin, right: PAGE.width - PAGE.margin, top, bottom: y } };
  };
  const groups = CELL_ORDER.flatMap((cell): TableGroup[] => {
    const own = briefs.filter((row) => row.cell === cell);
    if (own.length === 0) return [];
    const top = y;
    y += TABLE.groupHeight;
    return [{ cell, top, rows: own.map(placed) }];
  });
  const missing = sorted.filter(isMissing);
  const gapsTop = y;
  if (missing.length > 0 || briefs.length === 0) y += TABLE.groupHeight + missing.length * TABLE.gapHeight;
  const hasMap = briefs.some((row) => tiltOf(row) !== null);
  const mapTop = y + TABLE.mapTitle;
  if (hasMap) y = mapTop + TABLE.mapHeight + TABLE.mapFoot;
  return {
    rows,
    before,
    title,
    slot,
    command,
    palette: PALETTES[palette],
    sample: isSample(rows),
    briefs,
    changes,
    groups,
    gaps: { rows: missing, top: gapsTop },
    map: hasMap ? { left: 116, right: PAGE.width - PAGE.margin, top: mapTop, bottom: mapTop + TABLE.mapHeight } : null,
    footerTop: y + 12,
    height: y + 12 + TABLE.footer,
  };
}

/** A healthy feed gives all symbols within minutes; a row that is so much older says its time. */
const OLDER_MS = 30 * 60_000;

function notesOf({ quoteTime, callWall, putWall, spot }: Brief, newest: number): string[] {
  const notes: string[] = [];
  if (newest - Date.parse(quoteTime) > OLDER_MS) notes.push(`data of ${newYorkTime(quoteTime)}`);
  if (callWall !== null && wallSide("call", callWall, spot) === "wrong") notes.push("call wall below spot");
  if (putWall !== null && wallSide("put", putWall, spot) === "wrong") notes.push("put wall above spot");
  return notes;
}

/** Net over gross gamma, −1 to 1; null where there is no gamma. */
export const tiltOf = ({ netGex, grossGex }: Pick<Brief, "netGex" | "grossGex">): number | null =>
  grossGex > 0 ? Math.max(-1, Math.min(1, netGex / grossGex)) : null;

/** The row of a symbol in the last post, where the two can be compared. */
export function comparableBefore({ before, changes }: UniverseScene, { symbol }: Brief): Brief | null {
  const row = before?.rows.find((one) => symbolOf(one) === symbol);
  if (row === undefined || !isBrief(row)) return null;
  return changes.some((change) => change.symbol === symbol && change.kind === "notComparable") ? null : row;
}
