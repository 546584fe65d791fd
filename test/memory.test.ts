import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { START_ENV } from "./support/startEnv.ts";
import { MALLOC, NODE_FLAGS } from "../src/memory.ts";

const BIN = resolve(import.meta.dirname, "../bin/gexcord.mjs");
const isLinux = process.platform === "linux";

/** The sandbox as `npm start` starts it, when it is up: its settings as the kernel knows them. */
async function started(env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [BIN, "start"], {
    env: { ...START_ENV, SANDBOX_PORT: "0", LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  await expect.poll(() => text, { timeout: 15_000 }).toContain("Open");
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, "utf8").split("\0");
  return { child, text: () => text, args: read("cmdline"), env: read("environ") };
}

test.skipIf(!isLinux)(
  "npm start runs with memory settings, under the same process id, without a word (needs Linux)",
  async () => {
    const { child, args, env, text } = await started();
    expect(args).toEqual(expect.arrayContaining([...NODE_FLAGS]));
    expect(env).toEqual(expect.arrayContaining(Object.entries(MALLOC).map(([name, value]) => `${name}=${value}`)));
    expect(text()).not.toMatch(/warning/i);
    const ended = new Promise((done) => child.once("exit", (code) => done(code)));
    child.kill("SIGTERM");
    expect(await ended, "and a signal still reaches it").toBe(0);
  },
);

test.skipIf(!isLinux)("an operator's own setting is left alone (needs Linux)", async () => {
  const { args, env } = await started({ MALLOC_ARENA_MAX: "4" });
  expect(env).toContain("MALLOC_ARENA_MAX=4");
  expect(args).not.toContain(NODE_FLAGS[0]);
});
