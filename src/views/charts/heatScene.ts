import type { GammaHeat, NyDate } from "../../engine/snapshot.ts";
import { denominationOf, MISSING, moneyCells } from "../format.ts";
import { heatRows, type LevelRow, type RowSpan } from "./heatRows.ts";
import { type ExposureChartInput, type Page, pageOf } from "./page.ts";
import { netGex } from "./scene.ts";

/** Dollars per 1 % move and how they read. */
export interface HeatAmount {
  /** Null where nobody holds a contract. */
  readonly gex: number | null;
  readonly words: string;
}

export interface StrikeRow {
  readonly kind: "strike";
  readonly price: number;
  /** One per column. */
  readonly cells: readonly HeatAmount[];
  /** Net of the strike over all expiries of the selection. */
  readonly total: HeatAmount;
}

export interface HeatColumn {
  readonly date: NyDate;
  readonly dte: number;
  /** Net of the expiry over all strikes. */
  readonly total: HeatAmount;
}

export interface HeatScene extends Page {
  /** From the highest price to the lowest. */
  readonly rows: readonly ((StrikeRow & RowSpan) | LevelRow)[];
  readonly columns: readonly HeatColumn[];
  /** Rows of pixels that the cells take. */
  readonly span: RowSpan;
  /** The largest absolute cell; null when there is no gamma in any. */
  readonly largest: { readonly strike: number; readonly date: NyDate; readonly gex: number } | null;
}

const NONE: HeatAmount = { gex: null, words: MISSING };
const HEAD = 68;
const LOWEST = 1066;

export function heatScene(input: ExposureChartInput): HeatScene {
  const page = pageOf(input);
  const { snapshot } = input.reading;
  const { heat, strikes, expiries, spot, levels } = snapshot;
  const cells = heat.gex.flat();
  const rowNets = heat.strikes.map((price) => strikes.find(({ strike }) => strike === price)?.netGex ?? null);
  const columnNets = heat.expiries.map(({ date }) => expiries.find((expiry) => expiry.date === date)?.net.gex ?? null);
  // Of the cells: under the suffix of a total many times their size they would all read +0.0.
  const denomination = denominationOf(cells.map((amount) => amount ?? 0));
  // Two digits are what a cell has room for.
  const amounts = amountsOf(cells, { denomination, digits: 2 });
  const columnTotals = amountsOf(columnNets, { denomination, digits: 2 });
  const rowTotals = amountsOf(rowNets, { denomination, digits: 3 });
  const bodies = heat.strikes.map((price, row): StrikeRow => {
    const first = row * heat.expiries.length;
    const total = rowTotals[row] ?? NONE;
    return { kind: "strike", price, cells: amounts.slice(first, first + heat.expiries.length), total };
  });
  const flip = levels.flip.price === null ? [] : [{ kind: "flip" as const, price: levels.flip.price }];
  const top = page.body.top + HEAD;
  const rows = heatRows(bodies, { levels: [{ kind: "spot", price: spot }, ...flip], top, bottom: LOWEST });
  return {
    ...page,
    rows,
    columns: heat.expiries.map(({ date, dte }, column) => ({ date, dte, total: columnTotals[column] ?? NONE })),
    span: { top, bottom: rows.at(-1)?.bottom ?? top },
    largest: largestOf(heat),
    denomination,
    headline: netGex(input.reading, denomination),
  };
}

const amountsOf = (amounts: readonly (number | null)[], scale: Parameters<typeof moneyCells>[1]): HeatAmount[] => {
  const words = moneyCells(amounts, scale);
  return amounts.map((gex, index) => ({ gex, words: words[index] ?? MISSING }));
};

function largestOf({ strikes, expiries, gex }: GammaHeat): HeatScene["largest"] {
  let largest: HeatScene["largest"] = null;
  for (const [row, strike] of strikes.entries()) {
    for (const [column, { date }] of expiries.entries()) {
      const cell = gex[row]?.[column] ?? 0;
      if (Math.abs(cell) > Math.abs(largest?.gex ?? 0)) largest = { strike, date, gex: cell };
    }
  }
  return largest;
}
