import type { NyDate } from "../../src/engine/snapshot.ts";
import type { DailyBar, DailySnapshot } from "../../src/engine/vrp/types.ts";
import { emptyRow } from "../../src/engine/vrp/emptyRow.ts";
import { VOL_INDICES } from "../../src/services/history/volIndices.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { impliedHistory } from "../market/premium.ts";

/** Two years of one symbol that never were. */
export interface MadeUpSymbol {
  /** Ascending. */
  readonly bars: readonly DailyBar[];
  /** 30-day implied volatility at the last of them, in vol points. */
  readonly iv30: number;
  /** Whose it is: the feed's, or ours where the feed of a recording had none. */
  readonly basis: "iv30" | "atm30";
  /** The z-score its premium is to have there. */
  readonly z: number;
}

/** Where a made-up past comes from. */
export interface MadeUpPast {
  /** Null for a symbol that is not listed. */
  of(ticker: string): Promise<MadeUpSymbol | null>;
}

/** An index prices the whole smile, so it lies above the volatility at the money. */
const INDEX_OVER_IV30 = 1.06;

/** A document in the shape of Cboe's historical charts; an index has its prices as text, as there. */
export async function chartOf(past: MadeUpPast, name: string): Promise<string | null> {
  const isIndex = name.startsWith("_");
  const symbol = await past.of(name.replace(/^_/, ""));
  if (!symbol) return null;
  const text = (price: number) => (isIndex ? price.toFixed(6) : price);
  const data = symbol.bars.map(({ date, open, high, low, close, volume }) => ({
    date,
    open: text(open),
    high: text(high),
    low: text(low),
    close: text(close),
    volume: isIndex ? "0.0" : volume,
  }));
  return JSON.stringify({ timestamp: `${symbol.bars.at(-1)!.date} 21:00:00`, sample: true, symbol: name, data });
}

/** A table in the shape of Cboe's, of the index on the first listed symbol that has it; null where none has. */
export async function indexTableOf(past: MadeUpPast, index: string): Promise<string | null> {
  for (const ticker of VOL_INDICES.get(index) ?? []) {
    const symbol = await past.of(ticker);
    if (!symbol) continue;
    const { bars, iv30, z } = symbol;
    const implied = Math.round(iv30 * INDEX_OVER_IV30 * 100) / 100;
    const lines = impliedHistory({ bars, implied, z, name: index }).map(
      ({ date, value }) => `${american(date)},${Array.from({ length: 4 }, () => value.toFixed(2)).join(",")}`,
    );
    return `${["DATE,OPEN,HIGH,LOW,CLOSE", ...lines, "MADE UP,,,,"].join("\r\n")}\r\n`;
  }
  return null;
}

/** What a bot that had watched the symbol for two years would have kept of its 30-day implied volatility. */
export async function rowsOf(past: MadeUpPast, ticker: Ticker): Promise<readonly DailySnapshot[]> {
  const symbol = await past.of(ticker);
  if (!symbol) return [];
  const { bars, iv30, basis, z } = symbol;
  const closes = new Map(bars.map(({ date, close }) => [date, close]));
  return impliedHistory({ bars, implied: iv30, z, name: ticker }).map(({ date, value }) => {
    const row = emptyRow(ticker, { date, close: closes.get(date)! });
    return { ...row, iv: { ...row.iv, [basis]: value } };
  });
}

const american = (date: NyDate) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`;
