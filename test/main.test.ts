import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const BIN = resolve(import.meta.dirname, "../bin/gexcord.mjs");
const TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.canary-canary-canary";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gexcord-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in an empty folder with nothing in its environment but `env`. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((done) => {
    const options = { cwd: folder, env: { PATH: process.env["PATH"], ...env }, timeout: 15_000 };
    execFile(process.execPath, [BIN, ...args], options, (error, out, err) => {
      done({ code: error ? (error.code ?? "killed") : 0, out, err });
    });
  });
}

describe("wrong settings", () => {
  test.each(["start", "deploy", "try"])("%s ends with 78 and one readable line per problem", async (verb) => {
    const { code, out, err } = await run([verb], {
      LOG_LEVEL: "loud",
      WORKER_THREADS: "many",
      DISCORD_TOKEN: "canary",
    });
    expect(code, "78 tells a supervisor not to try again").toBe(78);
    expect(err.trimEnd().split("\n")).toEqual([
      "Settings to correct in .env:",
      expect.stringMatching(/^ {2}DISCORD_TOKEN: .*developer portal/),
      expect.stringMatching(/^ {2}LOG_LEVEL: /),
      expect.stringMatching(/^ {2}WORKER_THREADS: /),
    ]);
    expect(out + err, "neither a stack nor a value").not.toMatch(/ at |canary|loud|many/);
  });

  test("are found in .env as well", async () => {
    writeFileSync(join(folder, ".env"), "CARRY=sometimes\n");
    const { code, err } = await run(["start"]);
    rmSync(join(folder, ".env"));
    expect(code).toBe(78);
    expect(err).toMatch(/^ {2}CARRY: /m);
  });
});

test("an unknown verb shows how it is used and ends with 1", async () => {
  const { code, err } = await run(["dance"]);
  expect(code).toBe(1);
  for (const line of ["npm start", "npm run try", "npm run deploy"]) expect(err).toContain(line);
});

test("registering commands needs a token, and says so", async () => {
  const { code, err } = await run(["deploy"]);
  expect(code).toBe(78);
  expect(err).toMatch(/DISCORD_TOKEN: needed/);
  expect(err).not.toMatch(/ at /);
});

test("with a token there is no sandbox, and the token is not shown", async () => {
  const { code, out, err } = await run(["start", "--live"], { DISCORD_TOKEN: TOKEN });
  expect(code).toBe(78);
  expect(err).toMatch(/^--live is for the sandbox/);
  expect(out + err).not.toContain("canary");
});

test("an argument the sandbox does not know ends with 78 and the ones it knows", async () => {
  const { code, err } = await run(["start", "--dance"]);
  expect(code).toBe(78);
  expect(err).toMatch(/--dance.*--live/s);
  expect(err).not.toMatch(/ at /);
});
