import { setTimeout as sleep } from "node:timers/promises";
import { createLocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import { startBotChild, type BotReport, type BotTask } from "./botChild.ts";
import { gex, SYMBOLS, type Call } from "./calls.ts";
import { createCrowd } from "./crowd.ts";
import { drive, type Drive, type Driven } from "./drive.ts";
import { createLoadFeed, type LoadFeed } from "./feed.ts";

/** A bot in its own process; Discord, the feed and the people in this one. */
export interface Scene {
  readonly feed: LoadFeed;
  run(part: Pick<Drive, "calls" | "perSecond" | "count" | "patienceMs">): Promise<Driven>;
  /** Asks for each of these symbols once, slowly, and forgets what that took. */
  warm(symbols: readonly string[]): Promise<void>;
  report(): Promise<BotReport>;
  stop(): Promise<void>;
}

/** Tuesday noon in New York: the sample market is open and has an expiry today. */
const NOON = new Date("2026-11-24T17:00:00Z");
/** Slower than the bot asks its source. */
const WARM_UP_PER_SECOND = 2;
/** Enough for what is under way, little enough for the memory of this process: pictures are large. */
const KEPT_PER_CHANNEL = 20;

export async function openScene(task: Pick<BotTask, "speed" | "limits"> = {}): Promise<Scene> {
  const discord = await createLocalDiscord({ keptPerChannel: KEPT_PER_CHANNEL });
  const feed = await createLoadFeed(NOON);
  const people = createCrowd(discord.world);
  const bot = await startBotChild({
    token: discord.token,
    apiBase: discord.api,
    baseUrl: feed.baseUrl,
    at: NOON.toISOString(),
    ...task,
  });
  const run: Scene["run"] = (part) => drive({ user: discord.user, people, ...part });
  return {
    feed,
    run,
    async warm(symbols) {
      await run({ calls: [inTurn(symbols)], perSecond: WARM_UP_PER_SECOND, count: symbols.length });
      await sleep(500);
      await bot.report();
    },
    report: () => bot.report(),
    async stop() {
      await bot.stop();
      await feed.stop();
      await discord.stop();
    },
  };
}

/** /gex for one symbol after the other. */
export function inTurn(symbols: readonly string[]): Call {
  let asked = 0;
  return { ...gex, options: () => ({ symbol: symbols[asked++ % symbols.length]! }) };
}

/** Tickers nobody has asked for: no cache knows them, and the feed has its large chain behind each. */
export const unseenSymbols = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `Z${letter(i / 676)}${letter(i / 26)}${letter(i)}Z`);

const letter = (i: number) => String.fromCharCode(65 + (Math.floor(i) % 26));

export const everyOther = SYMBOLS.filter((_, i) => i % 2 === 0);
