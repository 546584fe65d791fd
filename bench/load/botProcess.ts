import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../../src/app.ts";
import { commands } from "../../src/commands/index.ts";
import { loadConfig } from "../../src/config.ts";
import { startBot } from "../../src/discord/bot.ts";
import { simulatedClock } from "../../sandbox/market/simulatedClock.ts";
import type { BotOrder, BotReport, BotTask } from "./botChild.ts";

/** The bot alone in its process, as in production; its parent is Discord, the feed and the people. */
const { token, apiBase, baseUrl, at, speed = 1, limits } = JSON.parse(process.argv[2]!) as BotTask;

const app = createApp(loadConfig(process.env), {
  market: { baseUrl, label: { text: "SAMPLE market · computed here", sample: true }, ...(limits && { limits }) },
  now: simulatedClock({ at: new Date(at), speed }),
});
const bot = await startBot(app.ctx, { token, apiBase, commands, onFatal: () => process.exit(1) });

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let since = performance.eventLoopUtilization();
let cpu = process.cpuUsage();

process.on("message", (order: BotOrder) => {
  if (order === "stop") return void stop();
  const used = process.cpuUsage(cpu);
  const { rss, heapUsed, external } = process.memoryUsage();
  const report: BotReport = {
    rssMegabytes: rss / 2 ** 20,
    heapMegabytes: heapUsed / 2 ** 20,
    externalMegabytes: external / 2 ** 20,
    mainBusy: performance.eventLoopUtilization(since).utilization,
    cpuSeconds: (used.user + used.system) / 1e6,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMaxMs: delay.max / 1e6,
  };
  delay.reset();
  since = performance.eventLoopUtilization();
  cpu = process.cpuUsage();
  process.send!(report);
});
process.on("disconnect", () => process.exit(1));
process.send!("ready");

async function stop(): Promise<void> {
  await bot.stop(0);
  await app.close();
  process.exit(0);
}
