import { REST } from "discord.js";
import { createLocalDiscord, type LocalDiscord, type LocalDiscordOptions } from "../../sandbox/discord/localDiscord.ts";
import { createCourier, type Courier, type Parcel } from "../../src/discord/courier.ts";
import { createCustomIds } from "../../src/discord/customIds.ts";
import { createCourierRest, restOptions } from "../../src/discord/restOptions.ts";
import { discordChecker } from "./discordChecker/describedByDiscord.ts";

/** The bot's ways to Discord over a local one, judged by Discord's own description where it is present; no gateway. */
export interface CourierScene {
  readonly discord: LocalDiscord;
  readonly courier: Courier;
  /** Of the courier: without retries. */
  readonly letterRest: REST;
  /** As the client has it: with retries. */
  readonly rest: REST;
  /** The first channel of the server. */
  readonly channelId: string;
  readonly guildId: string;
  readonly you: string;
  parcel(overrides?: Partial<Parcel>): Parcel;
}

const checker = discordChecker();

export async function openCourierScene(
  options: LocalDiscordOptions & { readonly timeoutMs?: number } = {},
): Promise<CourierScene> {
  const { timeoutMs, ...discordOptions } = options;
  const discord = await createLocalDiscord({ ...(checker && { judge: checker }), ...discordOptions });
  discord.rateLimits.set("POST /channels/:channel/messages", { limit: 1_000, seconds: 1 });
  const { token, api: apiBase } = discord;
  const letterRest = createCourierRest({ token, apiBase });
  const ids = createCustomIds({ secret: token, now: () => new Date() });
  const you = discord.user.users()[0]!.id;
  const channelId = discord.user.channels(you)[0]!.id;
  let count = 0;
  return {
    discord,
    courier: createCourier({ rest: letterRest, ids, ...(timeoutMs !== undefined && { timeoutMs }) }),
    letterRest,
    rest: new REST(restOptions(apiBase)).setToken(token),
    channelId,
    guildId: [...discord.world.guilds.keys()][0]!,
    you,
    parcel: (overrides) => ({
      channelId,
      post: { embeds: [{ description: "words" }] },
      ownerId: null,
      nonce: `nonce-${(count += 1)}`,
      marker: "#d-7f3a90c1",
      ...overrides,
    }),
  };
}
