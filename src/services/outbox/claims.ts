import type { Sql, SqlValue } from "../store/database.ts";
import { createStore, type Store } from "../store/store.ts";
import type { Letter, LetterKind } from "./letter.ts";
import type { LetterState } from "./outbox.ts";

/** A letter that is ours until the lease ends. */
export interface Claimed extends Letter {
  /** ms since 1970, on the clock of leases. */
  readonly leaseUntil: number;
}

/** Why a letter was not sent and will not be. */
export type SkipReason =
  /** Its time was over. */
  | "expired"
  /** Discord may have it, and we cannot look whether it does. */
  | "unverifiable"
  /** It could not be written. */
  | "unwritable"
  /** There was nothing to say. */
  | "empty";

/** What else is written when a letter ends, together with its end or not at all. */
export type Together = (store: Store) => Promise<void>;

/** The outbox as its sender sees it. Every method may throw a `StoreError`; then nothing was written. */
export interface Claims {
  /** How long a letter is ours, ms. */
  readonly leaseMs: number;
  /** Takes letters out: those whose lease ran out first, then those that are due. It is on the disk when this returns. */
  claim(wanted: { readonly most: number; readonly toUsers: boolean }): Promise<readonly Claimed[]>;
  /** True of a letter whoever has it by now: Discord does. @param messageId null when it was deleted since */
  sent(letter: Claimed, messageId: string | null, together?: Together): Promise<boolean>;
  /** These return false, and write nothing, when the letter is no longer ours. */
  failed(letter: Claimed, error: string, together?: Together): Promise<boolean>;
  skipped(letter: Claimed, reason: SkipReason): Promise<boolean>;
  /** @param to.notBefore on the clock of schedules; to.unsent: Discord does not have it for certain, so this time left no doubt */
  putBack(letter: Claimed, to: { readonly notBefore: number; readonly unsent: boolean }): Promise<boolean>;
  /** The letter under another nonce, for Discord was seen not to have it; null when it is no longer ours. */
  nextGeneration(letter: Claimed): Promise<Claimed | null>;
  /** Skips what is due, was never handed to Discord, and comes too late. Returns how many. */
  expire(): Promise<number>;
  /** Shortens the leases of processes that are no more: what they handed over may be under way for so long yet, ms. */
  release(isGone: (owner: string) => boolean, afterMs: number): Promise<void>;
  /** How many could leave now. */
  due(): Promise<number>;
  ofSlot(kind: LetterKind, slot: number): Promise<Readonly<Record<LetterState, number>>>;
}

export interface ClaimsOptions {
  readonly owner: string;
  /** The clock that schedules go by, ms. */
  readonly now: () => number;
  /** The clock that leases and Discord go by, ms: the two differ where time is sped up. */
  readonly systemNow: () => number;
  /** Longer than a request to Discord may take. */
  readonly leaseMs?: number;
}

const LEASE_MS = 60_000;

export function createClaims(sql: Sql, { owner, now, systemNow, leaseMs = LEASE_MS }: ClaimsOptions): Claims {
  return {
    leaseMs,
    async claim({ most, toUsers }) {
      const to = toUsers ? "" : "AND user_id IS NULL";
      const at = systemNow();
      const take = async (where: string, params: readonly SqlValue[]) => {
        const rows = await sql.all<LetterRow>(
          // Materialised, for Postgres might look for the letters once per row, and find others each time.
          `WITH wanted AS MATERIALIZED (SELECT id FROM outbox WHERE ${where} LIMIT $4 ${sql.forTaking})
           UPDATE outbox SET state = 'sending', owner = $1, lease_until = $2, attempts = attempts + 1,
             first_sent_at = COALESCE(first_sent_at, $3)
           WHERE id IN (SELECT id FROM wanted) RETURNING ${COLUMNS}`,
          [owner, at + leaseMs, at, ...params],
        );
        return rows.map((row) => claimedOf(row, at));
      };
      // Two statements, each along an index of its own: with OR neither would be used.
      const abandoned = await take(`state = 'sending' AND lease_until <= $3 ${to} ORDER BY lease_until`, [most]);
      if (abandoned.length === most) return abandoned;
      const due = await take(
        `state = 'pending' AND not_before <= $5 AND (expires_at > $5 OR first_sent_at IS NOT NULL) ${to}
         ORDER BY not_before, id`,
        [most - abandoned.length, now()],
      );
      return [...abandoned, ...due];
    },
    sent: ({ id }, messageId, together) =>
      end(
        `UPDATE outbox SET state = 'sent', message_id = $2, finished_at = $3, owner = NULL, lease_until = NULL
         WHERE id = $1 AND state IN ('sending', 'pending')`,
        { params: [id, messageId, now()], together },
      ),
    failed: (letter, error, together) =>
      end(
        `UPDATE outbox SET state = 'failed', error = $4, finished_at = $5, owner = NULL, lease_until = NULL WHERE ${OURS}`,
        { params: [...key(letter), error, now()], together },
      ),
    skipped: async (letter, reason) =>
      (await sql.run(
        `UPDATE outbox SET state = 'skipped', error = $4, finished_at = $5, owner = NULL, lease_until = NULL WHERE ${OURS}`,
        [...key(letter), reason, now()],
      )) > 0,
    putBack: async (letter, { notBefore, unsent }) =>
      (await sql.run(
        `UPDATE outbox SET state = 'pending', owner = NULL, lease_until = NULL, not_before = $4
         ${unsent ? ", first_sent_at = $5" : ""} WHERE ${OURS}`,
        [...key(letter), notBefore, ...(unsent ? [letter.firstSentAt] : [])],
      )) > 0,
    async nextGeneration(letter) {
      const at = systemNow();
      const [row] = await sql.all<LetterRow>(
        `UPDATE outbox SET gen = gen + 1, first_sent_at = $4 WHERE ${OURS} RETURNING ${COLUMNS}`,
        [...key(letter), at],
      );
      return row ? claimedOf(row, at) : null;
    },
    expire: () =>
      sql.run(
        `UPDATE outbox SET state = 'skipped', error = 'expired', finished_at = $1
         WHERE state = 'pending' AND not_before <= $1 AND expires_at <= $1 AND first_sent_at IS NULL`,
        [now()],
      ),
    async release(isGone, afterMs) {
      const owners = await sql.all<{ owner: string }>("SELECT DISTINCT owner FROM outbox WHERE state = 'sending'");
      for (const { owner: other } of owners)
        if (isGone(other))
          await sql.run(
            "UPDATE outbox SET lease_until = $2 WHERE state = 'sending' AND owner = $1 AND lease_until > $2",
            [other, systemNow() + afterMs],
          );
    },
    async due() {
      const [row] = await sql.all<{ count: number }>(
        "SELECT count(*) AS count FROM outbox WHERE state = 'pending' AND not_before <= $1",
        [now()],
      );
      return row?.count ?? 0;
    },
    async ofSlot(kind, slot) {
      const rows = await sql.all<{ state: LetterState; count: number }>(
        "SELECT state, count(*) AS count FROM outbox WHERE kind = $1 AND slot = $2 GROUP BY state",
        [kind, slot],
      );
      const none = { pending: 0, sending: 0, sent: 0, failed: 0, skipped: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
  };

  function key({ id, leaseUntil }: Claimed): SqlValue[] {
    return [id, owner, leaseUntil];
  }

  async function end(
    update: string,
    { params, together }: { readonly params: readonly SqlValue[]; readonly together: Together | undefined },
  ): Promise<boolean> {
    if (!together) return (await sql.run(update, params)) > 0;
    return sql.transaction(async (tx) => {
      if ((await tx.run(update, params)) === 0) return false;
      await together(createStore(tx, now));
      return true;
    });
  }
}

/** As long as nobody else has taken the letter since. */
const OURS = "id = $1 AND state = 'sending' AND owner = $2 AND lease_until = $3";

const COLUMNS = `id, kind, slot, guild_id, user_id, channel_id, recipe, not_before, expires_at,
  attempts, gen, first_sent_at, lease_until`;

type LetterRow = {
  readonly id: string;
  readonly kind: LetterKind;
  readonly slot: number;
  readonly guild_id: string | null;
  readonly user_id: string | null;
  readonly channel_id: string;
  readonly recipe: string;
  readonly not_before: number;
  readonly expires_at: number;
  readonly attempts: number;
  readonly gen: number;
  readonly first_sent_at: number;
  readonly lease_until: number;
};

/** @param at when it was taken: a letter first sent at that instant had not been sent before */
const claimedOf = (row: LetterRow, at: number): Claimed => ({
  id: row.id,
  kind: row.kind,
  slot: row.slot,
  guildId: row.guild_id,
  userId: row.user_id,
  channelId: row.channel_id,
  recipe: JSON.parse(row.recipe) as Letter["recipe"],
  notBefore: row.not_before,
  expiresAt: row.expires_at,
  attempts: row.attempts,
  gen: row.gen,
  firstSentAt: row.first_sent_at === at ? null : row.first_sent_at,
  leaseUntil: row.lease_until,
});
