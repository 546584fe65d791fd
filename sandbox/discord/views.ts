import type { APIApplicationCommand, APIMessage } from "discord.js";
import type { Commands } from "./commands.ts";
import type { Messages, StoredMessage } from "./messages.ts";
import { mayUse, memberPermissions } from "./permissions.ts";
import type { LocalChannel } from "./userSide.ts";
import type { World, WorldChannel } from "./world.ts";

const CHAT_INPUT = 1;
const GUILD_INSTALL = 0;
const USER_INSTALL = 1;
const CONTEXT_GUILD = 0;
const CONTEXT_BOT_DM = 1;

/** What a person sees of the local Discord. The last three throw an Error for what this person cannot see or use. */
export interface Views {
  readonly channels: (userId: string) => readonly LocalChannel[];
  readonly messages: (channelId: string, userId: string) => readonly APIMessage[];
  readonly commands: (channelId: string) => readonly APIApplicationCommand[];
  channel(channelId: string, userId: string): WorldChannel;
  message(messageId: string, userId: string): StoredMessage;
  command(name: string, options: { readonly channel: WorldChannel; readonly userId: string }): APIApplicationCommand;
}

interface Deps {
  readonly world: World;
  readonly commands: Commands;
  readonly messages: Messages;
}

export function createViews({ world, commands, messages }: Deps): Views {
  function sees(userId: string, channel: WorldChannel): boolean {
    if (channel.kind === "dm") return channel.recipientId === userId;
    return world.guilds.get(channel.guildId)?.members.has(userId) ?? false;
  }

  function offered(channel: WorldChannel): APIApplicationCommand[] {
    const isGuild = channel.kind === "guild";
    const context = isGuild ? CONTEXT_GUILD : CONTEXT_BOT_DM;
    const needsUserInstall = isGuild && !world.hasBot(channel.guildId);
    const global = commands.all(null).filter((command) => {
      // No contexts at all means everywhere the installation reaches.
      const contexts: readonly number[] = command.contexts ?? [CONTEXT_GUILD, CONTEXT_BOT_DM];
      const installs: readonly number[] = command.integration_types ?? [GUILD_INSTALL];
      return contexts.includes(context) && (!needsUserInstall || installs.includes(USER_INSTALL));
    });
    const local = isGuild && !needsUserInstall ? commands.all(channel.guildId) : [];
    return [...global, ...local]
      .filter(({ type }) => isChatInput(type))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  return {
    channels(userId) {
      if (!world.users.has(userId)) return [];
      const dm = world.dmChannel(userId);
      const inServers = [...world.channels.values()].flatMap((channel) =>
        channel.kind === "guild" && sees(userId, channel)
          ? [{ id: channel.id, name: channel.name, kind: channel.kind }]
          : [],
      );
      return [...inServers, { id: dm.id, name: world.bot.profile.username, kind: dm.kind }];
    },
    messages(channelId, userId) {
      const channel = world.channels.get(channelId);
      if (!channel || !sees(userId, channel)) return [];
      const visible = messages.list(channelId).filter((stored) => isVisible(stored, userId));
      return visible.map(({ message }) => message);
    },
    commands(channelId) {
      const channel = world.channels.get(channelId);
      return channel ? offered(channel) : [];
    },
    channel(channelId, userId) {
      const channel = world.channels.get(channelId);
      if (!channel || !sees(userId, channel)) throw new Error("There is no such channel");
      return channel;
    },
    message(messageId, userId) {
      const stored = messages.find(messageId);
      const channel = stored && world.channels.get(stored.message.channel_id);
      if (!stored || !channel || !sees(userId, channel) || !isVisible(stored, userId))
        throw new Error("There is no such message");
      return stored;
    },
    command(name, { channel, userId }) {
      const command = offered(channel).find((candidate) => candidate.name === name);
      if (!command) throw new Error(`There is no command /${name} here`);
      const guild = channel.kind === "guild" ? world.guilds.get(channel.guildId) : undefined;
      if (guild && !mayUse(command.default_member_permissions, memberPermissions(guild, userId, { channel })))
        throw new Error(`You may not use /${name}`);
      return command;
    },
  };
}

function isChatInput(type: number): boolean {
  return type === CHAT_INPUT;
}

function isVisible({ visibleTo, dismissed }: StoredMessage, userId: string): boolean {
  return !dismissed && (visibleTo === null || visibleTo === userId);
}
