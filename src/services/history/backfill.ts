import type { Ticker } from "../../engine/ticker.ts";
import type { History, SymbolHistory } from "./history.ts";

export interface BackfillOptions {
  readonly history: History;
  /** Told before each symbol and once at the end; `symbol` is the one that is under way. */
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly symbol: Ticker | null;
}

/** What is on record of a symbol afterwards, in words, and whether something of it is worth another try. */
export interface Filled {
  readonly words: string;
  readonly complete: boolean;
}

/**
 * Brings the record of each symbol up to date, one after the other. What is on record already is not fetched again, and a
 * series is written whole or not at all, so it may end at any moment and begin anew.
 */
export async function backfill(
  symbols: readonly Ticker[],
  { history, onProgress }: BackfillOptions,
): Promise<readonly Filled[]> {
  const filled: Filled[] = [];
  for (const [done, symbol] of symbols.entries()) {
    onProgress({ done, total: symbols.length, symbol });
    filled.push(filledOf(symbol, await history.of(symbol, { patienceMs: null })));
  }
  onProgress({ done: symbols.length, total: symbols.length, symbol: null });
  return filled;
}

const WIDTH = 24;

/** "[######------] 3/6 QQQ" */
export function progressBar({ done, total, symbol }: Progress): string {
  const full = Math.round((WIDTH * done) / Math.max(1, total));
  return `[${"#".repeat(full)}${"-".repeat(WIDTH - full)}] ${done}/${total} ${symbol ?? "done"}`;
}

function filledOf(symbol: Ticker, { bars, rows, volIndex, notes }: SymbolHistory): Filled {
  const last = bars.at(-1)?.date;
  const closes = last === undefined ? "no closes" : `${bars.length} closes to ${last}`;
  const values = rows.filter(({ iv }) => iv.cboe_index !== null).length;
  const index =
    volIndex === null
      ? "no volatility index on it"
      : `${volIndex.name} ${volIndex.state === "gone" ? "is not published any more" : `on ${values} days`}`;
  const trouble = notes.map(({ part, reason }) => `; ${part === "bars" ? "closes" : volIndex?.name}: ${reason}`);
  return { words: `${symbol}: ${closes}, ${index}${trouble.join("")}`, complete: notes.length === 0 };
}
