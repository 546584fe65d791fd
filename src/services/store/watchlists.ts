import { WATCHLIST_LIMIT } from "../../engine/lists.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Sql } from "./database.ts";

export interface Watchlists {
  /** In the order added; perhaps none. */
  of(userId: string): Promise<readonly Ticker[]>;
  /** What does not fit any more is refused, in the order given. */
  add(userId: string, symbols: readonly Ticker[]): Promise<Added>;
  /** Those that were on it. */
  remove(userId: string, symbols: readonly Ticker[]): Promise<readonly Ticker[]>;
  /** How many there were. */
  clear(userId: string): Promise<number>;
}

export interface Added {
  readonly added: readonly Ticker[];
  readonly already: readonly Ticker[];
  readonly refused: readonly Ticker[];
}

type WatchRow = { readonly symbol: Ticker; readonly added_at: number };

export function createWatchlists(sql: Sql, now: () => number): Watchlists {
  return {
    of: async (userId) => (await rowsOf(sql, userId)).map(({ symbol }) => symbol),
    add: (userId, symbols) =>
      sql.transaction(async (tx) => {
        await tx.lock(`watchlist ${userId}`);
        const rows = await rowsOf(tx, userId);
        const before = rows.map(({ symbol }) => symbol);
        const fresh = [...new Set(symbols)].filter((symbol) => !before.includes(symbol));
        const added = fresh.slice(0, WATCHLIST_LIMIT - before.length);
        // One instant each keeps the order, however fast adds follow each other.
        const at = Math.max(now(), (rows.at(-1)?.added_at ?? 0) + 1);
        for (const [i, symbol] of added.entries())
          await tx.run("INSERT INTO watch (user_id, symbol, added_at) VALUES ($1, $2, $3)", [userId, symbol, at + i]);
        return {
          added,
          already: symbols.filter((symbol) => before.includes(symbol)),
          refused: fresh.slice(added.length),
        };
      }),
    remove: (userId, symbols) =>
      sql.transaction(async (tx) => {
        const removed: Ticker[] = [];
        for (const symbol of new Set(symbols))
          if ((await tx.run("DELETE FROM watch WHERE user_id = $1 AND symbol = $2", [userId, symbol])) > 0)
            removed.push(symbol);
        return removed;
      }),
    clear: (userId) => sql.run("DELETE FROM watch WHERE user_id = $1", [userId]),
  };
}

const rowsOf = (sql: Sql, userId: string): Promise<readonly WatchRow[]> =>
  sql.all<WatchRow>("SELECT symbol, added_at FROM watch WHERE user_id = $1 ORDER BY added_at, symbol", [userId]);
