import { MALLOC, NODE_FLAGS } from "../../src/memory.ts";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { HttpLimits } from "../../src/services/http.ts";

/** What the bot's process is told at its start. */
export interface BotTask {
  readonly token: string;
  readonly apiBase: string;
  /** Of the feed. */
  readonly baseUrl: string;
  /** The bot's clock at its start, ISO 8601. */
  readonly at: string;
  /** How much faster than ours that clock runs. */
  readonly speed?: number;
  readonly limits?: Partial<HttpLimits>;
}
export type BotOrder = "report" | "stop";

/** The process since the last report; memory as of now. */
export interface BotReport {
  readonly rssMegabytes: number;
  /** Of the main thread: objects in use or not yet swept, and buffers, the cache among them. */
  readonly heapMegabytes: number;
  readonly externalMegabytes: number;
  /** Share of the time in which the main thread was busy. */
  readonly mainBusy: number;
  /** Of all threads together. */
  readonly cpuSeconds: number;
  /** How late the main thread came to its timers. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

export interface BotChild {
  report(): Promise<BotReport>;
  stop(): Promise<void>;
}

/** Starts the real bot in a process of its own; resolves when it is connected. @throws {Error} when it ends before that. */
export async function startBotChild(task: BotTask): Promise<BotChild> {
  const child = fork(join(import.meta.dirname, "botProcess.ts"), [JSON.stringify(task)], {
    // Logged at its usual level, to nowhere.
    execArgv: [...NODE_FLAGS],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      PATH: process.env["PATH"],
      ...MALLOC,
      ...(process.env["NODE_OPTIONS"] && { NODE_OPTIONS: process.env["NODE_OPTIONS"] }),
    },
  });
  const ended = once(child, "exit").then(() => {
    throw new Error("the bot's process ended");
  });
  ended.catch(() => undefined);
  const next = async (): Promise<unknown> => (await Promise.race([once(child, "message"), ended]))[0];
  await next();
  return {
    async report() {
      const answer = next();
      child.send("report" satisfies BotOrder);
      return (await answer) as BotReport;
    },
    async stop() {
      const exit = once(child, "exit");
      child.send("stop" satisfies BotOrder);
      await exit;
    },
  };
}
