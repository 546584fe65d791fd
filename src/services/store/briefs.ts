import { symbolOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Sql } from "./database.ts";

/** The numbers that letters speak of: of each symbol once per slot, for everybody. */
export interface Briefs {
  /** Of these symbols at that slot; those never taken are left out. */
  at(slot: number, symbols: readonly Ticker[]): Promise<readonly (Brief | MissingBrief)[]>;
  /** What is there already stays: the first numbers of a slot are its numbers. */
  keep(slot: number, briefs: readonly (Brief | MissingBrief)[]): Promise<void>;
  /** Removes slots before this instant, ms. */
  prune(before: number): Promise<number>;
}

export function createBriefs(sql: Sql): Briefs {
  return {
    async at(slot, symbols) {
      const rows = await sql.all<{ symbol: string; body: string }>("SELECT symbol, body FROM brief WHERE slot = $1", [
        slot,
      ]);
      const bodies = new Map(rows.map(({ symbol, body }) => [symbol, body]));
      return symbols.flatMap((symbol) => {
        const body = bodies.get(symbol);
        return body === undefined ? [] : [JSON.parse(body) as Brief | MissingBrief];
      });
    },
    async keep(slot, briefs) {
      for (const brief of briefs)
        await sql.run(
          "INSERT INTO brief (symbol, slot, body) VALUES ($1, $2, $3) ON CONFLICT (slot, symbol) DO NOTHING",
          [symbolOf(brief), slot, JSON.stringify(brief)],
        );
    },
    prune: (before) => sql.run("DELETE FROM brief WHERE slot < $1", [before]),
  };
}
