import type { Interaction } from "./interactions.ts";
import { apiChannel, apiMember } from "./payloads.ts";
import { appPermissions, memberPermissions } from "./permissions.ts";
import type { World } from "./world.ts";

const CONTEXT_GUILD = 0;
const CONTEXT_BOT_DM = 1;
/** Bytes one file may have. */
export const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/**
 * Returns the data of INTERACTION_CREATE.
 *
 * discord.js reads `channel.id` (not channel_id), `entitlements` and `authorizing_integration_owners`. Where one is missing it throws
 * inside its gateway handler, which ends the bot's process.
 */
export function interactionPayload(interaction: Interaction, data: unknown, world: World) {
  const { channel, userId } = interaction;
  const user = world.users.get(userId)?.profile;
  const guild = channel.kind === "guild" ? world.guilds.get(channel.guildId) : undefined;
  if (!user) throw new Error(`The local Discord has no user ${userId}`);
  const permissions = guild ? memberPermissions(guild, userId, { channel }) : appPermissions(channel);
  const whereabouts = guild
    ? {
        guild: { id: guild.id, features: [], locale: guild.locale },
        guild_id: guild.id,
        guild_locale: guild.locale,
        member: { ...apiMember(guild, user), permissions },
      }
    : { user };
  return {
    id: interaction.id,
    application_id: world.bot.profile.id,
    type: interaction.type,
    data,
    token: interaction.token,
    version: 1,
    ...whereabouts,
    channel: { ...apiChannel(channel, world), permissions },
    channel_id: channel.id,
    ...(interaction.source ? { message: interaction.source.message } : {}),
    app_permissions: appPermissions(channel),
    locale: "en-US",
    entitlements: [],
    authorizing_integration_owners: interaction.owners,
    context: guild ? CONTEXT_GUILD : CONTEXT_BOT_DM,
    attachment_size_limit: ATTACHMENT_LIMIT,
  };
}
