import type { AppContext } from "../context.ts";
import { PLAN_LIMIT, whyNotWatched, type WatchedRule } from "../engine/plan/exits.ts";
import { EXIT_NAMES, type ExitName } from "../engine/plan/types.ts";
import { UserError } from "../errors.ts";
import type { AsideAction } from "../views/controls.ts";
import { EXIT_REFUSED, exitArmedPost, exitHelloPost, exitOffPost, exitsEndedPost } from "../views/exitPanel.ts";
import type { Post } from "../views/post.ts";
import type { Caller } from "./command.ts";
import { dmChannel, resumeChannel, sayHello } from "./dmChannel.ts";
import type { Press } from "./steer.ts";

/**
 * One exit of a plan that was shown: watched from now on, told by direct message, or switched off when it is watched already.
 * @throws {UserError} when the plan is not kept any more, the rule cannot be watched, or it cannot be delivered.
 */
export async function exit({ value }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> {
  const { id, name } = parseExit(value);
  if (name === "event") throw new UserError(EXIT_REFUSED.no_calendar);
  const kept = await ctx.store.plans.find(caller.userId, id);
  if (!kept) throw new UserError(GONE);
  const { plan, armed } = kept;
  if (armed[name]) return exitOffPost((await ctx.store.plans.disarm(caller.userId, id, name)) ?? kept, name);
  const refusal = whyNotWatched(plan, name, ctx.now().getTime());
  if (refusal !== null) throw new UserError(EXIT_REFUSED[refusal]);
  const others = (await ctx.store.plans.armedOf(caller.userId)).filter((one) => one.id !== id);
  if (others.length >= PLAN_LIMIT) throw new UserError(FULL);
  return arm({ id, name, hello: exitHelloPost(plan, name) }, ctx, caller);
}

async function arm(
  { id, name, hello }: { readonly id: string; readonly name: WatchedRule; readonly hello: Post },
  ctx: AppContext,
  { userId }: Caller,
): Promise<Post> {
  const { channelId, isNew } = await dmChannel(userId, ctx);
  if (isNew) await sayHello({ channelId, ownerId: userId }, hello, ctx);
  const arming = await ctx.store.transaction(async (tx) => {
    if (isNew) await resumeChannel(channelId, tx);
    return tx.plans.arm(userId, id, { rule: name, channelId });
  });
  if ("kept" in arming) return exitArmedPost(arming.kept, name);
  throw new UserError(arming.refused === "full" ? FULL : GONE);
}

/** Under a letter: the plan is over for whoever presses it. */
export async function endExits(
  { value }: Press<AsideAction>,
  { store }: AppContext,
  { userId }: Caller,
): Promise<Post> {
  const ended = await store.plans.end(userId, value ?? "");
  if (!ended) throw new UserError("No exit of this plan is watched any more.");
  return exitsEndedPost(ended);
}

const GONE = "This plan is not kept any more. Run `/plan` again for one of today.";
const FULL = `You have exits on ${PLAN_LIMIT} plans, which is the most. End those of one with \`/alert remove\` first.`;

/** "k3x9q0a-stop". */
function parseExit(value: string | null): { readonly id: string; readonly name: ExitName } {
  const [, id, word] = /^([a-z0-9]{6,8})-([a-z]+)$/.exec(value ?? "") ?? [];
  const name = EXIT_NAMES.find((one) => one === word);
  if (id === undefined || !name) throw new UserError("This button is no longer known. Run `/plan` again.");
  return { id, name };
}
