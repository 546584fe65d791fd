import type { APIApplicationCommand } from "discord.js";
import { toComponentData } from "./componentUse.ts";
import type { Events } from "./events.ts";
import { interactionPayload } from "./interactionPayload.ts";
import { INTERACTION, type Interaction, type Interactions } from "./interactions.ts";
import type { Messages } from "./messages.ts";
import { toModalComponents } from "./modalValues.ts";
import { channelIds, spokenName, toDataOptions, type DataOption } from "./optionValues.ts";
import { apiChannel } from "./payloads.ts";
import { appPermissions, memberPermissions } from "./permissions.ts";
import type { LocalUser, Outcome, UserSide } from "./userSide.ts";
import type { Views } from "./views.ts";
import type { World, WorldChannel, WorldUser } from "./world.ts";

interface Deps {
  readonly world: World;
  readonly views: Views;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly events: Events;
  readonly dispatch: (event: string, data: unknown, intent: number) => void;
}

type Act = Pick<Interaction, "type" | "userId" | "channel"> & { readonly data: unknown } & Partial<
    Pick<Interaction, "command" | "source">
  >;

/** What people do at the local Discord: each act is checked as Discord's own client would, then becomes an interaction for the bot. */
export function createPeople({ world, views, messages, interactions, events, dispatch }: Deps): UserSide {
  function act({ type, userId, channel, data, command = null, source = null }: Act): Interaction {
    const owners = ownersOf(channel, { userId, world });
    const interaction = interactions.open({ type, userId, channel, command, source, owners });
    dispatch("INTERACTION_CREATE", interactionPayload(interaction, data, world), 0);
    return interaction;
  }

  /** The channels among the options, with what this user and the bot may do there. */
  function resolved(given: readonly DataOption[], userId: string): { resolved?: unknown } {
    const chosen = channelIds(given).map((id) => views.channel(id, userId));
    if (chosen.length === 0) return {};
    return { resolved: { channels: Object.fromEntries(chosen.map((one) => [one.id, resolvedChannel(one, userId)])) } };
  }

  function resolvedChannel(channel: WorldChannel, userId: string) {
    const guild = channel.kind === "guild" ? world.guilds.get(channel.guildId) : undefined;
    return {
      ...apiChannel(channel, world),
      permissions: guild ? memberPermissions(guild, userId, { channel }) : appPermissions(channel),
      app_permissions: appPermissions(channel),
    };
  }

  return {
    bot: localUser(world.bot),
    users: () => [...world.users.values()].filter(({ profile }) => !profile.bot).map(localUser),
    channels: views.channels,
    commands: views.commands,
    messages: views.messages,
    async slash({ userId, channelId, command: name, options }) {
      const channel = views.channel(channelId, userId);
      const command = views.command(name, { channel, userId });
      const given = toDataOptions(command.options ?? [], options);
      const data = { ...commandData(command, given), ...resolved(given, userId) };
      const spoken = spokenName(name, given);
      return outcomeOf(act({ type: INTERACTION.command, userId, channel, data, command: spoken }));
    },
    async autocomplete({ userId, channelId, command: name, options, focused }) {
      const channel = views.channel(channelId, userId);
      const command = views.command(name, { channel, userId });
      const data = commandData(command, toDataOptions(command.options ?? [], options, { focused }));
      const answer = await act({ type: INTERACTION.autocomplete, userId, channel, data }).answer;
      return answer.kind === "choices" ? answer.choices : [];
    },
    async click({ userId, messageId, customId, values }) {
      const source = views.message(messageId, userId);
      const channel = views.channel(source.message.channel_id, userId);
      const data = toComponentData(source.message.components ?? [], { customId, values });
      return outcomeOf(act({ type: INTERACTION.component, userId, channel, data, source }));
    },
    async submit({ userId, interactionId, values }) {
      const opener = interactions.find(interactionId);
      if (!opener?.modal || opener.userId !== userId) throw new Error("This modal is no longer open");
      const { channel, source, modal } = opener;
      const data = { custom_id: modal.custom_id, components: toModalComponents(modal, values) };
      return outcomeOf(act({ type: INTERACTION.modal, userId, channel, data, source }));
    },
    dismiss({ userId, messageId }) {
      const stored = views.message(messageId, userId);
      if (stored.visibleTo !== userId) throw new Error("Only a message that you alone see can be dismissed");
      messages.dismiss(stored);
    },
    on: events.on,
  };
}

/** By whom the app is installed here: the server it is in (0; "0" for its DMs), else only the user who brought it along (1). */
function ownersOf(channel: WorldChannel, { userId, world }: { userId: string; world: World }): Interaction["owners"] {
  if (channel.kind === "dm") return { 0: "0" };
  return world.hasBot(channel.guildId) ? { 0: channel.guildId } : { 1: userId };
}

/** discord.js reads `options` of an autocomplete too, and throws without it. */
function commandData({ id, name, type, guild_id }: APIApplicationCommand, options: readonly DataOption[]) {
  return { id, name, type, options, ...(guild_id === undefined ? {} : { guild_id }) };
}

async function outcomeOf(interaction: Interaction): Promise<Outcome> {
  const answer = await interaction.answer;
  if (answer.kind === "message") return { kind: "message", message: answer.stored.message };
  if (answer.kind === "modal") return { kind: "modal", interactionId: interaction.id, modal: answer.modal };
  return { kind: "none" };
}

function localUser({ profile }: WorldUser): LocalUser {
  return { id: profile.id, name: profile.username, bot: profile.bot ?? false };
}
