import type { DailyBar } from "../../engine/vrp/types.ts";
import type { Sql } from "./database.ts";

/** Sessions of a published series, as they were fetched, ms since 1970. */
export interface KeptSeries {
  readonly fetchedAt: number;
  /** Ascending, at least one. */
  readonly sessions: readonly DailyBar[];
}

/** Published series by name ("bars SPY", "index VIX"): each is always replaced as a whole, so it is never half of one and half of another. */
export interface Histories {
  get(name: string): Promise<KeptSeries | null>;
  put(name: string, sessions: readonly DailyBar[]): Promise<void>;
}

export function createHistories(sql: Sql, now: () => number): Histories {
  return {
    async get(name) {
      const [row] = await sql.all<{ fetched_at: number; body: string }>(
        "SELECT fetched_at, body FROM history WHERE name = $1",
        [name],
      );
      return row ? { fetchedAt: row.fetched_at, sessions: JSON.parse(row.body) as readonly DailyBar[] } : null;
    },
    async put(name, sessions) {
      await sql.run(
        `INSERT INTO history (name, fetched_at, body) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body`,
        [name, now(), JSON.stringify(sessions)],
      );
    },
  };
}
