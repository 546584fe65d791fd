import type { Brief } from "../../engine/brief.ts";
import { utcToNewYork } from "../../engine/newYork.ts";
import type { NyDate } from "../../engine/snapshot.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Sql } from "./database.ts";

/** The numbers of whole sessions, one row per symbol and day: what averages are taken over. */
export interface Daily {
  /**
   * Remembers a session that is over. Anything else is left out: the volume of a running session is a part of a day, and
   * from the next day on the feed may count another one.
   */
  keep(brief: Brief): Promise<void>;
  /** Those of these symbols that have no row of that day yet. */
  missing(symbols: readonly Ticker[], date: NyDate): Promise<readonly Ticker[]>;
  /** Mean dollar volume ($ per session) of the last sessions before that date, up to 20; null with fewer than 5. */
  averageDollarVolume(symbol: Ticker, before: NyDate): Promise<number | null>;
  /** Removes sessions before that date. */
  prune(before: NyDate): Promise<number>;
}

const MOST_SESSIONS = 20;
const FEWEST_SESSIONS = 5;

export function createDaily(sql: Sql, now: () => number): Daily {
  return {
    async keep(brief) {
      const { date } = utcToNewYork(Date.parse(brief.quoteTime));
      if (brief.session === "open" || date !== utcToNewYork(now()).date) return;
      await sql.run(
        `INSERT INTO daily (symbol, date, taken_at, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (symbol, date) DO UPDATE SET taken_at = excluded.taken_at, body = excluded.body`,
        [brief.symbol, date, now(), JSON.stringify(brief)],
      );
    },
    async missing(symbols, date) {
      const rows = await sql.all<{ symbol: string }>("SELECT symbol FROM daily WHERE date = $1", [date]);
      const kept = new Set(rows.map(({ symbol }) => symbol));
      return symbols.filter((symbol) => !kept.has(symbol));
    },
    async averageDollarVolume(symbol, before) {
      const rows = await sql.all<{ body: string }>(
        "SELECT body FROM daily WHERE symbol = $1 AND date < $2 ORDER BY date DESC LIMIT $3",
        [symbol, before, MOST_SESSIONS],
      );
      const traded = rows.flatMap(({ body }) => {
        const { volume, spot } = JSON.parse(body) as Brief;
        return volume === null ? [] : [volume * spot];
      });
      if (traded.length < FEWEST_SESSIONS) return null;
      return traded.reduce((sum, dollars) => sum + dollars, 0) / traded.length;
    },
    prune: (before) => sql.run("DELETE FROM daily WHERE date < $1", [before]),
  };
}
