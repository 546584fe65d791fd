import type { Alert, AppContext } from "../context.ts";
import { ALERT_LIMIT, begin, type Watched } from "../engine/alerts.ts";
import { briefOf } from "../engine/brief.ts";
import type { Ticker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import { onRecord } from "../jobs/onRecord.ts";
import { alertLine, armedPost, helloPost } from "../views/alertPanel.ts";
import type { Post } from "../views/post.ts";
import { managedServerOf } from "./admin.ts";
import type { Caller } from "./command.ts";
import { dmChannel, resumeChannel, sayHello, type Channel } from "./dmChannel.ts";
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
  const guildId = deliver === "channel" ? managedServerOf(caller) : null;
  const { reading } = await readExposure({ symbol, selection: { kind: "all" } }, ctx, {
    freshness: "recent",
    asker: caller,
  });
  const brief = briefOf(reading, await onRecord(reading, ctx));
  const mine = await ctx.store.alerts.of(caller.userId);
  if (mine.length >= ALERT_LIMIT) throw full();
  const { channelId, isNew } = await channelFor(guildId, { ctx, caller, mine });
  const ownerId = guildId === null ? caller.userId : null;
  if (isNew) await sayHello({ channelId, ownerId }, helloPost({ symbol, ...watched }), ctx);
  const state = begin(watched, brief);
  const added = await ctx.store.transaction(async (tx) => {
    if (isNew) await resumeChannel(channelId, tx);
    return tx.alerts.add({
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
  throw added.refused === "full" ? full() : already({ symbol, ...watched }, isNew);
}

const full = () =>
  new UserError(`You have ${ALERT_LIMIT} alerts, which is the most. End one with \`/alert remove\` first.`);

const already = (alert: Watched & { readonly symbol: Ticker }, isResumed: boolean) =>
  new UserError(
    `You have this alert already: ${alertLine(alert)}.${isResumed ? " It is sent again from now on." : ""}`,
  );

interface Where {
  readonly ctx: AppContext;
  readonly caller: Caller;
  readonly mine: readonly Alert[];
}

/** Where it arrives, and whether that has to be tried first. */
async function channelFor(guildId: string | null, { ctx, caller, mine }: Where): Promise<Channel> {
  if (guildId === null) return dmChannel(caller.userId, ctx);
  const missing = await ctx.door.missingPermissions(caller.channelId, guildId);
  if (missing.length > 0)
    throw new UserError(`I may not post here: ask a moderator to grant me ${missing.join(" and ")} in this channel.`);
  const known = mine.some((one) => one.channelId === caller.channelId && one.paused === null);
  return { channelId: caller.channelId, isNew: !known };
}
