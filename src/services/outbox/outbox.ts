import type { Sql } from "../store/database.ts";
import type { LetterKind, NewLetter } from "./letter.ts";

export type LetterState = "pending" | "sending" | "sent" | "failed" | "skipped";

/** What became of one letter. */
export interface LetterOutcome {
  readonly slot: number;
  readonly state: LetterState;
  /** Why it failed or was skipped, in a word; null when it did not. */
  readonly error: string | null;
}

/** How far a slot has come. */
export interface SlotProgress {
  readonly kind: LetterKind;
  readonly slot: number;
  readonly planned: number;
  readonly sent: number;
}

/** The outbox as those see it who put letters in and ask what became of them; taking them out is `claims.ts`. */
export interface Outbox {
  /** Those that are in already stay as they are. Returns how many were new. */
  add(letters: readonly NewLetter[]): Promise<number>;
  /** Keeps one that was sent at once, without having been in: the next of its kind is compared with it. */
  record(letter: NewLetter, messageId: string | null): Promise<void>;
  /** The last one sent to this addressee before the slot; its slot says from when the numbers were. */
  lastSent(
    to: { readonly kind: LetterKind; readonly guildId?: string; readonly userId?: string },
    before: number,
  ): Promise<number | null>;
  /** What became of the last ones to a server, newest first. */
  last(to: { readonly kind: LetterKind; readonly guildId: string }, limit: number): Promise<readonly LetterOutcome[]>;
  /** Letters by state, of the last day. */
  counts(): Promise<Readonly<Record<LetterState, number>>>;
  /** Slots of the last day that still have letters to send, the earliest first. */
  underWay(): Promise<readonly SlotProgress[]>;
  /** Removes what ended before this instant, ms. */
  prune(before: number): Promise<number>;
}

const COLUMNS = "id, kind, slot, guild_id, user_id, channel_id, recipe, state, not_before, expires_at";
/** SQLite takes 32,766 parameters, Postgres twice that. */
const ROWS_AT_ONCE = 500;
const DAY = 86_400_000;

export function createOutbox(sql: Sql, now: () => number): Outbox {
  return {
    async add(letters) {
      let added = 0;
      for (let i = 0; i < letters.length; i += ROWS_AT_ONCE)
        added += await insert(sql, letters.slice(i, i + ROWS_AT_ONCE));
      return added;
    },
    async record(letter, messageId) {
      await insert(sql, [letter], { state: "sent" });
      await sql.run("UPDATE outbox SET message_id = $2, finished_at = $3 WHERE id = $1", [letter.id, messageId, now()]);
    },
    async lastSent({ kind, guildId, userId }, before) {
      const [column, id] = guildId === undefined ? ["user_id", userId!] : ["guild_id", guildId];
      const [row] = await sql.all<{ slot: number }>(
        `SELECT slot FROM outbox WHERE ${column} = $1 AND kind = $2 AND slot < $3 AND state = 'sent' ORDER BY slot DESC LIMIT 1`,
        [id, kind, before],
      );
      return row?.slot ?? null;
    },
    last: ({ kind, guildId }, limit) =>
      sql.all<{ slot: number; state: LetterState; error: string | null }>(
        "SELECT slot, state, error FROM outbox WHERE guild_id = $1 AND kind = $2 ORDER BY slot DESC LIMIT $3",
        [guildId, kind, limit],
      ),
    async counts() {
      const rows = await sql.all<{ state: LetterState; count: number }>(
        "SELECT state, count(*) AS count FROM outbox WHERE slot > $1 GROUP BY state",
        [now() - DAY],
      );
      const none = { pending: 0, sending: 0, sent: 0, failed: 0, skipped: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
    underWay: () =>
      sql.all<{ kind: LetterKind; slot: number; planned: number; sent: number }>(
        `SELECT kind, slot, count(*) AS planned, sum(CASE WHEN state = 'sent' THEN 1 ELSE 0 END) AS sent
         FROM outbox WHERE slot > $1 GROUP BY kind, slot
         HAVING sum(CASE WHEN state IN ('pending', 'sending') THEN 1 ELSE 0 END) > 0 ORDER BY slot, kind`,
        [now() - DAY],
      ),
    prune: (before) => sql.run("DELETE FROM outbox WHERE finished_at < $1", [before]),
  };
}

function insert(
  sql: Sql,
  letters: readonly NewLetter[],
  { state = "pending" }: { readonly state?: LetterState } = {},
): Promise<number> {
  const values = letters.map(
    (_, i) => `(${Array.from({ length: 10 }, (_none, j) => `$${i * 10 + j + 1}`).join(", ")})`,
  );
  return sql.run(
    `INSERT INTO outbox (${COLUMNS}) VALUES ${values.join(", ")} ON CONFLICT (id) DO NOTHING`,
    letters.flatMap((one) => [
      one.id,
      one.kind,
      one.slot,
      one.guildId,
      one.userId,
      one.channelId,
      JSON.stringify(one.recipe),
      state,
      one.notBefore,
      one.expiresAt,
    ]),
  );
}
