import {
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type MessageComponentInteraction,
} from "discord.js";
import { ASIDES } from "../commands/asides.ts";
import { steer, strangerPost } from "../commands/steer.ts";
import { ASIDE_ACTIONS, type Action, type ReplyAction } from "../views/controls.ts";
import type { Post } from "../views/post.ts";
import { ANYONE, type Pressed } from "./customIds.ts";
import type { Entry, Ending } from "./journal.ts";
import { toMessage } from "./message.ts";
import { outcomeOf } from "./outcome.ts";
import { callerOf, type Desk, edit, logUndelivered, refuse } from "./reply.ts";

const EXPIRED = "This reply is more than a week old. Run its command again; it stands at the bottom of the reply.";
const FORGED = "This button is none of this bot's. Run the command again to get working ones.";

/** Does what a menu or button under a reply says, for its owner only. Never throws. */
export async function press(interaction: MessageComponentInteraction, desk: Desk): Promise<void> {
  const read = desk.ids.read(interaction.customId);
  const { user, guildId } = interaction;
  const cmd = read.kind === "ours" ? `press ${read.action}` : "press";
  const entry = desk.journal.open({ cmd, userId: user.id, guildId });
  try {
    const busy = desk.gate.refusal(user.id);
    if (busy !== null) return await refuse(interaction, busy, entry);
    if (read.kind !== "ours") {
      await tell(interaction, { content: read.kind === "expired" ? EXPIRED : FORGED }, { desk, entry });
      entry.close({ outcome: read.kind });
    } else if (read.ownerId !== ANYONE && user.id !== read.ownerId) {
      await tell(interaction, strangerPost(read), { desk, entry });
      entry.close({ outcome: "stranger" });
    } else {
      entry.close(await act(interaction, read, { desk, entry }));
    }
  } catch (error) {
    logUndelivered(error, entry, desk.ctx);
  }
}

interface At {
  readonly desk: Desk;
  readonly entry: Entry;
}

/** A private answer beside the reply, at once. */
async function tell(interaction: MessageComponentInteraction, post: Post, { desk, entry }: At): Promise<void> {
  const { content, components } = toMessage(post, { ownerId: interaction.user.id, ids: desk.ids });
  await interaction.reply({ content: content ?? "", components: components ?? [], flags: MessageFlags.Ephemeral });
  entry.acknowledged();
}

function act(interaction: MessageComponentInteraction, pressed: Pressed, at: At): Promise<Ending> {
  if (asideOf(pressed.action)) return again(interaction, pressed, at);
  switch (pressed.action) {
    case "share":
      return share(interaction, pressed, at);
    case "copy":
      return again(interaction, pressed, at);
    default:
      return change(interaction, pressed, at);
  }
}

/** Changes the reply itself. What cannot be had is said beside it, so that nobody loses what he was looking at. */
async function change(
  interaction: MessageComponentInteraction,
  pressed: Pressed,
  { desk, entry }: At,
): Promise<Ending> {
  await interaction.deferUpdate();
  entry.acknowledged();
  const { post, ending } = await run(interaction, pressed, { desk, entry });
  if (ending.outcome === "answered") return (await edit(interaction, post, { desk, entry })) ?? ending;
  await interaction.followUp({ content: post.content ?? "", flags: MessageFlags.Ephemeral });
  return ending;
}

const asideOf = (action: Action) => ASIDE_ACTIONS.find((one) => one === action);

/** A message of its own, for this user alone: the same reply once more, or what his press leads to besides. */
async function again(interaction: MessageComponentInteraction, pressed: Pressed, { desk, entry }: At): Promise<Ending> {
  // In the bot's own DM nobody else is there, and what a digest opened shall stay.
  const ephemeral = interaction.context !== InteractionContextType.BotDM;
  await interaction.deferReply(ephemeral ? { flags: MessageFlags.Ephemeral } : {});
  entry.acknowledged();
  const { post, ending } = await run(interaction, pressed, { desk, entry });
  return (await edit(interaction, post, { desk, entry })) ?? ending;
}

/** The reply as a message for everyone in the channel, if both the user and the bot may write there. */
async function share(interaction: MessageComponentInteraction, pressed: Pressed, { desk, entry }: At): Promise<Ending> {
  const refusal = whyNotHere(interaction);
  if (refusal) {
    await tell(interaction, { content: refusal }, { desk, entry });
    return { outcome: "refused" };
  }
  await interaction.deferReply();
  entry.acknowledged();
  const { post, ending } = await run(interaction, pressed, { desk, entry });
  return (await edit(interaction, post, { desk, entry })) ?? ending;
}

/** What the user and the bot need to post a picture in this channel; outside of servers nothing is restricted. */
function whyNotHere({
  memberPermissions,
  appPermissions,
  channel,
  guildId,
}: MessageComponentInteraction): string | null {
  if (guildId === null) return null;
  const { SendMessages, SendMessagesInThreads, AttachFiles, EmbedLinks } = PermissionFlagsBits;
  const send = channel?.isThread() ? SendMessagesInThreads : SendMessages;
  if (memberPermissions && !memberPermissions.has(send))
    return "You may not write in this channel, so you cannot share a reply here either.";
  const missing = [
    [send, "Send Messages"],
    [AttachFiles, "Attach Files"],
    [EmbedLinks, "Embed Links"],
  ].flatMap(([flag, name]) => (appPermissions.has(flag as bigint) ? [] : [name]));
  return missing.length === 0
    ? null
    : `I may not post here: ask a moderator to grant me ${missing.join(" and ")} in this channel.`;
}

function run(interaction: MessageComponentInteraction, { action, state, ...pressed }: Pressed, { desk, entry }: At) {
  const value = interaction.isStringSelectMenu() ? (interaction.values[0] ?? null) : pressed.value;
  const caller = callerOf(interaction);
  const aside = asideOf(action);
  const answer = () =>
    aside === undefined
      ? steer({ action: action as ReplyAction, state, value }, desk.ctx, caller)
      : ASIDES[aside]({ action: aside, state, value }, desk.ctx, caller);
  return outcomeOf(answer, { ctx: desk.ctx, rid: entry.rid });
}
