import { apiError } from "../apiError.ts";
import { apiChannel, apiGuild, apiMember, apiRoles } from "../payloads.ts";
import type { Call, Route } from "../router.ts";
import type { World, WorldGuild } from "../world.ts";

/** Servers the bot is in, read only. */
export function guildRoutes({ world }: { readonly world: World }): Route[] {
  const guildOf = ({ param }: Call): WorldGuild => {
    const guild = world.guilds.get(param("guild"));
    if (!guild || !world.hasBot(guild.id)) throw apiError(10004);
    return guild;
  };

  return [
    { name: "GET /guilds/:guild", answer: (call) => apiGuild(guildOf(call)) },
    { name: "GET /guilds/:guild/roles", answer: (call) => apiRoles(guildOf(call)) },
    {
      name: "GET /guilds/:guild/channels",
      answer: (call) =>
        guildOf(call)
          .channelIds.flatMap((id) => world.channels.get(id) ?? [])
          .map((channel) => apiChannel(channel, world)),
    },
    {
      name: "GET /guilds/:guild/members/:user",
      answer: (call) => {
        const guild = guildOf(call);
        const user = world.users.get(call.param("user"));
        if (!user || !guild.members.has(user.profile.id)) throw apiError(10007);
        return apiMember(guild, user.profile);
      },
    },
  ];
}
