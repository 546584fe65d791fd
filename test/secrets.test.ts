import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DiscordAPIError } from "discord.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { START_ENV } from "./support/startEnv.ts";
import { z } from "zod";
import { SECRETS, secretsOf, settings } from "../src/config.ts";
import { failurePost } from "../src/discord/failure.ts";
import { wordsForStart } from "../src/discord/startFailure.ts";
import { ProviderError } from "../src/errors.ts";
import { createHttp } from "../src/services/http.ts";
import { CANARIES, canariesIn } from "./support/canaries.ts";
import { recordedLog } from "./support/recordedLog.ts";
import * as up from "./support/upstream.ts";

const BIN = resolve(import.meta.dirname, "../bin/gexcord.mjs");
const ELSEWHERE = pathToFileURL(resolve(import.meta.dirname, "support/discordElsewhere.ts")).href;
const everySecret = Object.values(CANARIES);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gexcord-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the product with every canary in its environment and the log as talkative as it gets; all it printed. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number | string; printed: string }>((done) => {
    const all = { ...START_ENV, LOG_LEVEL: "debug", ...CANARIES, ...env };
    execFile(process.execPath, [BIN, ...args], { cwd: folder, env: all, timeout: 18_000 }, (error, out, err) => {
      done({ code: error ? (error.code ?? "killed") : 0, printed: out + err });
    });
  });
}

describe("a canary", () => {
  test("is there for every secret, in the environment of the tests, in a shape the settings accept", () => {
    for (const name of SECRETS) {
      expect(process.env[name] === CANARIES[name]).toBe(true);
      expect(settings.shape[name].safeParse(CANARIES[name]).success).toBe(true);
    }
    expect(everySecret.every((secret) => secretsOf(process.env).includes(secret))).toBe(true);
  });

  test.each(Object.keys(CANARIES) as (keyof typeof CANARIES)[])("%s is found whole, in a part, and in JSON", (name) => {
    const value = CANARIES[name];
    for (const text of [value, `Bot ${value}\n`, value.slice(0, -6), JSON.stringify({ a: [value] })])
      expect(canariesIn(`before ${text} after`)).toEqual([name]);
    expect(canariesIn("canary canaryX")).toEqual([]);
  });
});

describe("the product prints no secret", () => {
  let discord: up.Upstream;
  const REFUSALS: Readonly<Record<string, up.Behaviour>> = {
    refused: up.status(401, { "content-type": "application/json" }, '{"message":"401: Unauthorized","code":0}'),
    /** A server that throws our own words back at us. */
    quoted: (request, response) => {
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: `no: ${request.headers.authorization}`, code: 50_001 }));
    },
    strange: up.json("null"),
    silent: up.hang,
  };
  const preloaded = () => ({ NODE_OPTIONS: `--import=${ELSEWHERE}`, TEST_DISCORD: discord.origin, STORE_URL: "" });
  beforeEach(async () => {
    discord = await up.startUpstream();
    return () => discord.close();
  });

  test("answering a command in the sandbox", async () => {
    const { code, printed } = await run(["try", "/gex SPY", "--out", join(folder, "out")]);
    expect([code, canariesIn(printed)]).toEqual([0, []]);
  });

  test.each([
    ["refused", 78, /Discord refuses the token/],
    ["quoted", 78, /Discord refuses the start: no: Bot \[redacted\]/],
    ["strange", 1, /"msg":"crash"/],
  ])("when the start is %s", async (how, expected, words) => {
    for (const path of ["/api/v10/applications/@me", "/api/v10/oauth2/applications/@me"])
      discord.on(path, REFUSALS[how]!);
    const { code, printed } = await run(["start"], preloaded());
    expect(printed).toMatch(words);
    expect([code, canariesIn(printed)]).toEqual([expected, []]);
    expect(discord.requests[0]?.headers.authorization === `Bot ${CANARIES.DISCORD_TOKEN}`, "it was sent").toBe(true);
  });

  test("when the store does not answer, which is said before Discord is asked", async () => {
    const { code, printed } = await run(["start"], { ...preloaded(), STORE_URL: CANARIES.STORE_URL });
    expect(printed).toMatch(/^the store: Postgres does not answer \(ECONNREFUSED\)/);
    expect([code, canariesIn(printed), discord.requests]).toEqual([1, [], []]);
  });

  test("when the port for probes is taken, which is said before Discord is asked", async () => {
    const { port } = new URL(discord.origin);
    const { code, printed } = await run(["start"], { ...preloaded(), HEALTH_PORT: port });
    expect(printed).toMatch(/HEALTH_PORT: 127\.0\.0\.1:\d+ cannot be opened/);
    expect([code, canariesIn(printed), discord.requests]).toEqual([78, [], []]);
  });

  test("when a promise nobody waits for fails with it", async () => {
    discord.on("/api/v10/applications/@me", REFUSALS["silent"]!);
    const { code, printed } = await run(["start"], { ...preloaded(), TEST_STRAY_REJECTION: "1" });
    expect(printed).toMatch(/"msg":"crash"/);
    expect([code, canariesIn(printed)]).toEqual([1, []]);
  });

  test("when secrets were pasted into the wrong lines", async () => {
    const wrong = Object.keys(settings.shape).filter((name) => !SECRETS.some((known) => known === name));
    const pasted = wrong.map((name, i) => [name, everySecret[i % everySecret.length]!] as const);
    const { code, printed } = await run(["start"], Object.fromEntries(pasted));
    expect(printed).toMatch(/^Settings to correct/);
    expect([code, canariesIn(printed)]).toEqual([78, []]);
  });
});

describe("an error that carries a secret does not bring it into the log, nor to a user", () => {
  const token = CANARIES.DISCORD_TOKEN;
  const body = { files: undefined, body: { content: token } };
  const apiError = new DiscordAPIError(
    { code: 50_001, message: `Missing Access for ${token}` },
    ...([50_001, 403, "POST", `https://discord.com/api/v10/webhooks/1/${token}`, body] as const),
  );
  const zodError = z.object({ key: z.literal("x") }).safeParse({ key: token, [token]: 1 }).error!;

  const errors: readonly (readonly [string, () => unknown])[] = [
    ["of Discord's API, with the token in address, body and message", () => apiError],
    ["of a header that cannot be sent", () => fetch("http://127.0.0.1:1", { headers: { a: `${token}\u0000` } })],
    ["of a header that cannot be sent, under a failed source", () => askWith(token)],
    ["of settings that do not parse", () => zodError],
    ["with the secret as a field", () => Object.assign(new Error("x"), { token, headers: { authorization: token } })],
    [
      "as a cause of a cause",
      () => new ProviderError("x", "blocked", token, { cause: new Error(token, { cause: apiError }) }),
    ],
  ];

  test.each(errors)("%s", async (_what, raise) => {
    const error = await Promise.resolve(raise()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const { log, text } = recordedLog({ secrets: secretsOf(process.env) });
    const post = failurePost(error, { log, now: () => new Date() }, "0a1b2c3d");
    log.fatal({ err: error }, "crash");
    expect(text()).toContain("crash");
    expect(canariesIn(text() + JSON.stringify(post))).toEqual([]);
  });

  test("and the words for a failed start are scrubbed where they are printed: they quote Discord", () => {
    expect(canariesIn(wordsForStart(apiError)!)).toEqual(["DISCORD_TOKEN"]);
  });
});

async function askWith(secret: string): Promise<unknown> {
  const http = createHttp({ source: "x", userAgent: "test", log: { warn() {}, info() {} }, limits: { backoffMs: 1 } });
  try {
    return await http.getBytes(new URL("http://127.0.0.1:1/"), { headers: { "x-api-key": `${secret}\u0000` } });
  } finally {
    await http.close();
  }
}
