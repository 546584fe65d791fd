import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type APIMessage } from "discord.js";
import { createLocalDiscord, type LocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import type { OptionValues, Outcome } from "../../sandbox/discord/userSide.ts";
import { createFeed } from "../../sandbox/feed/feed.ts";
import { sampleSource } from "../../sandbox/feed/sampleSource.ts";
import type { FeedSource } from "../../sandbox/feed/source.ts";
import { createSampleMarket } from "../../sandbox/market/sampleMarket.ts";
import { createApp, type App } from "../../src/app.ts";
import { commands } from "../../src/commands/index.ts";
import { loadConfig, type Config } from "../../src/config.ts";
import { startBot } from "../../src/discord/bot.ts";
import type { Action } from "../../src/views/controls.ts";
import { discordChecker } from "./discordChecker/describedByDiscord.ts";
import { startFakeFlashAlpha, type FakeFlashAlpha, type FakePlan } from "./fakeFlashAlpha.ts";
import { stoppedClock, type StoppedClock } from "./providers.ts";

/** Somebody in a channel. */
export interface Place {
  readonly userId: string;
  readonly channelId: string;
}

/** The real bot on the sample market with a key of the fake FlashAlpha, all on one stopped clock, at a local Discord. */
export interface VendorBot {
  readonly fake: FakeFlashAlpha;
  readonly clock: StoppedClock;
  readonly discord: LocalDiscord;
  /** Our own feed fails from now on, or works again. */
  setFeedDown(isDown: boolean): void;
  /** What the bot running now is made of. */
  ctx(): App["ctx"];
  /** A new person in a new server, or in that of somebody else. */
  newcomer(beside?: Place): Place;
  /** The finished answer to a command; by a newcomer unless said otherwise, so that nobody's allowance runs out. */
  ask(command: string, options?: OptionValues, place?: Place): Promise<APIMessage>;
  /** What a control leads to: the changed reply, or the new message. */
  press(
    message: APIMessage,
    use: { readonly action: Action; readonly place: Place; readonly value?: string },
  ): Promise<APIMessage>;
  /** The bot's process ends and starts again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface VendorBotOptions {
  readonly on?: FakePlan;
  readonly sources?: Config["SOURCES"];
  readonly quotaFile?: string | null;
}

/** Tuesday, 24 November 2026, 12:00:07 in New York: the sample market is open and has an expiry today. */
const START = Date.parse("2026-11-24T17:00:07Z");
const UNHURRIED = { perSecond: 10_000, burst: 10_000, backoffMs: 1, breakerFailures: 10_000 };
const PATIENCE_MS = 15_000;
const checker = discordChecker();

export async function openVendorBot({
  on = "free",
  sources = "flashalpha,cboe",
  quotaFile = null,
}: VendorBotOptions = {}): Promise<VendorBot> {
  const clock = stoppedClock(START);
  const now = () => new Date(clock.now());
  const fake = await startFakeFlashAlpha({ plan: on, now: clock.now });
  let feedIsDown = false;
  const feed = await createFeed({ source: breakable(sampleSource(createSampleMarket(), now), () => feedIsDown) });
  const discord = await createLocalDiscord(checker ? { judge: checker } : {});
  const config = loadConfig({ LOG_LEVEL: "silent", SOURCES: sources });
  let running = await start();

  async function start() {
    const app = createApp(config, {
      market: {
        baseUrl: feed.baseUrl,
        label: { text: "SAMPLE market · computed here", sample: true },
        limits: UNHURRIED,
      },
      vendor: {
        baseUrl: fake.baseUrl,
        apiKey: fake.key,
        quotaFile,
        label: { text: "FlashAlpha · as published", sample: true },
        limits: UNHURRIED,
      },
      now,
    });
    const { token, api: apiBase } = discord;
    const personalPace = { capacity: 10_000, perSecond: 10_000 };
    const bot = await startBot(app.ctx, { token, apiBase, commands, personalPace, onFatal: () => {} });
    return { app, bot };
  }

  async function end(): Promise<void> {
    await running.bot.stop();
    await running.app.close();
  }

  function newcomer(beside?: Place): Place {
    const { world } = discord;
    const userId = world.addUser(`person ${world.users.size}`).profile.id;
    if (!beside) return { userId, channelId: world.addChannel(world.addGuild("A server", userId).id, "gex").id };
    const channel = world.channels.get(beside.channelId);
    if (channel?.kind === "guild") world.join(channel.guildId, userId);
    return { userId, channelId: beside.channelId };
  }

  async function finished(outcome: Outcome, { userId, channelId }: Place): Promise<APIMessage> {
    if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
    return until(() =>
      discord.user
        .messages(channelId, userId)
        .find(({ id, flags = 0 }) => id === outcome.message.id && !(flags & MessageFlags.Loading)),
    );
  }

  return {
    fake,
    clock,
    discord,
    setFeedDown: (isDown) => void (feedIsDown = isDown),
    ctx: () => running.app.ctx,
    newcomer,
    async ask(command, options = {}, place = newcomer()) {
      return finished(await discord.user.slash({ ...place, command, options }), place);
    },
    async press(message, { action, place, value }) {
      const customId = customIdsOf(message).find((id) => id.startsWith(`v1.${action}.`));
      if (customId === undefined) throw new Error(`there is no ${action} under the message`);
      const edited = message.edited_timestamp;
      const values = value === undefined ? {} : { values: [value] };
      const outcome = await discord.user.click({ userId: place.userId, messageId: message.id, customId, ...values });
      if (outcome.kind === "message") return finished(outcome, place);
      const { channelId, userId } = place;
      return until(() =>
        discord.user
          .messages(channelId, userId)
          .find(({ id, edited_timestamp: at }) => id === message.id && at !== edited),
      );
    },
    async restart() {
      await end();
      running = await start();
    },
    async stop() {
      await end();
      await discord.stop();
      await feed.stop();
      await fake.close();
    },
  };
}

const breakable = (source: FeedSource, isDown: () => boolean): FeedSource => ({
  tickers: source.tickers,
  open: (name, kind) => (isDown() ? Promise.reject(new Error("the feed is down")) : source.open(name, kind)),
});

const customIdsOf = ({ components = [] }: APIMessage): string[] =>
  components.flatMap((row) =>
    "components" in row ? row.components.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])) : [],
  );

async function until<T>(find: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 5) {
    const found = find();
    if (found !== undefined) return found;
    await sleep(5);
  }
  throw new Error("it never came");
}
