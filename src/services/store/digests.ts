import type { Timetable } from "../../engine/timetable.ts";
import type { Sql } from "./database.ts";
import { USERS_LOCK } from "./privacy.ts";

/** Why no digest is sent although it is on. "user": he paused it himself. */
export type DigestPause = "user" | "dm-closed" | "no-common-server";

export interface Digest extends Timetable {
  readonly userId: string;
  /** The DM channel, opened when the user turned the digest on. */
  readonly channelId: string;
  /** Slots before this are none of his. */
  readonly since: number;
  readonly paused: DigestPause | null;
  readonly pausedAt: number | null;
}

export interface Digests {
  of(userId: string): Promise<Digest | null>;
  /** Turns it on, or changes when it comes; what paused it is over. */
  set(digest: Timetable & { readonly userId: string; readonly channelId: string }): Promise<void>;
  /** False when it was off already. */
  off(userId: string): Promise<boolean>;
  pause(userId: string, reason: DigestPause): Promise<void>;
  /** Why it was paused by us, once: null when there is nothing to tell, or it was told. */
  takeNews(userId: string): Promise<Digest | null>;
  /** Every timetable that some digest follows. */
  timetables(): Promise<readonly Timetable[]>;
  /** Digests on this timetable that were on by then; in a transaction, nobody can be forgotten until its end. */
  due(timetable: Timetable, at: number): Promise<readonly Digest[]>;
}

type DigestRow = {
  readonly user_id: string;
  readonly channel_id: string;
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly since: number;
  readonly paused: DigestPause | null;
  readonly paused_at: number | null;
};

const COLUMNS = "user_id, channel_id, time, zone, days, since, paused, paused_at";

export function createDigests(sql: Sql, now: () => number): Digests {
  return {
    async of(userId) {
      const [row] = await sql.all<DigestRow>(`SELECT ${COLUMNS} FROM digest WHERE user_id = $1`, [userId]);
      return row ? digestOf(row) : null;
    },
    async set({ userId, channelId, time, zone, days }) {
      await sql.run(
        `INSERT INTO digest (user_id, channel_id, time, zone, days, since) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (user_id) DO UPDATE SET channel_id = excluded.channel_id, time = excluded.time, zone = excluded.zone,
           days = excluded.days, since = excluded.since, paused = NULL, paused_at = NULL, told = 0`,
        [userId, channelId, time, zone, days, now()],
      );
    },
    off: async (userId) => (await sql.run("DELETE FROM digest WHERE user_id = $1", [userId])) > 0,
    async pause(userId, reason) {
      await sql.run("UPDATE digest SET paused = $2, paused_at = $3, told = 0 WHERE user_id = $1 AND paused IS NULL", [
        userId,
        reason,
        now(),
      ]);
    },
    async takeNews(userId) {
      const [row] = await sql.all<DigestRow>(
        `UPDATE digest SET told = 1 WHERE user_id = $1 AND told = 0 AND paused IS NOT NULL AND paused <> 'user'
         RETURNING ${COLUMNS}`,
        [userId],
      );
      return row ? digestOf(row) : null;
    },
    timetables: () =>
      sql.all<{ time: string; zone: string; days: string }>(
        "SELECT DISTINCT time, zone, days FROM digest WHERE paused IS NULL",
      ),
    async due({ time, zone, days }, at) {
      await sql.lock(USERS_LOCK);
      const rows = await sql.all<DigestRow>(
        `SELECT ${COLUMNS} FROM digest WHERE time = $1 AND zone = $2 AND days = $3 AND paused IS NULL AND since <= $4`,
        [time, zone, days, at],
      );
      return rows.map(digestOf);
    },
  };
}

const digestOf = (row: DigestRow): Digest => ({
  userId: row.user_id,
  channelId: row.channel_id,
  time: row.time,
  zone: row.zone,
  days: row.days,
  since: row.since,
  paused: row.paused,
  pausedAt: row.paused_at,
});
