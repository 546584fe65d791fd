import { fork, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Order, SenderTask } from "./task.ts";

/** Processes that send; one that ends is started again at once. */
export interface Senders {
  /** To all of them. */
  order(order: Order): void;
  /** Kills one of those that work. Returns false when none does at the moment. */
  kill(random: () => number): boolean;
  /** Stops one of them for so long, ms, as a machine does that is suspended. */
  freeze(random: () => number, ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

const SENDER = fileURLToPath(new URL("senderProcess.ts", import.meta.url));

/** Started a thousand times, a process need not compile the same a thousand times. */
const COMPILED = join(tmpdir(), "gexcord-soak-compiled");

export async function startSenders(count: number, task: SenderTask): Promise<Senders> {
  const ready = new Set<ChildProcess>();
  const all = new Set<ChildProcess>();
  let stopping = false;

  const start = () => {
    const child = fork(SENDER, [JSON.stringify(task)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    all.add(child);
    child.on("message", () => ready.add(child));
    child.once("exit", (code) => {
      all.delete(child);
      ready.delete(child);
      if (!stopping) start();
      if (code !== null && code !== 0 && !stopping) console.error(`a sender ended by itself with ${code}`);
    });
    // Orders to one that was just killed.
    child.on("error", () => undefined);
  };
  const one = (random: () => number) => [...ready][Math.floor(random() * ready.size)];

  for (let i = 0; i < count; i += 1) start();
  while (ready.size < count) await sleep(20);
  return {
    order(order) {
      for (const child of ready) if (child.connected) child.send(order, () => undefined);
    },
    kill(random) {
      const child = one(random);
      if (!child) return false;
      ready.delete(child);
      return child.kill("SIGKILL");
    },
    async freeze(random, ms) {
      const child = one(random);
      if (!child) return false;
      child.kill("SIGSTOP");
      await sleep(ms);
      child.kill("SIGCONT");
      return true;
    },
    async stop() {
      stopping = true;
      for (const child of all) {
        if (child.connected) child.send({ kind: "stop" } satisfies Order, () => undefined);
      }
      for (let waited = 0; all.size > 0 && waited < 5_000; waited += 50) await sleep(50);
      for (const child of all) child.kill("SIGKILL");
    },
  };
}
