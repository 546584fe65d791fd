/** Statements of each step. */
export type Migrations = readonly (readonly string[])[];

export const NEWER = "The store was written by a newer version of gexcord; start that one, or restore a backup.";

/**
 * The schema, step by step; a step that was released is never changed. Every statement is understood by SQLite and Postgres.
 * A column with a Discord user's id is called user_id, one with a server's guild_id: privacy goes by these names.
 */
export const MIGRATIONS: Migrations = [
  [
    `CREATE TABLE guild (guild_id TEXT PRIMARY KEY, left_at BIGINT)`,
    `CREATE TABLE watch (
      user_id TEXT NOT NULL, symbol TEXT NOT NULL, added_at BIGINT NOT NULL,
      PRIMARY KEY (user_id, symbol))`,
    `CREATE TABLE digest (
      user_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL,
      time TEXT NOT NULL, zone TEXT NOT NULL, days TEXT NOT NULL, since BIGINT NOT NULL,
      paused TEXT, paused_at BIGINT, told INTEGER NOT NULL DEFAULT 0)`,
    `CREATE INDEX digest_timetable ON digest (time, zone, days) WHERE paused IS NULL`,
    `CREATE TABLE dashboard (
      guild_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, symbols TEXT NOT NULL,
      times TEXT NOT NULL, zone TEXT NOT NULL, days TEXT NOT NULL, since BIGINT NOT NULL, user_id TEXT,
      paused TEXT, paused_at BIGINT, failures INTEGER NOT NULL DEFAULT 0)`,
    `CREATE TABLE alert (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL, guild_id TEXT, channel_id TEXT NOT NULL,
      symbol TEXT NOT NULL, kind TEXT NOT NULL, threshold DOUBLE PRECISION, quiet TEXT,
      created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, state TEXT NOT NULL, paused TEXT,
      fired_at BIGINT, muted INTEGER NOT NULL DEFAULT 0)`,
    `CREATE INDEX alert_symbol ON alert (symbol)`,
    `CREATE INDEX alert_user ON alert (user_id)`,
    `CREATE INDEX alert_channel ON alert (channel_id)`,
    `CREATE TABLE run (
      slot TEXT PRIMARY KEY, job TEXT NOT NULL, at BIGINT NOT NULL, outcome TEXT NOT NULL, decided_at BIGINT NOT NULL,
      letters INTEGER NOT NULL)`,
    `CREATE INDEX run_at ON run (at)`,
    `CREATE TABLE outbox (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, slot BIGINT NOT NULL,
      guild_id TEXT, user_id TEXT, channel_id TEXT NOT NULL, recipe TEXT NOT NULL,
      state TEXT NOT NULL, not_before BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, gen INTEGER NOT NULL DEFAULT 0, first_sent_at BIGINT,
      lease_until BIGINT, owner TEXT, message_id TEXT, error TEXT, finished_at BIGINT)`,
    `CREATE INDEX outbox_due ON outbox (not_before, id) WHERE state = 'pending'`,
    `CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 'sending'`,
    `CREATE INDEX outbox_user ON outbox (user_id, slot)`,
    `CREATE INDEX outbox_guild ON outbox (guild_id, slot)`,
    `CREATE TABLE brief (
      symbol TEXT NOT NULL, slot BIGINT NOT NULL, body TEXT NOT NULL,
      PRIMARY KEY (slot, symbol))`,
    `CREATE TABLE daily (
      symbol TEXT NOT NULL, date TEXT NOT NULL, taken_at BIGINT NOT NULL, body TEXT NOT NULL,
      PRIMARY KEY (symbol, date))`,
    `CREATE TABLE history (name TEXT PRIMARY KEY, fetched_at BIGINT NOT NULL, body TEXT NOT NULL)`,
    `CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until BIGINT NOT NULL)`,
  ],
  [
    `CREATE TABLE plan (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL, channel_id TEXT, symbol TEXT NOT NULL, body TEXT NOT NULL,
      created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, armed TEXT NOT NULL, paused TEXT)`,
    `CREATE INDEX plan_user ON plan (user_id)`,
    `CREATE INDEX plan_armed ON plan (symbol) WHERE armed <> ''`,
  ],
];
