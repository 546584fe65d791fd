import type { APIUser, UserFlags } from "discord.js";
import { PERMISSION } from "./permissions.ts";
import { createSnowflakes, type NextId } from "./snowflake.ts";

const NO_FLAGS = 0 as UserFlags;

export interface WorldUser {
  readonly profile: APIUser;
  /** "closed": the user blocked the bot or takes no direct messages. */
  dms: "open" | "closed";
}

export interface WorldGuild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  /** Joining time (ISO 8601) by user id, the bot among them when it is in the server. */
  readonly members: Map<string, string>;
  readonly channelIds: string[];
}

export interface GuildChannel {
  readonly kind: "guild";
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly position: number;
  /** Permission bits that are taken from the bot here. */
  denied: bigint;
  /** Members who may read here but not write, by user id. */
  readonly silenced: Set<string>;
  lastMessageId: string | null;
}

export interface DmChannel {
  readonly kind: "dm";
  readonly id: string;
  readonly recipientId: string;
  lastMessageId: string | null;
}

export type WorldChannel = GuildChannel | DmChannel;

/** Who and what exists on the local Discord. Tests change it through this interface too. */
export interface World {
  readonly bot: WorldUser;
  readonly users: ReadonlyMap<string, WorldUser>;
  readonly guilds: ReadonlyMap<string, WorldGuild>;
  readonly channels: ReadonlyMap<string, WorldChannel>;
  readonly nextId: NextId;
  addUser(name: string): WorldUser;
  /** The owner is a member at once, the bot unless `withBot` is false. */
  addGuild(name: string, ownerId: string, options?: { readonly withBot?: boolean }): WorldGuild;
  join(guildId: string, userId: string): void;
  addChannel(guildId: string, name: string): GuildChannel;
  /** The DM channel between this user and the bot, made at the first call. */
  dmChannel(userId: string): DmChannel;
  /** Null when there was no DM with this user yet. */
  existingDm(userId: string): DmChannel | null;
  setDms(userId: string, dms: WorldUser["dms"]): void;
  setSending(channelId: string, sending: boolean): void;
  /** Takes permissions (bits of `PERMISSION`) from the bot in a server's channel; 0n gives all back. */
  deny(channelId: string, permissions: bigint): void;
  /** Takes a member's permission to write in a server's channel, or gives it back; the owner of the server keeps it anyway. */
  setWriting(channelId: string, userId: string, options: { readonly may: boolean }): void;
  hasBot(guildId: string): boolean;
  sharesGuildWithBot(userId: string): boolean;
}

/** Returns a world with nobody in it but the bot. */
export function createWorld(botName: string, now: () => number): World {
  const nextId = createSnowflakes(now);
  const users = new Map<string, WorldUser>();
  const guilds = new Map<string, WorldGuild>();
  const channels = new Map<string, WorldChannel>();
  const dmByUser = new Map<string, DmChannel>();

  function addPerson(name: string, bot: boolean): WorldUser {
    const user: WorldUser = { profile: profileOf(nextId(), name, bot), dms: "open" };
    users.set(user.profile.id, user);
    return user;
  }

  const bot = addPerson(botName, true);
  const guildOf = (id: string): WorldGuild => found(guilds.get(id), "guild", id);

  const world: World = {
    bot,
    users,
    guilds,
    channels,
    nextId,
    addUser: (name) => addPerson(name, false),
    addGuild(name, ownerId, { withBot = true } = {}) {
      const guild: WorldGuild = { id: nextId(), name, ownerId, locale: "en-US", members: new Map(), channelIds: [] };
      guilds.set(guild.id, guild);
      world.join(guild.id, ownerId);
      if (withBot) world.join(guild.id, bot.profile.id);
      return guild;
    },
    join(guildId, userId) {
      guildOf(guildId).members.set(userId, new Date(now()).toISOString());
    },
    addChannel(guildId, name) {
      const { channelIds } = guildOf(guildId);
      const position = channelIds.length;
      const channel: GuildChannel = {
        kind: "guild",
        id: nextId(),
        guildId,
        name,
        position,
        denied: 0n,
        silenced: new Set(),
        lastMessageId: null,
      };
      channels.set(channel.id, channel);
      channelIds.push(channel.id);
      return channel;
    },
    dmChannel(userId) {
      const known = dmByUser.get(userId);
      if (known) return known;
      const channel: DmChannel = { kind: "dm", id: nextId(), recipientId: userId, lastMessageId: null };
      channels.set(channel.id, channel);
      dmByUser.set(userId, channel);
      return channel;
    },
    existingDm: (userId) => dmByUser.get(userId) ?? null,
    setDms(userId, dms) {
      found(users.get(userId), "user", userId).dms = dms;
    },
    setSending(channelId, sending) {
      const channel = found(channels.get(channelId), "channel", channelId);
      if (channel.kind !== "guild") return;
      channel.denied = sending ? channel.denied & ~PERMISSION.sendMessages : channel.denied | PERMISSION.sendMessages;
    },
    deny(channelId, permissions) {
      const channel = found(channels.get(channelId), "channel", channelId);
      if (channel.kind === "guild") channel.denied = permissions;
    },
    setWriting(channelId, userId, { may }) {
      const channel = found(channels.get(channelId), "channel", channelId);
      if (channel.kind !== "guild") return;
      if (may) channel.silenced.delete(userId);
      else channel.silenced.add(userId);
    },
    hasBot: (guildId) => guildOf(guildId).members.has(bot.profile.id),
    sharesGuildWithBot: (userId) =>
      [...guilds.values()].some((guild) => guild.members.has(userId) && guild.members.has(bot.profile.id)),
  };
  return world;
}

function profileOf(id: string, name: string, bot: boolean): APIUser {
  return {
    id,
    username: name,
    discriminator: "0",
    global_name: bot ? null : name,
    avatar: null,
    bot,
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

function found<T>(thing: T | undefined, kind: string, id: string): T {
  if (thing === undefined) throw new Error(`The local Discord has no ${kind} ${id}`);
  return thing;
}
