import type { NyDate } from "../../engine/snapshot.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { DailySnapshot } from "../../engine/vrp/types.ts";
import { underlyingOf } from "../indices.ts";
import type { Sql } from "./database.ts";

/**
 * The numbers of whole sessions as the bot saw them in their evening, one row per symbol and day. Nobody sells them later. A
 * root that people type (SPXW) is its index.
 */
export interface Daily {
  /** Once more for the same symbol and date replaces the row. */
  keep(row: DailySnapshot): Promise<void>;
  /** Those of these symbols that have no row of that day yet. */
  missing(symbols: readonly Ticker[], date: NyDate): Promise<readonly Ticker[]>;
  /** The newest rows of a symbol, up to 756, ascending by date. */
  rows(symbol: Ticker): Promise<readonly DailySnapshot[]>;
}

/** Three years, as of published histories. */
const MOST_ROWS = 756;

export function createDaily(sql: Sql, now: () => number): Daily {
  return {
    async keep(seen) {
      const row = { ...seen, symbol: underlyingOf(seen.symbol) };
      await sql.run(
        `INSERT INTO daily (symbol, date, taken_at, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (symbol, date) DO UPDATE SET taken_at = excluded.taken_at, body = excluded.body`,
        [row.symbol, row.date, now(), JSON.stringify(row)],
      );
    },
    async missing(symbols, date) {
      const rows = await sql.all<{ symbol: string }>("SELECT symbol FROM daily WHERE date = $1", [date]);
      const kept = new Set(rows.map(({ symbol }) => symbol));
      return symbols.filter((symbol) => !kept.has(underlyingOf(symbol)));
    },
    async rows(symbol) {
      const rows = await sql.all<{ body: string }>(
        "SELECT body FROM daily WHERE symbol = $1 ORDER BY date DESC LIMIT $2",
        [underlyingOf(symbol), MOST_ROWS],
      );
      return rows.map(({ body }) => JSON.parse(body) as DailySnapshot).toReversed();
    },
  };
}
