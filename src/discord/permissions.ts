import {
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  type REST,
} from "discord.js";

/** What of a channel says who may do what in it; threads go by the channel they are in. */
interface ChannelInfo {
  readonly type: ChannelType;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly APIOverwrite[];
}

const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** What a scheduled picture takes, in Discord's own words. The history is read to find out whether a message arrived. */
const NEEDED: readonly (readonly [bit: bigint, name: string])[] = [
  [PermissionFlagsBits.ViewChannel, "View Channel"],
  [PermissionFlagsBits.SendMessages, "Send Messages"],
  [PermissionFlagsBits.EmbedLinks, "Embed Links"],
  [PermissionFlagsBits.AttachFiles, "Attach Files"],
  [PermissionFlagsBits.ReadMessageHistory, "Read Message History"],
];
const NEEDED_IN_THREADS = NEEDED.map(([bit, name]): readonly [bigint, string] =>
  bit === PermissionFlagsBits.SendMessages
    ? [PermissionFlagsBits.SendMessagesInThreads, "Send Messages in Threads"]
    : [bit, name],
);

/**
 * Those of the needed permissions that the bot does not have in this channel; none in a direct message, where there are none.
 * @throws {DiscordAPIError} when Discord does not tell
 */
export async function missingIn(channelId: string, rest: REST): Promise<readonly string[]> {
  const channel = (await rest.get(Routes.channel(channelId))) as ChannelInfo;
  if (channel.guild_id === undefined) return [];
  const isThread = THREADS.includes(channel.type);
  const governing =
    isThread && channel.parent_id ? ((await rest.get(Routes.channel(channel.parent_id))) as ChannelInfo) : channel;
  const { id: botId } = (await rest.get(Routes.user())) as { id: string };
  const [roles, member] = (await Promise.all([
    rest.get(Routes.guildRoles(channel.guild_id)),
    rest.get(Routes.guildMember(channel.guild_id, botId)),
  ])) as [APIRole[], APIGuildMember];
  const held = heldIn(governing.permission_overwrites ?? [], {
    guildId: channel.guild_id,
    botId,
    roleIds: member.roles,
    roles,
  });
  return (isThread ? NEEDED_IN_THREADS : NEEDED).filter(([bit]) => (held & bit) === 0n).map(([, name]) => name);
}

/**
 * A member's permissions in a channel: those of everyone and of his roles, then what the channel changes for everyone, for his
 * roles together and for him, in this order. Source: Discord developer documentation, "Permission Overwrites".
 */
function heldIn(
  overwrites: readonly APIOverwrite[],
  {
    guildId,
    botId,
    roleIds,
    roles,
  }: {
    readonly guildId: string;
    readonly botId: string;
    readonly roleIds: readonly string[];
    readonly roles: readonly APIRole[];
  },
): bigint {
  const base = roles
    .filter(({ id }) => id === guildId || roleIds.includes(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if (base & PermissionFlagsBits.Administrator) return ~0n;
  const stages = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && roleIds.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === botId),
  ];
  const held = stages.reduce((bits, stage) => {
    const denied = stage.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = stage.reduce((all, { allow }) => all | BigInt(allow), 0n);
    return (bits & ~denied) | allowed;
  }, base);
  // Who does not see a channel can do nothing in it.
  return held & PermissionFlagsBits.ViewChannel ? held : 0n;
}
