import {
  InteractionContextType,
  MessageFlags,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
} from "discord.js";
import type { Caller, Command } from "../commands/command.ts";
import { newsFor } from "../commands/news.ts";
import type { AppContext } from "../context.ts";
import type { Post } from "../views/post.ts";
import type { CustomIds } from "./customIds.ts";
import { failurePost } from "./failure.ts";
import type { Gate } from "./gate.ts";
import type { Entry, Journal } from "./journal.ts";
import { toMessage } from "./message.ts";
import { isLate, outcomeOf, undelivered } from "./outcome.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { TokenBuckets } from "../tokenBuckets.ts";

/** What answering takes besides the interaction. */
export interface Desk {
  readonly ctx: AppContext;
  readonly ids: CustomIds;
  readonly journal: Journal;
  readonly gate: Gate;
}

/** Answers one slash command: acknowledge before anything else, compute, edit. Never throws. */
export async function answer(interaction: ChatInputCommandInteraction, command: Command, desk: Desk): Promise<void> {
  const { ctx, journal } = desk;
  const { guildId, user } = interaction;
  const entry = journal.open({ cmd: `/${command.json.name}`, userId: user.id, guildId });
  try {
    const busy = desk.gate.refusal(user.id);
    if (busy !== null) return await refuse(interaction, busy, entry);
    // In the bot's own DM everything is private already, and an ephemeral message would only vanish.
    const ephemeral = command.isPrivate(interaction.options) && interaction.context !== InteractionContextType.BotDM;
    await interaction.deferReply(ephemeral ? { flags: MessageFlags.Ephemeral } : {});
    entry.acknowledged();
    const progress = progressOf(interaction, ctx.log);
    const call = {
      options: interaction.options,
      ...callerOf(interaction),
      progress: (line: string) => progress.say(line),
    };
    const { post, ending } = await outcomeOf(() => command.run(call, ctx), { ctx, rid: entry.rid });
    await progress.end();
    entry.close((await edit(interaction, post, { desk, entry })) ?? ending);
    await tellNews(interaction, desk);
  } catch (error) {
    logUndelivered(error, entry, ctx);
  }
}

/** Lines in place of "thinking…". A line that Discord does not take is nobody's trouble, and the last one that is tried. */
const progressOf = (interaction: Pick<ChatInputCommandInteraction, "editReply">, log: AppContext["log"]): Progress =>
  createProgress({
    show: (line) => interaction.editReply({ content: line }),
    failed: (error) => log.debug({ err: error }, "progress not delivered"),
    now: () => performance.now(),
  });

/** Who it was and what he may do there, as Discord says. */
export const callerOf = ({
  user,
  guildId,
  channelId,
  channel,
  memberPermissions,
}: Pick<BaseInteraction, "user" | "guildId" | "channel" | "memberPermissions"> & {
  readonly channelId: string;
}): Caller => ({
  userId: user.id,
  guildId,
  channelId,
  permissions: memberPermissions?.bitfield ?? null,
  inThread: channel?.isThread() ?? false,
});

/** What else he must hear, once, whatever he asked; only he sees it. Nothing that goes wrong here touches his answer. */
async function tellNews(interaction: ChatInputCommandInteraction, { ctx }: Desk): Promise<void> {
  try {
    const news = await newsFor(interaction.user.id, ctx);
    if (news === null) return;
    const isEphemeral = interaction.context !== InteractionContextType.BotDM;
    await interaction.followUp({ content: news, ...(isEphemeral && { flags: MessageFlags.Ephemeral }) });
  } catch (error) {
    ctx.log.warn({ err: error }, "news not delivered");
  }
}

/** The words for whoever asks too much, at once and only to him. */
export async function refuse(
  interaction: { reply(message: { content: string; flags: MessageFlags.Ephemeral }): Promise<unknown> },
  content: string,
  entry: Entry,
): Promise<void> {
  await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  entry.acknowledged();
  entry.close({ outcome: "busy" });
}

interface Editable {
  readonly user: { readonly id: string };
  editReply(message: ReturnType<typeof toMessage>): Promise<unknown>;
}

/** Sends the post; when Discord refuses it, the words for that instead of "thinking…" for ever, and how it ended. */
export async function edit(
  interaction: Editable,
  post: Post,
  { desk: { ctx, ids }, entry }: { readonly desk: Desk; readonly entry: Entry },
): Promise<ReturnType<typeof undelivered> | null> {
  const signed = { ownerId: interaction.user.id, ids };
  try {
    await interaction.editReply(toMessage(post, signed));
    return null;
  } catch (error) {
    if (isLate(error)) throw error;
    await interaction.editReply(toMessage(failurePost(error, ctx, entry.rid), signed));
    return undelivered(error);
  }
}

/**
 * Suggestions for the option being typed. A failure shows as an empty list, there being no message to put words in, and so
 * does typing faster than `pace` allows a user: no person does.
 */
export async function suggest(
  interaction: AutocompleteInteraction,
  command: Command,
  { ctx, pace }: { readonly ctx: AppContext; readonly pace: TokenBuckets },
): Promise<void> {
  try {
    const tooFast = pace.take(interaction.user.id) > 0;
    if (tooFast) return await interaction.respond([]);
    const { options, user, guildId } = interaction;
    const focused = options.getFocused(true);
    const own = command.suggestOwn({ focused, options }, ctx, { userId: user.id, guildId });
    await interaction.respond(own ? await own : command.suggest(focused, options, ctx));
  } catch (error) {
    if (!isLate(error)) ctx.log.error({ err: error, command: interaction.commandName }, "suggestions not delivered");
  }
}

/** A late answer is one line like every other; a refused one also says why. */
export function logUndelivered(error: unknown, entry: Entry, { log }: AppContext): void {
  if (!isLate(error)) log.error({ err: error, rid: entry.rid }, "answer not delivered");
  entry.close(undelivered(error));
}
