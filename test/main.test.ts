import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { START_ENV } from "./support/startEnv.ts";

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
    const options = {
      cwd: folder,
      env: { ...START_ENV, ...env },
      timeout: 15_000,
    };
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

describe("a store that an operator has to look at ends with 78 and says what to do, before Discord is asked", () => {
  const start = (data: string) => run(["start"], { DISCORD_TOKEN: TOKEN, DATA_DIR: data });

  test("when it is damaged", async () => {
    mkdirSync(join(folder, "damaged"));
    writeFileSync(join(folder, "damaged/gexcord.sqlite"), "Dear diary, ".repeat(1_000));
    const { code, err } = await start("damaged");
    expect(code).toBe(78);
    expect(err).toBe(
      "The store damaged/gexcord.sqlite is damaged. There is no backup in damaged/backups. To start with an empty store:\n" +
        "  mv damaged/gexcord.sqlite damaged/gexcord.sqlite.damaged && rm -f damaged/gexcord.sqlite-wal damaged/gexcord.sqlite-shm\n",
    );
  });

  test("when it is of a newer version", async () => {
    mkdirSync(join(folder, "newer"));
    const db = new DatabaseSync(join(folder, "newer/gexcord.sqlite"));
    db.exec("PRAGMA user_version = 99");
    db.close();
    const { code, err } = await start("newer");
    expect([code, err]).toEqual([
      78,
      "The store was written by a newer version of gexcord; start that one, or restore a backup.\n",
    ]);
  });
});
