import { createApp } from "../src/app.ts";
import { commands } from "../src/commands/index.ts";
import type { Config } from "../src/config.ts";
import { startDelivery } from "../src/delivery.ts";
import { startBot } from "../src/discord/bot.ts";
import { createLocalDiscord } from "./discord/localDiscord.ts";
import type { UserSide } from "./discord/userSide.ts";
import { openMarket, type MarketChoice } from "./openMarket.ts";

export interface Sandbox {
  /** What a person can do at the local Discord. */
  readonly user: UserSide;
  /** What the market is, for a banner: one line. */
  readonly market: string;
  /** More about the market for the terminal, e.g. the recorded chains; perhaps empty. */
  readonly details: string;
  stop(): Promise<void>;
}

/**
 * The real bot, through real HTTP and WebSocket, connected to a local Discord and fetching from a market of our choice.
 * Everything listens on 127.0.0.1 only.
 * @throws {Error} in words when the market cannot be opened.
 */
export async function createSandbox(config: Config, choice: MarketChoice): Promise<Sandbox> {
  const market = await openMarket(choice, config);
  const discord = await createLocalDiscord();
  const app = createApp(config, market.surroundings);
  const onFatal = (reason: string) => app.ctx.log.error({ reason }, "the local Discord ended the connection");
  const bot = await startBot(app.ctx, { token: discord.token, apiBase: discord.api, commands, onFatal });
  const delivery = startDelivery({ bot, database: app.database, backups: null, spedUp: true, onFatal });
  return {
    user: discord.user,
    market: market.title,
    details: market.details,
    async stop() {
      await Promise.all([bot.stop(), delivery.stop()]);
      await app.close();
      await discord.stop();
      await market.close();
    },
  };
}
