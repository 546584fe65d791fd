import { spawn, spawnSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether the system has a Redis server; where it has none, what needs it is skipped in words. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export interface LocalRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** An empty Redis on a free port of 127.0.0.1 that writes nothing to disk. */
export async function startRedis(): Promise<LocalRedis> {
  const port = await freePort();
  const child = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => String(chunk).includes("Ready to accept") && resolve());
    child.once("exit", () => reject(new Error("redis-server ended")));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await Promise.race([ended, sleep(5_000)]);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
