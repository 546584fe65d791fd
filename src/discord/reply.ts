import {
  DiscordAPIError,
  InteractionContextType,
  MessageFlags,
  RESTJSONErrorCodes,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from "discord.js";
import type { Command } from "../commands/command.ts";
import type { AppContext } from "../context.ts";
import type { Post } from "../views/post.ts";
import { failurePost } from "./failure.ts";
import { toMessage } from "./message.ts";

/** Answers one slash command: acknowledge before anything else, compute, edit. Never throws. */
export async function answer(
  interaction: ChatInputCommandInteraction,
  command: Command,
  ctx: AppContext,
): Promise<void> {
  try {
    // In the bot's own DM everything is private already, and an ephemeral message would only vanish.
    const ephemeral = command.isPrivate(interaction.options) && interaction.context !== InteractionContextType.BotDM;
    await interaction.deferReply(ephemeral ? { flags: MessageFlags.Ephemeral } : {});
    await edit(interaction, await postOf(interaction, command, ctx), ctx);
  } catch (error) {
    logUndelivered(error, { command: interaction.commandName }, ctx);
  }
}

/** What the command says, or the words for its failure. */
async function postOf(interaction: ChatInputCommandInteraction, command: Command, ctx: AppContext): Promise<Post> {
  try {
    return await command.run(
      { options: interaction.options, userId: interaction.user.id, guildId: interaction.guildId },
      ctx,
    );
  } catch (error) {
    return failurePost(error, ctx.log);
  }
}

/** Sends the post; when Discord refuses it, the words for that instead of "thinking…" for ever. */
async function edit(interaction: ChatInputCommandInteraction, post: Post, { log }: AppContext): Promise<void> {
  try {
    await interaction.editReply(toMessage(post));
  } catch (error) {
    if (isExpected(error)) throw error;
    await interaction.editReply(toMessage(failurePost(error, log)));
  }
}

/** Suggestions for the option being typed. A failure shows as an empty list: there is no message to put words in. */
export async function suggest(interaction: AutocompleteInteraction, command: Command, ctx: AppContext): Promise<void> {
  try {
    const choices = command.suggest(interaction.options.getFocused(true), interaction.options, ctx);
    await interaction.respond(choices);
  } catch (error) {
    logUndelivered(error, { command: interaction.commandName }, ctx);
  }
}

/** Answered by another instance, or too late: nothing to mend. Everything else is worth a look. */
const EXPECTED: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

const isExpected = (error: unknown) => error instanceof DiscordAPIError && EXPECTED.has(error.code);

function logUndelivered(error: unknown, about: { readonly command: string }, { log }: AppContext): void {
  if (isExpected(error)) log.info({ err: error, ...about }, "answer came too late or was given elsewhere");
  else log.error({ err: error, ...about }, "answer not delivered");
}
