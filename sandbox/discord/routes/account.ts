import { apiError } from "../apiError.ts";
import { apiApplication } from "../payloads.ts";
import type { Route } from "../router.ts";
import type { World } from "../world.ts";

const ALL_GUILD_PERMISSIONS = ((1n << 51n) - 1n).toString();
const DAY_MS = 24 * 3600_000;
const IDENTIFIES_PER_DAY = 1000;

interface Deps {
  readonly world: World;
  readonly gatewayUrl: string;
  readonly identifies: () => number;
}

/** Who the bot is, and where its gateway is. */
export function accountRoutes({ world, gatewayUrl, identifies }: Deps): Route[] {
  const { profile } = world.bot;
  return [
    { name: "GET /gateway", answer: () => ({ url: gatewayUrl }) },
    {
      name: "GET /gateway/bot",
      answer: () => ({
        url: gatewayUrl,
        shards: 1,
        session_start_limit: {
          total: IDENTIFIES_PER_DAY,
          remaining: Math.max(0, IDENTIFIES_PER_DAY - identifies()),
          reset_after: DAY_MS,
          max_concurrency: 1,
        },
      }),
    },
    { name: "GET /applications/@me", answer: () => apiApplication(world) },
    { name: "GET /oauth2/applications/@me", answer: () => apiApplication(world) },
    {
      name: "GET /users/@me",
      answer: () => ({ ...profile, mfa_enabled: true, locale: "en-US", verified: true, email: null, premium_type: 0 }),
    },
    {
      name: "GET /users/@me/guilds",
      answer: () =>
        [...world.guilds.values()]
          .filter((guild) => world.hasBot(guild.id))
          .map(({ id, name }) => ({
            id,
            name,
            icon: null,
            banner: null,
            owner: false,
            permissions: ALL_GUILD_PERMISSIONS,
            features: [],
          })),
    },
    {
      name: "GET /users/:user",
      answer: ({ param }) => {
        const user = world.users.get(param("user"));
        if (!user) throw apiError(10013);
        return user.profile;
      },
    },
  ];
}
