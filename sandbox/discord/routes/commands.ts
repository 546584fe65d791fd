import { apiError } from "../apiError.ts";
import type { Commands } from "../commands.ts";
import type { Call, Route } from "../router.ts";
import type { World } from "../world.ts";

interface Deps {
  readonly world: World;
  readonly commands: Commands;
}

/** Commands, globally and per server: the same five things at two places. */
export function commandRoutes({ world, commands }: Deps): Route[] {
  const scopes: readonly { readonly path: string; readonly guildOf: (call: Call) => string | null }[] = [
    { path: "/applications/:application/commands", guildOf: () => null },
    {
      path: "/applications/:application/guilds/:guild/commands",
      guildOf: ({ param }) => {
        if (!world.guilds.has(param("guild"))) throw apiError(10004);
        return param("guild");
      },
    },
  ];

  return scopes.flatMap(({ path, guildOf }): Route[] => {
    const scope = (call: Call): string | null => {
      if (call.param("application") !== world.bot.profile.id) throw apiError(10002);
      return guildOf(call);
    };
    return [
      { name: `GET ${path}`, answer: (call) => commands.all(scope(call)) },
      { name: `PUT ${path}`, answer: (call) => commands.replaceAll(scope(call), call.body) },
      { name: `POST ${path}`, answer: (call) => commands.add(scope(call), call.body) },
      { name: `GET ${path}/:command`, answer: (call) => commands.get(scope(call), call.param("command")) },
      {
        name: `PATCH ${path}/:command`,
        answer: (call) => commands.change(scope(call), { id: call.param("command"), body: call.body }),
      },
      { name: `DELETE ${path}/:command`, answer: (call) => commands.remove(scope(call), call.param("command")) },
    ];
  });
}
