import type { Ticker } from "../../engine/ticker.ts";
import type { Timetable } from "../../engine/timetable.ts";
import type { Sql } from "./database.ts";

/** Slots in a row that may fail before nothing is tried any more. */
const FAILURES_BEFORE_PAUSE = 3;

/** "channel-gone" and "left" pause at once, "forbidden" (a permission is missing) after three slots in a row. */
export type DashboardPause = "channel-gone" | "left" | "forbidden";

export interface DashboardSettings {
  readonly guildId: string;
  readonly channelId: string;
  readonly symbols: readonly Ticker[];
  /** One or more "HH:MM". */
  readonly times: readonly string[];
  readonly zone: string;
  readonly days: string;
  /** Who set it up; null when he had himself forgotten. */
  readonly userId: string | null;
}

export interface Dashboard extends DashboardSettings {
  readonly since: number;
  readonly paused: DashboardPause | null;
  readonly pausedAt: number | null;
}

export interface Dashboards {
  of(guildId: string): Promise<Dashboard | null>;
  /** Sets it up or changes it; what paused it is over. */
  set(settings: DashboardSettings): Promise<void>;
  /** False when there was none. */
  off(guildId: string): Promise<boolean>;
  /** A slot that Discord refused. Returns whether that paused the dashboard. */
  fail(guildId: string, reason: DashboardPause): Promise<boolean>;
  /** A slot that arrived: earlier failures no longer count. */
  succeed(guildId: string): Promise<void>;
  /** Every timetable that some dashboard follows. */
  timetables(): Promise<readonly Timetable[]>;
  /** Dashboards on this timetable that were set up by then. */
  due(timetable: Timetable, at: number): Promise<readonly Dashboard[]>;
}

type DashboardRow = {
  readonly guild_id: string;
  readonly channel_id: string;
  readonly symbols: string;
  readonly times: string;
  readonly zone: string;
  readonly days: string;
  readonly since: number;
  readonly user_id: string | null;
  readonly paused: DashboardPause | null;
  readonly paused_at: number | null;
};

const COLUMNS = "guild_id, channel_id, symbols, times, zone, days, since, user_id, paused, paused_at";

export function createDashboards(sql: Sql, now: () => number): Dashboards {
  return {
    async of(guildId) {
      const [row] = await sql.all<DashboardRow>(`SELECT ${COLUMNS} FROM dashboard WHERE guild_id = $1`, [guildId]);
      return row ? dashboardOf(row) : null;
    },
    async set({ guildId, channelId, symbols, times, zone, days, userId }) {
      await sql.run(
        `INSERT INTO dashboard (guild_id, channel_id, symbols, times, zone, days, user_id, since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (guild_id) DO UPDATE SET channel_id = excluded.channel_id, symbols = excluded.symbols,
           times = excluded.times, zone = excluded.zone, days = excluded.days, user_id = excluded.user_id,
           since = excluded.since, paused = NULL, paused_at = NULL, failures = 0`,
        [guildId, channelId, symbols.join(" "), times.join(" "), zone, days, userId, now()],
      );
    },
    off: async (guildId) => (await sql.run("DELETE FROM dashboard WHERE guild_id = $1", [guildId])) > 0,
    async fail(guildId, reason) {
      const most = reason === "forbidden" ? FAILURES_BEFORE_PAUSE : 1;
      const paused = await sql.all<{ paused: string | null }>(
        `UPDATE dashboard SET failures = failures + 1,
           paused = CASE WHEN failures + 1 >= $2 THEN $3 ELSE paused END,
           paused_at = CASE WHEN failures + 1 >= $2 THEN $4 ELSE paused_at END
         WHERE guild_id = $1 AND paused IS NULL RETURNING paused`,
        [guildId, most, reason, now()],
      );
      return paused[0]?.paused === reason;
    },
    async succeed(guildId) {
      await sql.run("UPDATE dashboard SET failures = 0 WHERE guild_id = $1 AND failures > 0", [guildId]);
    },
    async timetables() {
      const rows = await sql.all<{ times: string; zone: string; days: string }>(
        "SELECT DISTINCT times, zone, days FROM dashboard WHERE paused IS NULL",
      );
      const all = rows.flatMap(({ times, zone, days }) => times.split(" ").map((time) => ({ time, zone, days })));
      return [...new Map(all.map((one) => [`${one.time} ${one.zone} ${one.days}`, one])).values()];
    },
    async due({ time, zone, days }, at) {
      const rows = await sql.all<DashboardRow>(
        `SELECT ${COLUMNS} FROM dashboard WHERE zone = $1 AND days = $2 AND paused IS NULL AND since <= $3`,
        [zone, days, at],
      );
      return rows.map(dashboardOf).filter(({ times }) => times.includes(time));
    },
  };
}

const dashboardOf = (row: DashboardRow): Dashboard => ({
  guildId: row.guild_id,
  channelId: row.channel_id,
  symbols: row.symbols.split(" ") as Ticker[],
  times: row.times.split(" "),
  zone: row.zone,
  days: row.days,
  since: row.since,
  userId: row.user_id,
  paused: row.paused,
  pausedAt: row.paused_at,
});
