import { randomInt } from "node:crypto";
import { beginExit, PLAN_LIMIT, type WatchedRule } from "../../engine/plan/exits.ts";
import type { Plan } from "../../engine/plan/types.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { AlertPause } from "./alerts.ts";
import type { Sql } from "./database.ts";
import { COLUMNS, planOf, plansWhere, rewrite, textOf, without } from "./planRows.ts";
import type { ArmedExits, KeptPlan, PlanRow } from "./planRows.ts";
import { USERS_LOCK } from "./privacy.ts";

export type { ArmedExit, ArmedExits, KeptPlan } from "./planRows.ts";

/** What became of the rules of one plan at one look. */
export interface Looked {
  readonly id: string;
  /** The rules that were evaluated: when they are others by now, somebody else has done it. */
  readonly was: ArmedExits;
  readonly armed: ArmedExits;
}

export type Arming = { readonly kept: KeptPlan } | { readonly refused: "gone" | "full" };

export interface Plans {
  /** Keeps what was shown, for a week, the newest twenty of a user. Returns the id that its buttons carry: 7 letters and digits. */
  propose(userId: string, plan: Plan): Promise<string>;
  /** Only one's own; null when it is not kept any more. */
  find(userId: string, id: string): Promise<KeptPlan | null>;
  /** Watches a rule from now on; at most `PLAN_LIMIT` plans of a user have some. One that is watched stays as it is. */
  arm(userId: string, id: string, to: { readonly rule: WatchedRule; readonly channelId: string }): Promise<Arming>;
  /** Only one's own; null when there is no such plan. */
  disarm(userId: string, id: string, rule: WatchedRule): Promise<KeptPlan | null>;
  /** Ends all exits of a plan and forgets it; null when it is none of this user's. */
  end(userId: string, id: string): Promise<KeptPlan | null>;
  /** One user's plans with exits that are watched, in the order shown. */
  armedOf(userId: string): Promise<readonly KeptPlan[]>;
  /** Every plan whose exits may come true. */
  live(): Promise<readonly KeptPlan[]>;
  /** Those of one symbol; in the transaction that keeps what came of it. */
  on(symbol: Ticker): Promise<readonly KeptPlan[]>;
  /** False when it is gone, paused, or was evaluated by somebody else: then nothing may be sent. */
  keep(looked: Looked): Promise<boolean>;
  /** The letter of that arming arrived. */
  told(id: string, rule: WatchedRule, armedAt: number): Promise<void>;
  /** No exit of that channel is sent until something reaches it again. */
  pause(channelId: string, reason: AlertPause): Promise<void>;
  /** They begin anew, those too that came true and could not be told. */
  resume(channelId: string): Promise<void>;
  /** Removes plans a day after their expiry, and those of which nothing is watched after a week. */
  prune(): Promise<number>;
}

const DAY = 86_400_000;
const PROPOSED_MS = 7 * DAY;
const MOST_PROPOSED = 20;
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
/** With the name of a rule behind it, what a button may carry. */
const ID_LENGTH = 7;

export function createPlans(sql: Sql, now: () => number): Plans {
  const ownOf = async (tx: Sql, userId: string, id: string) =>
    (await plansWhere(tx, "user_id = $1 AND id = $2", [userId, id]))[0] ?? null;
  const armedOf = (tx: Sql, userId: string) =>
    plansWhere(tx, "user_id = $1 AND armed <> '' AND expires_at > $2", [userId, now()]);
  const live = "armed <> '' AND paused IS NULL AND expires_at > $1";
  const begun = () => ({ armedAt: now(), state: beginExit(now()), firedAt: null });
  return {
    propose: (userId, plan) =>
      sql.transaction(async (tx) => {
        await tx.lock(`plans ${userId}`);
        const id = await insert(tx, { userId, plan, at: now() });
        await tx.run(
          `DELETE FROM plan WHERE user_id = $1 AND armed = '' AND id <> $2 AND id NOT IN (
             SELECT id FROM plan WHERE user_id = $1 AND armed = '' AND id <> $2 ORDER BY created_at DESC, id LIMIT $3)`,
          [userId, id, MOST_PROPOSED - 1],
        );
        return id;
      }),
    find: (userId, id) => ownOf(sql, userId, id),
    arm: (userId, id, { rule, channelId }) =>
      sql.transaction(async (tx) => {
        await tx.lock(`plans ${userId}`);
        const kept = await ownOf(tx, userId, id);
        if (!kept) return { refused: "gone" };
        const others = (await armedOf(tx, userId)).filter((one) => one.id !== id);
        if (others.length >= PLAN_LIMIT) return { refused: "full" };
        await tx.run("UPDATE plan SET channel_id = $2 WHERE id = $1", [id, channelId]);
        const armed = await rewrite(tx, id, (before) => ({ [rule]: begun(), ...before }));
        return armed ? { kept: { ...kept, channelId, armed } } : { refused: "gone" };
      }),
    disarm: (userId, id, rule) =>
      sql.transaction(async (tx) => {
        const kept = await ownOf(tx, userId, id);
        const armed = kept && (await rewrite(tx, id, (before) => without(before, rule)));
        return armed && { ...kept, armed };
      }),
    async end(userId, id) {
      const [row] = await sql.all<PlanRow>(`DELETE FROM plan WHERE user_id = $1 AND id = $2 RETURNING ${COLUMNS}`, [
        userId,
        id,
      ]);
      return row ? planOf(row) : null;
    },
    armedOf: (userId) => armedOf(sql, userId),
    live: () => plansWhere(sql, live, [now()]),
    async on(symbol) {
      await sql.lock(USERS_LOCK);
      return plansWhere(sql, `${live} AND symbol = $2`, [now(), symbol]);
    },
    keep: async ({ id, was, armed }) =>
      (await sql.run("UPDATE plan SET armed = $3 WHERE id = $1 AND armed = $2 AND paused IS NULL", [
        id,
        textOf(was),
        textOf(armed),
      ])) > 0,
    async told(id, rule, armedAt) {
      await rewrite(sql, id, (armed) => (armed[rule]?.armedAt === armedAt ? without(armed, rule) : armed));
    },
    async pause(channelId, reason) {
      await sql.run("UPDATE plan SET paused = $2 WHERE channel_id = $1 AND paused IS NULL", [channelId, reason]);
    },
    resume: (channelId) =>
      sql.transaction(async (tx) => {
        for (const { id } of await plansWhere(tx, "channel_id = $1 AND paused IS NOT NULL", [channelId]))
          await rewrite(tx, id, (armed) => Object.fromEntries(Object.keys(armed).map((rule) => [rule, begun()])));
        await tx.run("UPDATE plan SET paused = NULL WHERE channel_id = $1", [channelId]);
      }),
    prune: () =>
      sql.run("DELETE FROM plan WHERE expires_at < $1 OR (armed = '' AND created_at < $2)", [
        now() - DAY,
        now() - PROPOSED_MS,
      ]),
  };
}

async function insert(sql: Sql, of: { userId: string; plan: Plan; at: number }): Promise<string> {
  const { userId, plan, at } = of;
  for (;;) {
    const id = Array.from({ length: ID_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    const rows = await sql.run(
      `INSERT INTO plan (id, user_id, symbol, body, created_at, expires_at, armed) VALUES ($1, $2, $3, $4, $5, $6, '')
       ON CONFLICT (id) DO NOTHING`,
      [id, userId, plan.symbol, JSON.stringify(plan), at, Date.parse(plan.expiry.settlesAt)],
    );
    if (rows > 0) return id;
  }
}
