import type { AppContext } from "../context.ts";
import { UserError } from "../errors.ts";
import { CHANNEL_REFUSED, DM_REFUSED, notSentWords } from "../views/orders/notSent.ts";
import type { Post } from "../views/post.ts";

/** Where something will arrive. */
export interface Channel {
  readonly channelId: string;
  /** Nothing of the kind arrived there yet, or not of late: it has to be tried. */
  readonly isNew: boolean;
}

/**
 * A user's direct messages. Discord takes bots that open many for spam: those that were opened for a digest, an alert or a plan
 * serve. @throws {UserError} when Discord does not open them; nothing was set then.
 */
export async function dmChannel(userId: string, { store, door }: AppContext): Promise<Channel> {
  const alerts = (await store.alerts.of(userId)).filter(({ guildId }) => guildId === null);
  const plans = (await store.plans.armedOf(userId)).map(({ channelId, paused }) => ({ channelId: channelId!, paused }));
  const mine = [...alerts, ...plans];
  const open = mine.find(({ paused }) => paused === null);
  if (open) return { channelId: open.channelId, isNew: false };
  const digest = await store.digests.of(userId);
  if (digest && (digest.paused === null || digest.paused === "user"))
    return { channelId: digest.channelId, isNew: mine.some(({ channelId }) => channelId === digest.channelId) };
  const opened = await door.openDm(userId);
  if ("refusal" in opened) throw new UserError(`${DM_REFUSED[opened.refusal]} ${NOTHING_SET}`);
  return { channelId: opened.channelId, isNew: true };
}

/** The first message to a channel. @param to.ownerId null: a server's. @throws {UserError} when it does not arrive; nothing was set then. */
export async function sayHello(
  to: { readonly channelId: string; readonly ownerId: string | null },
  hello: Post,
  { door, now }: AppContext,
): Promise<void> {
  const sent = await door.post(to, hello);
  if (sent.kind === "sent") return;
  const words = notSentWords(sent, to.ownerId === null ? CHANNEL_REFUSED : DM_REFUSED, now());
  throw new UserError(`${words} ${NOTHING_SET}`);
}

/** Something arrived there: whatever was paused goes on. */
export async function resumeChannel(
  channelId: string,
  { alerts, plans }: Pick<AppContext["store"], "alerts" | "plans">,
): Promise<void> {
  await alerts.resume(channelId);
  await plans.resume(channelId);
}

const NOTHING_SET = "Nothing was set.";
