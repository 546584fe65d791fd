import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../src/app.ts";
import type { OptionReader } from "../src/commands/command.ts";
import { commands } from "../src/commands/index.ts";
import { loadConfig } from "../src/config.ts";
import { openMarket } from "../sandbox/openMarket.ts";
import { quietDoor } from "../test/support/context.ts";
import { recordedFolder } from "./documents.ts";

/** Milliseconds from the command to its finished post, and the longest the main thread was held up meanwhile. */
export interface ReplyTiming {
  readonly symbol: string;
  readonly coldMs: number;
  readonly warmMs: number;
  readonly longestBlockMs: number;
}

/** Runs /gex for recorded chains, or the sample market where there are none, through service, worker and picture: first with a download, then out of the cache. */
export async function timeReplies(): Promise<ReplyTiming[]> {
  const folder = recordedFolder();
  const symbols = folder ? ["AAPL", "SPX", "SPX.B", "QQQ", "RUT"] : ["AAPL", "SPX", "SPY", "QQQ", "TSLA"];
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket(folder ? { kind: "recorded", folder } : { kind: "sample" }, config);
  const app = createApp(config, surroundings);
  const gex = commands.find(({ json }) => json.name === "gex")!;
  const ask = async (symbol: string): Promise<number> => {
    const start = performance.now();
    const options = { getString: (name: string) => (name === "symbol" ? symbol : null), getBoolean: () => null };
    const who = { guildId: null, userId: "1", channelId: "2", permissions: null };
    await gex.run({ options: options as unknown as OptionReader, ...who }, { ...app.ctx, door: quietDoor() });
    return performance.now() - start;
  };
  const timings: ReplyTiming[] = [];
  await ask(symbols[0]!); // compiles code and starts the thread
  for (const symbol of symbols.slice(1)) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const coldMs = await ask(symbol);
    const warmMs = await ask(symbol);
    delay.disable();
    timings.push({ symbol, coldMs, warmMs, longestBlockMs: delay.max / 1e6 });
  }
  await app.close();
  await close();
  return timings;
}
