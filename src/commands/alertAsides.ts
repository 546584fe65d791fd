import type { AppContext } from "../context.ts";
import { briefOf } from "../engine/brief.ts";
import { UserError } from "../errors.ts";
import { alertLine, alertPanel, offeredAt } from "../views/alertPanel.ts";
import type { AsideAction } from "../views/controls.ts";
import { exitsEndedPost } from "../views/exitPanel.ts";
import type { Post } from "../views/post.ts";
import { onRecord } from "../jobs/onRecord.ts";
import { armAlert } from "./armAlert.ts";
import type { Caller } from "./command.ts";
import { readExposure } from "./readExposure.ts";
import type { Press } from "./steer.ts";

const DAYS = 30;

/** The bell: what can be waited for, and what the user waits for already. */
export async function bell({ state }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> {
  const request = { symbol: state.symbol, selection: { kind: "all" } } as const;
  const { reading } = await readExposure(request, ctx, { freshness: "recent", asker: caller });
  const brief = briefOf(reading, await onRecord(reading, ctx));
  return alertPanel({ state, brief, alerts: await ctx.store.alerts.of(caller.userId) });
}

/** What was chosen under the bell, by direct message, for a month. */
export async function arm({ state, value }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> {
  const watched = offeredAt(value);
  if (!watched) throw new UserError("This alert is no longer on offer. Press 🔔 again.");
  return armAlert({ symbol: state.symbol, watched, days: DAYS, quiet: null, deliver: "dm" }, ctx, caller);
}

/** Ends the alert that was chosen. */
export const disarm = ({ value }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> =>
  endAlert(value ?? "", ctx, caller);

/** An alert, or all exits of a plan. @throws {UserError} when it is none of this user's. */
export async function endAlert(id: string, { store }: AppContext, { userId }: Caller): Promise<Post> {
  const ended = await store.alerts.remove(userId, id);
  if (ended) return { content: `Ended: ${alertLine(ended)}.` };
  const plan = await store.plans.end(userId, id);
  if (plan) return exitsEndedPost(plan);
  throw new UserError("You have no such alert any more. `/alert list` shows those you have.");
}
