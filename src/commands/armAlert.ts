import { PermissionFlagsBits } from "discord.js";
import type { Alert, AppContext } from "../context.ts";
import { ALERT_LIMIT, begin, type Watched } from "../engine/alerts.ts";
import { briefOf } from "../engine/brief.ts";
import type { Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import { alertLine, armedPost, helloPost } from "../views/alertPanel.ts";
import type { Post } from "../views/post.ts";
import type { Caller } from "./command.ts";
import { readExposure } from "./readExposure.ts";

export interface AlertOrder {
  readonly symbol: Ticker;
  readonly watched: Watched;
  readonly days: number;
  /** As `quietText` writes it; null: none. */
  readonly quiet: string | null;
  readonly deliver: "dm" | "channel";
}

const DAY = 86_400_000;

/**
 * Sets an alert and says so, with the numbers of the moment. A channel that heard of none yet gets a first message: when
 * that does not arrive, nothing is kept.
 * @throws {UserError} unknown symbol, one too many, no way to deliver it; {ProviderError} what no source could do.
 */
export async function armAlert(order: AlertOrder, ctx: AppContext, caller: Caller): Promise<Post> {
  const { symbol, watched, days, quiet, deliver } = order;
  const guildId = deliver === "channel" ? guildOf(caller) : null;
  const { reading } = await readExposure({ symbol, selection: { kind: "all" } }, ctx, {
    freshness: "recent",
    asker: caller,
  });
  const brief = briefOf(reading);
  const mine = await ctx.store.alerts.of(caller.userId);
  if (mine.length >= ALERT_LIMIT) throw full();
  const { channelId, isNew } = await channelFor(guildId, { ctx, caller, mine });
  if (isNew) await sayHello({ channelId, guildId }, { symbol, ...watched }, { ctx, caller });
  const state = begin(watched, brief);
  const added = await ctx.store.transaction(async ({ alerts }) => {
    if (isNew) await alerts.resume(channelId);
    return alerts.add({
      ...watched,
      userId: caller.userId,
      guildId,
      channelId,
      symbol,
      quiet,
      expiresAt: ctx.now().getTime() + days * DAY,
      state: JSON.stringify(state),
    });
  });
  if ("alert" in added) return armedPost({ alert: added.alert, brief, zone: state.zone });
  throw added.refused === "full" ? full() : already({ symbol, ...watched });
}

const full = () =>
  new UserError(`You have ${ALERT_LIMIT} alerts, which is the most. End one with \`/alert remove\` first.`);

const already = (alert: Watched & { readonly symbol: Ticker }) =>
  new UserError(`You have this alert already: ${alertLine(alert)}.`);

/** The server of a channel that its members shall hear of it in: a matter of those who manage it. */
function guildOf({ guildId, permissions }: Caller): string {
  if (guildId === null)
    throw new UserError("Only channels of a server can hear of alerts. Here, choose a direct message.");
  const { ManageGuild, Administrator } = PermissionFlagsBits;
  if (((permissions ?? 0n) & (ManageGuild | Administrator)) === 0n)
    throw new UserError("An alert for a channel needs the permission Manage Server. Choose a direct message instead.");
  return guildId;
}

interface Where {
  readonly ctx: AppContext;
  readonly caller: Caller;
  readonly mine: readonly Alert[];
}

/** Discord takes bots that open many DMs for spam: one that was opened for a digest or another alert serves. */
async function channelFor(
  guildId: string | null,
  { ctx, caller, mine }: Where,
): Promise<{ readonly channelId: string; readonly isNew: boolean }> {
  if (guildId !== null) {
    const missing = await ctx.door.missingPermissions(caller.channelId, guildId);
    if (missing.length > 0)
      throw new UserError(`I may not post here: ask a moderator to grant me ${missing.join(" and ")} in this channel.`);
    const known = mine.some((one) => one.channelId === caller.channelId && one.paused === null);
    return { channelId: caller.channelId, isNew: !known };
  }
  const digest = await ctx.store.digests.of(caller.userId);
  const open = mine.find((one) => one.guildId === null && one.paused === null);
  if (open) return { channelId: open.channelId, isNew: false };
  if (digest && (digest.paused === null || digest.paused === "user"))
    return { channelId: digest.channelId, isNew: mine.some((one) => one.channelId === digest.channelId) };
  const opened = await ctx.door.openDm(caller.userId);
  if ("refusal" in opened) throw undeliverable(null);
  return { channelId: opened.channelId, isNew: true };
}

async function sayHello(
  { channelId, guildId }: Pick<Alert, "channelId" | "guildId">,
  first: Parameters<typeof helloPost>[0],
  { ctx, caller }: Omit<Where, "mine">,
): Promise<void> {
  const sent = await ctx.door.post({ channelId, ownerId: guildId === null ? caller.userId : null }, helloPost(first));
  if (sent.kind === "sent") return;
  if (sent.kind === "refused") throw undeliverable(guildId);
  throw new UserError("Discord did not take my first message there, so nothing was set. Try again in a minute.");
}

const undeliverable = (guildId: string | null) =>
  new UserError(
    guildId === null
      ? "I cannot send you direct messages, so nothing was set. Allow direct messages from members of this server, or install the bot for yourself, then try again."
      : "I cannot post in this channel, so nothing was set. Ask a moderator to let me see it, send messages and embed links, then try again.",
  );
