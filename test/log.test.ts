import { DiscordAPIError } from "discord.js";
import { describe, expect, test } from "vitest";
import { createLog } from "../src/log.ts";
import { ProviderError } from "../src/errors.ts";
import { LEVEL, recordedLog } from "./support/recordedLog.ts";

const TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.canary-Token_ZnCjm1XVW7vRze4b7Cq4se7kKWs";
const INTERACTION_TOKEN = `aW50ZXJhY3Rpb246${"Ab1-_".repeat(40)}`;

function written(act: (log: ReturnType<typeof recordedLog>["log"]) => void) {
  const recorded = recordedLog({ secrets: [TOKEN] });
  act(recorded.log);
  return recorded;
}

/** What discord.js throws when Discord refuses a request: it carries the address and the body. */
const apiError = new DiscordAPIError(
  { code: 50_035, message: "Invalid Form Body" },
  50_035,
  400,
  "PATCH",
  `https://discord.com/api/v10/webhooks/1/${INTERACTION_TOKEN}/messages/@original`,
  { files: undefined, body: { content: `canary body ${TOKEN}` } },
);

describe("the token of the bot never appears", () => {
  const nested = new Error("outer", { cause: new Error("middle", { cause: new Error(`inner ${TOKEN}`) }) });
  const inStack = Object.assign(new Error("x"), { stack: `Error: x\n    at ${TOKEN}` });

  test.each<[string, (log: ReturnType<typeof recordedLog>["log"]) => void]>([
    ["in a message", (log) => log.info(`logged in with ${TOKEN}`)],
    ["in a field", (log) => log.info({ token: TOKEN }, "x")],
    ["deep in a field", (log) => log.info({ a: { b: [{ c: `Bot ${TOKEN}` }] } }, "x")],
    ["in the name of a field", (log) => log.info({ [TOKEN]: 1 }, "x")],
    ["in an error's message", (log) => log.error({ err: new Error(`401 for ${TOKEN}`) }, "x")],
    ["in an error's stack", (log) => log.error({ err: inStack }, "x")],
    ["in a cause of a cause", (log) => log.error({ err: nested }, "x")],
    ["in an address", (log) => log.error({ err: new TypeError(`fetch failed: https://x/?key=${TOKEN}`) }, "x")],
    ["in a request body", (log) => log.error({ err: apiError }, "x")],
    ["in an error logged bare", (log) => log.error(new Error(TOKEN))],
    ["in a child's bindings", (log) => log.child({ token: TOKEN }).info("x")],
  ])("%s", (_where, act) => {
    const { text, lines } = written(act);
    expect(text()).not.toContain(TOKEN);
    expect(text()).not.toContain("canary-Token");
    expect(lines(), "the line is still readable").toHaveLength(1);
  });
});

describe("the token of an interaction never appears", () => {
  test.each<[string, (log: ReturnType<typeof recordedLog>["log"]) => void]>([
    ["as an address in an API error", (log) => log.error({ err: apiError }, "x")],
    ["in a message", (log) => log.warn(`POST /interactions/1/${INTERACTION_TOKEN}/callback`)],
    ["in a field", (log) => log.warn({ path: `/webhooks/1/${INTERACTION_TOKEN}` }, "x")],
    ["in a cause", (log) => log.error({ err: new Error("x", { cause: new Error(INTERACTION_TOKEN) }) }, "x")],
  ])("%s", (_where, act) => {
    const { text } = written(act);
    expect(text()).not.toContain(INTERACTION_TOKEN.slice(0, 70));
  });
});

describe("an error is logged by allow-list", () => {
  test("what Discord refused: code, status and method, but neither address nor body", () => {
    const [line] = written((log) => log.error({ err: apiError }, "answer not delivered")).lines();
    expect(Object.keys(line!.err!).sort()).toEqual(["code", "message", "method", "name", "stack", "status"]);
    expect(line).toMatchObject({ level: LEVEL.error, err: { code: 50_035, status: 400, method: "PATCH" } });
  });

  test("what a source did: its name and the failure, with the cause", () => {
    const error = new ProviderError("cboe", "unreachable", "no answer", { cause: new TypeError("fetch failed") });
    const [line] = written((log) => log.warn({ err: error }, "source failed")).lines();
    expect(line!.err).toMatchObject({
      name: "ProviderError",
      provider: "cboe",
      failure: "unreachable",
      message: "no answer",
      cause: {
        name: "TypeError",
        message: "fetch failed",
      },
    });
    expect(JSON.stringify(line), "a stack helps with bugs only").not.toContain('"stack"');
  });

  test("a field nobody allowed is left out", () => {
    const error = Object.assign(new Error("x"), { request: { body: "canary" }, apiKey: "canary", errors: ["canary"] });
    expect(written((log) => log.error({ err: error }, "x")).text()).not.toContain("canary");
  });

  test.each(["canary text", { canary: true }, null, undefined, 7])(
    "a thrown %j is no error and is not shown",
    (thrown) => {
      const { text, lines } = written((log) => log.error({ err: thrown }, "x"));
      expect(text()).not.toContain("canary");
      expect(lines()).toHaveLength(1);
    },
  );

  test("a ring of causes ends", () => {
    const ring: Error & { cause?: unknown } = new Error("round");
    ring.cause = new Error("and round", { cause: ring });
    expect(written((log) => log.error({ err: ring }, "x")).lines()).toHaveLength(1);
  });
});

test("ordinary words are left as they are", () => {
  const [line] = written((log) => log.info({ symbol: "SPY", commands: "registered" }, "connected to Discord")).lines();
  expect(line).toMatchObject({ level: LEVEL.info, symbol: "SPY", commands: "registered", msg: "connected to Discord" });
});

test("a secret too short to be one is not scrubbed: it would blank out ordinary words", () => {
  const recorded = recordedLog({ secrets: ["", "SPY"] });
  recorded.log.info("SPY answered");
  expect(recorded.text()).toContain("SPY answered");
});

test("below its level nothing is written", () => {
  const lines: string[] = [];
  const log = createLog({ level: "warn", secrets: [], destination: { write: (line) => void lines.push(line) } });
  log.info("quiet");
  log.warn("loud");
  expect(lines).toHaveLength(1);
});
