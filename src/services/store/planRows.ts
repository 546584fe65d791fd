import type { ExitState, WatchedRule } from "../../engine/plan/exits.ts";
import type { Plan } from "../../engine/plan/types.ts";
import type { AlertPause } from "./alerts.ts";
import type { Sql, SqlValue } from "./database.ts";

/** A rule that is watched. */
export interface ArmedExit {
  /** ms; tells one arming from another. */
  readonly armedAt: number;
  readonly state: ExitState;
  /** When it came true, ms: it is watched no more, and gone when its letter arrived. Null before. */
  readonly firedAt: number | null;
}
export type ArmedExits = Readonly<Partial<Record<WatchedRule, ArmedExit>>>;

/** A plan that was shown to somebody, and those of its rules that are watched. */
export interface KeptPlan {
  readonly id: string;
  readonly userId: string;
  /** Where its exits arrive; null as long as none was armed. */
  readonly channelId: string | null;
  readonly plan: Plan;
  readonly armed: ArmedExits;
  readonly createdAt: number;
  /** When its options expire, of a calendar the front ones. */
  readonly expiresAt: number;
  /** It is there, and nothing is sent. */
  readonly paused: AlertPause | null;
}

export type PlanRow = {
  readonly id: string;
  readonly user_id: string;
  readonly channel_id: string | null;
  readonly body: string;
  readonly armed: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly paused: AlertPause | null;
};

export const COLUMNS = "id, user_id, channel_id, body, armed, created_at, expires_at, paused";

export async function plansWhere(sql: Sql, where: string, params: readonly SqlValue[]): Promise<readonly KeptPlan[]> {
  const rows = await sql.all<PlanRow>(`SELECT ${COLUMNS} FROM plan WHERE ${where} ORDER BY created_at, id`, params);
  return rows.map(planOf);
}

export const planOf = (row: PlanRow): KeptPlan => ({
  id: row.id,
  userId: row.user_id,
  channelId: row.channel_id,
  plan: JSON.parse(row.body) as Plan,
  armed: row.armed === "" ? {} : (JSON.parse(row.armed) as ArmedExits),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  paused: row.paused,
});

/** Empty when nothing is watched, so that a query can ask for it. */
export const textOf = (armed: ArmedExits): string => (Object.keys(armed).length === 0 ? "" : JSON.stringify(armed));

/** Rewrites what is watched of a plan, never over what somebody else wrote meanwhile; null when there is no such plan. */
export async function rewrite(sql: Sql, id: string, to: (armed: ArmedExits) => ArmedExits): Promise<ArmedExits | null> {
  for (;;) {
    const [row] = await sql.all<{ armed: string }>("SELECT armed FROM plan WHERE id = $1", [id]);
    if (!row) return null;
    const armed = to(row.armed === "" ? {} : (JSON.parse(row.armed) as ArmedExits));
    if (textOf(armed) === row.armed) return armed;
    const changed = await sql.run("UPDATE plan SET armed = $3 WHERE id = $1 AND armed = $2", [
      id,
      row.armed,
      textOf(armed),
    ]);
    if (changed > 0) return armed;
  }
}

export const without = (armed: ArmedExits, rule: WatchedRule): ArmedExits =>
  Object.fromEntries(Object.entries(armed).filter(([name]) => name !== rule));
