import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import { createApp } from "../src/app.ts";
import type { OptionReader } from "../src/commands/command.ts";
import { scan } from "../src/commands/scan.ts";
import { loadConfig } from "../src/config.ts";
import { openMarket, type MarketChoice } from "../sandbox/openMarket.ts";
import { quietDoor } from "../test/support/context.ts";
import { recordedDocuments } from "./documents.ts";

/** One /scan in milliseconds, with the longest the main thread was held up meanwhile. */
export interface ScanTiming {
  readonly name: string;
  readonly symbols: number;
  readonly ms: number;
  readonly longestBlockMs: number;
  /** The same in processor time of that thread: what others do on the machine is not in it. */
  readonly longestWorkMs: number;
}

/** What the main thread may be held up at most: Discord gives three seconds to acknowledge, and others wait too. */
export const SCAN_AIM_MS = 20;

const COPIES = 10;

/** /scan over fifty symbols, each recorded chain under ten tickers, or the sample market's: with downloads, then out of memory. */
export async function timeScans(): Promise<ScanTiming[]> {
  const { market, remove } = fiftyChains();
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket(market, config);
  const feed = market.kind === "recorded" ? new Worker(new URL("scanFeed.ts", import.meta.url), { workerData: market.folder }) : null; // prettier-ignore
  const baseUrl = feed ? ((await once(feed, "message")) as [string])[0] : surroundings.market!.baseUrl;
  const app = createApp(config, { ...surroundings, market: { ...surroundings.market!, baseUrl } });
  const tickers = app.ctx.symbols.suggest("", 50).map(({ symbol }) => symbol);
  const ask = async (name: string, symbols: readonly string[]): Promise<ScanTiming> => {
    const values: Readonly<Record<string, string>> = { symbols: symbols.join(" ") };
    const options = { getString: (key: string) => values[key] ?? null, getBoolean: () => null };
    const who = { guildId: null, userId: "1", channelId: "2", permissions: null };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const work = watchWork();
    delay.enable();
    const start = performance.now();
    await scan.run({ options: options as unknown as OptionReader, ...who }, { ...app.ctx, door: quietDoor() });
    const ms = performance.now() - start;
    // One more turn, so that a hold-up at the very end counts.
    await new Promise((resolve) => setTimeout(resolve, 5));
    delay.disable();
    return { name, symbols: symbols.length, ms, longestBlockMs: delay.max / 1e6, longestWorkMs: work() };
  };
  await ask("first of all", tickers.slice(0, 1)); // compiles code and starts the thread
  const timings = [
    await ask("ten with downloads", tickers.slice(0, 10)),
    await ask("forty more", tickers.slice(10)),
    await ask("from memory", tickers),
    await ask("from memory, again", tickers),
  ];
  await app.close();
  await close();
  await feed?.terminate();
  remove();
  return timings;
}

/** From now on the most processor time, in ms, that this thread took between two turns of a timer of 1 ms; called, it ends. */
function watchWork(): () => number {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = used();
  let most = 0;
  const timer = setInterval(() => {
    const now = used();
    most = Math.max(most, now - last);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** The recordings under so many names that they are fifty symbols. */
function fiftyChains(): { readonly market: MarketChoice; readonly remove: () => void } {
  const documents = recordedDocuments();
  if (documents.length === 0) return { market: { kind: "sample" }, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "gexcord-scan-"));
  for (const { path } of documents)
    for (let copy = 0; copy < COPIES; copy++) symlinkSync(path, join(folder, `${copy}-${basename(path)}`));
  return { market: { kind: "recorded", folder }, remove: () => rmSync(folder, { recursive: true }) };
}
