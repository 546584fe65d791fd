import type { APIUser } from "discord.js";
import { EVERYONE_PERMISSIONS } from "./permissions.ts";
import type { World, WorldChannel, WorldGuild } from "./world.ts";

// The shapes are inferred on purpose: they follow Discord's OpenAPI schemas, which know fields the typings lack.
// A field which real Discord leaves out must stay out: discord.js throws on some nulls (`install_params`, `components`).

/** An overwrite of one member, not of a role. */
const MEMBER = 1;

export function apiChannel(channel: WorldChannel, world: World) {
  const shared = { id: channel.id, last_message_id: channel.lastMessageId, flags: 0 };
  if (channel.kind === "dm") {
    const recipient = world.users.get(channel.recipientId);
    return { ...shared, type: 1, recipients: recipient ? [recipient.profile] : [] };
  }
  return {
    ...shared,
    type: 0,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    permission_overwrites:
      channel.denied === 0n
        ? []
        : [{ id: world.bot.profile.id, type: MEMBER, allow: "0", deny: channel.denied.toString() }],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    parent_id: null,
  };
}

export function apiMember(guild: WorldGuild, user: APIUser) {
  return {
    user,
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: guild.members.get(user.id) ?? null,
    premium_since: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
    communication_disabled_until: null,
    collectibles: null,
  };
}

/** A server has one role, @everyone, with the id of the server. */
export function apiRoles(guild: WorldGuild) {
  return [
    {
      id: guild.id,
      name: "@everyone",
      description: null,
      permissions: EVERYONE_PERMISSIONS,
      position: 0,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: false,
      mentionable: false,
      icon: null,
      unicode_emoji: null,
      flags: 0,
    },
  ];
}

export function apiGuild(guild: WorldGuild) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    icon_hash: null,
    splash: null,
    discovery_splash: null,
    home_header: null,
    owner_id: guild.ownerId,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: apiRoles(guild),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    nsfw: false,
    nsfw_level: 0,
    incidents_data: null,
  };
}

/** The data of GUILD_CREATE. */
export function gatewayGuild(guild: WorldGuild, world: World) {
  const bot = world.bot.profile;
  const channels = guild.channelIds.flatMap((id) => world.channels.get(id) ?? []);
  return {
    ...apiGuild(guild),
    joined_at: guild.members.get(bot.id),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [apiMember(guild, bot)],
    channels: channels.map((channel) => apiChannel(channel, world)),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The bot's own application, owned by the first person of the world. */
export function apiApplication(world: World) {
  const { profile: bot } = world.bot;
  const owner = [...world.users.values()].find((user) => !user.profile.bot);
  return {
    id: bot.id,
    name: bot.username,
    icon: null,
    description: "",
    type: null,
    bot,
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: {
      0: { oauth2_install_params: { scopes: ["applications.commands", "bot"], permissions: "0" } },
      1: {},
    },
    verify_key: "0".repeat(64),
    flags: 0,
    flags_new: "0",
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: owner?.profile ?? bot,
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.members.has(bot.id)).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
