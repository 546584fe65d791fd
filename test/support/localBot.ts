import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type APIMessage } from "discord.js";
import { createLocalDiscord, type LocalDiscord, type LocalDiscordOptions } from "../../sandbox/discord/localDiscord.ts";
import type { OptionValues, Outcome } from "../../sandbox/discord/userSide.ts";
import { commands as allCommands } from "../../src/commands/index.ts";
import type { Command } from "../../src/commands/command.ts";
import type { AppContext } from "../../src/context.ts";
import { startBot, type Bot } from "../../src/discord/bot.ts";
import { PROGRESS_MARK } from "../../src/discord/progress.ts";
import { context } from "./context.ts";
import { discordChecker } from "./discordChecker/describedByDiscord.ts";

/** A local Discord with "you" in its first channel, and bots of ours connected to it. */
export interface LocalBot {
  readonly discord: LocalDiscord;
  /** Connects a bot; all are stopped with the rest. */
  start(ctx?: Omit<AppContext, "door">, commands?: readonly Command[]): Promise<Bot>;
  slash(command: string, options?: OptionValues): Promise<Outcome>;
  /** The message once it is no longer "thinking…" or progress. @throws {Error} when it still is after 15 s */
  finished(outcome: Outcome): Promise<APIMessage>;
  stop(): Promise<void>;
}

const checker = discordChecker();
const PATIENCE_MS = 15_000;
/** One person of a test does the work of many. */
const UNHURRIED = { capacity: 10_000, perSecond: 10_000 };

/** Judged by Discord's own description where it is present; the documented limits hold anyway. */
export async function openLocalBot(options: LocalDiscordOptions = {}): Promise<LocalBot> {
  const discord = await createLocalDiscord({ ...(checker && { judge: checker }), ...options });
  const bots: Bot[] = [];
  const you = discord.user.users()[0]!.id;
  const channelId = discord.user.channels(you)[0]!.id;
  return {
    discord,
    async start(ctx: Omit<AppContext, "door"> = context(), commands = allCommands) {
      const { token, api: apiBase } = discord;
      const bot = await startBot(ctx, { token, apiBase, commands, personalPace: UNHURRIED, onFatal: () => {} });
      bots.push(bot);
      return bot;
    },
    slash: (command, given = {}) => discord.user.slash({ userId: you, channelId, command, options: given }),
    async finished(outcome) {
      if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
      for (let waited = 0; waited < PATIENCE_MS; waited += 10) {
        const message = discord.user.messages(channelId, you).find(({ id }) => id === outcome.message.id);
        const isAnswered = (one: APIMessage) =>
          !((one.flags ?? 0) & MessageFlags.Loading) && !one.content.startsWith(PROGRESS_MARK);
        if (message && isAnswered(message)) return message;
        await sleep(10);
      }
      throw new Error("still thinking");
    },
    async stop() {
      await Promise.all(bots.map((bot) => bot.stop(0)));
      await discord.stop();
    },
  };
}
