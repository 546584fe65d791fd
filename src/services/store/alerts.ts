import { randomUUID } from "node:crypto";
import { ALERT_LIMIT, type AlertKind, type Watched } from "../../engine/alerts.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { Sql } from "./database.ts";
import { USERS_LOCK } from "./privacy.ts";

export interface NewAlert extends Watched {
  /** Who set it. */
  readonly userId: string;
  /** The server whose channel hears of it; null for a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  readonly symbol: Ticker;
  /** Hours in which nothing is sent, as `quietText` writes them; null: none. */
  readonly quiet: string | null;
  readonly expiresAt: number;
  /** What the engine remembers of it, as JSON. */
  readonly state: string;
}

/** Why nothing is sent any more: what Discord said the last time. */
export type AlertPause = "dm-closed" | "no-common-server" | "forbidden" | "channel-gone";

export interface Alert extends NewAlert {
  readonly id: string;
  readonly createdAt: number;
  /** It is there, and nothing is sent. */
  readonly paused: AlertPause | null;
  /** When it last went off, ms; null: never. */
  readonly firedAt: number | null;
  /** Whether that was in its quiet hours, so that nothing was sent. */
  readonly muted: boolean;
}

/** What became of one alert at one reading. */
export interface Evaluated {
  readonly id: string;
  /** The state that was evaluated: when it is another by now, somebody else has done it. */
  readonly was: string;
  readonly state: string;
  /** Null when nothing happened. */
  readonly fired: { readonly at: number; readonly muted: boolean } | null;
}

export type Added = { readonly alert: Alert } | { readonly refused: "full" | "already" };

export interface Alerts {
  /** One user's live alerts, in the order set. */
  of(userId: string): Promise<readonly Alert[]>;
  find(id: string): Promise<Alert | null>;
  /** At most `ALERT_LIMIT` a user, and none twice. */
  add(alert: NewAlert): Promise<Added>;
  /** Only one's own; null when there is no such one. */
  remove(userId: string, id: string): Promise<Alert | null>;
  /** Every symbol that somebody waits for, by its letters. */
  symbols(): Promise<readonly Ticker[]>;
  /** Those that may go off; in the transaction that keeps what came of it. */
  on(symbol: Ticker): Promise<readonly Alert[]>;
  /** False when it is gone, or was evaluated by somebody else: then nothing may be sent. */
  keep(evaluated: Evaluated): Promise<boolean>;
  /** No alert of that channel is sent until something reaches it again. */
  pause(channelId: string, reason: AlertPause): Promise<void>;
  resume(channelId: string): Promise<void>;
  /** Removes what ended before this instant, ms. */
  prune(before: number): Promise<number>;
}

type AlertRow = {
  readonly id: string;
  readonly user_id: string;
  readonly guild_id: string | null;
  readonly channel_id: string;
  readonly symbol: Ticker;
  readonly kind: AlertKind;
  readonly threshold: number | null;
  readonly quiet: string | null;
  readonly created_at: number;
  readonly expires_at: number;
  readonly state: string;
  readonly paused: AlertPause | null;
  readonly fired_at: number | null;
  readonly muted: number;
};

const COLUMNS =
  "id, user_id, guild_id, channel_id, symbol, kind, threshold, quiet, created_at, expires_at, state, paused, fired_at, muted";

export function createAlerts(sql: Sql, now: () => number): Alerts {
  return {
    of: (userId) => list(sql, userId, now()),
    async find(id) {
      const [row] = await sql.all<AlertRow>(`SELECT ${COLUMNS} FROM alert WHERE id = $1`, [id]);
      return row ? alertOf(row) : null;
    },
    add: (alert) =>
      sql.transaction(async (tx) => {
        await tx.lock(`alerts ${alert.userId}`);
        const at = now();
        const before = await list(tx, alert.userId, at);
        if (before.some((one) => isSame(one, alert))) return { refused: "already" };
        if (before.length >= ALERT_LIMIT) return { refused: "full" };
        // One instant each keeps the order.
        const createdAt = Math.max(at, ...before.map((one) => one.createdAt + 1));
        const id = randomUUID().replaceAll("-", "").slice(0, 12);
        const { userId, guildId, channelId, symbol, kind, threshold, quiet, expiresAt, state } = alert;
        await tx.run(
          `INSERT INTO alert (id, user_id, guild_id, channel_id, symbol, kind, threshold, quiet, created_at, expires_at, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [id, userId, guildId, channelId, symbol, kind, threshold, quiet, createdAt, expiresAt, state],
        );
        return { alert: { ...alert, id, createdAt, paused: null, firedAt: null, muted: false } };
      }),
    async remove(userId, id) {
      const [row] = await sql.all<AlertRow>(`DELETE FROM alert WHERE user_id = $1 AND id = $2 RETURNING ${COLUMNS}`, [
        userId,
        id,
      ]);
      return row ? alertOf(row) : null;
    },
    async symbols() {
      const rows = await sql.all<{ symbol: Ticker }>(
        "SELECT DISTINCT symbol FROM alert WHERE paused IS NULL AND expires_at > $1",
        [now()],
      );
      // Databases differ in what comes first.
      return rows.map(({ symbol }) => symbol).toSorted();
    },
    async on(symbol) {
      await sql.lock(USERS_LOCK);
      const rows = await sql.all<AlertRow>(
        `SELECT ${COLUMNS} FROM alert WHERE symbol = $1 AND paused IS NULL AND expires_at > $2 ORDER BY created_at, id`,
        [symbol, now()],
      );
      return rows.map(alertOf);
    },
    async keep({ id, was, state, fired }) {
      const changed = await sql.run(
        `UPDATE alert SET state = $3, fired_at = COALESCE($4, fired_at), muted = COALESCE($5, muted)
         WHERE id = $1 AND state = $2 AND paused IS NULL`,
        [id, was, state, fired?.at ?? null, fired ? Number(fired.muted) : null],
      );
      return changed > 0;
    },
    async pause(channelId, reason) {
      await sql.run("UPDATE alert SET paused = $2 WHERE channel_id = $1 AND paused IS NULL", [channelId, reason]);
    },
    async resume(channelId) {
      // What it remembers is from before the pause: it begins anew.
      await sql.run("UPDATE alert SET paused = NULL, state = '' WHERE channel_id = $1 AND paused IS NOT NULL", [
        channelId,
      ]);
    },
    prune: (before) => sql.run("DELETE FROM alert WHERE expires_at < $1", [before]),
  };
}

async function list(sql: Sql, userId: string, at: number): Promise<readonly Alert[]> {
  const rows = await sql.all<AlertRow>(
    `SELECT ${COLUMNS} FROM alert WHERE user_id = $1 AND expires_at > $2 ORDER BY created_at, id`,
    [userId, at],
  );
  return rows.map(alertOf);
}

const isSame = (one: NewAlert, other: NewAlert) =>
  (["symbol", "kind", "threshold", "channelId"] as const).every((key) => one[key] === other[key]);

const alertOf = (row: AlertRow): Alert => ({
  id: row.id,
  userId: row.user_id,
  guildId: row.guild_id,
  channelId: row.channel_id,
  symbol: row.symbol,
  kind: row.kind,
  threshold: row.threshold,
  quiet: row.quiet,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  state: row.state,
  paused: row.paused,
  firedAt: row.fired_at,
  muted: row.muted !== 0,
});
