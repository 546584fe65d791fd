import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../../sandbox/discord/faults.ts";
import type { LocalDiscordOptions } from "../../sandbox/discord/localDiscord.ts";
import type { AppContext } from "../../src/context.ts";
import { createExposureService } from "../../src/services/exposure.ts";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import { context } from "../support/context.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";
import { fakeProvider, NO_LIMIT, stoppedClock } from "../support/providers.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";

let local: LocalBot;
async function open(options: LocalDiscordOptions = {}): Promise<void> {
  local = await openLocalBot(options);
}
afterEach(async () => {
  await local.stop();
  expect(local.discord.violations, "what Discord would not have taken, or not have answered").toEqual([]);
});

/** A bot with a service and a source of its own, which counts what it is asked for. */
function counting(overrides: Partial<AppContext> = {}) {
  const clock = stoppedClock();
  const provider = fakeProvider(clock);
  const exposure = createExposureService({
    providers: [provider],
    cache: createPayloadCache({ keepMs: 3_600_000, maxBytes: 1_000_000 }),
    now: clock.now,
    allowance: NO_LIMIT,
    timeoutMs: 5_000,
    patienceMs: 1_000,
    unknownForMs: 60_000,
  });
  return { ctx: context({ exposure, ...overrides }), loads: provider.loads };
}

const requests = (pattern: RegExp) => local.discord.requests.filter(({ path }) => pattern.test(path));
const CALLBACK = /\/callback/;
const EDIT = /@original$/;
/** For what comes at once on a machine that has nothing else to do. */
const SOON = { timeout: 10_000 };

describe("an interaction that is over before the bot can answer", () => {
  /** The bot comes back after half a second, and Discord waits only this long. */
  const ACK_MS = 300;

  test("delivered too late: the bot asks once, no source is loaded, nothing is edited", async () => {
    await open({ ackMs: ACK_MS });
    const { log, lines } = recordedLog();
    const { ctx, loads } = counting({ log });
    await local.start(ctx);
    local.discord.gateway.dropSockets();
    await expect(local.slash("gex", { symbol: "SPY" })).rejects.toThrow("did not respond");
    await expect.poll(() => requests(CALLBACK).map(({ status }) => status), SOON).toEqual([404]);
    await expect.poll(() => lines().map(({ level }) => level), SOON).toEqual([LEVEL.info]);
    expect(loads).toEqual([]);
    expect(requests(EDIT)).toEqual([]);
  });

  test("answered by somebody else: the bot asks once, no source is loaded, nothing is edited", async () => {
    await open();
    const { log, lines } = recordedLog();
    const { ctx, loads } = counting({ log });
    await local.start(ctx);
    local.discord.faults.inject({
      method: "POST",
      path: CALLBACK,
      status: 400,
      body: { code: 40_060, message: "Interaction has already been acknowledged." },
    });
    void local.slash("gex", { symbol: "SPY" }).catch(() => null);
    await expect.poll(() => lines().map(({ level }) => level), SOON).toEqual([LEVEL.info]);
    expect(loads).toEqual([]);
    expect(requests(EDIT)).toEqual([]);
  });
});

test("of two bots on one token exactly one answers each interaction and asks the source", async () => {
  await open();
  const [one, two] = [counting(), counting()];
  await Promise.all([local.start(one.ctx), local.start(two.ctx)]);
  const symbols = Array.from({ length: 30 }, (_, i) => `${letter(Math.floor(i / 26))}${letter(i)}Q`);
  const messages = await Promise.all(
    symbols.map(async (symbol) => local.finished(await local.slash("gex", { symbol }))),
  );
  expect(messages.map(({ embeds }) => embeds[0]?.title?.split(" ")[0])).toEqual(symbols);
  await expect
    .poll(() => requests(CALLBACK).filter(({ status }) => status !== null).length, SOON)
    .toBe(2 * symbols.length);
  const statuses = requests(CALLBACK).map(({ status }) => status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(symbols.length);
  expect(statuses.filter((status) => status === 400)).toHaveLength(symbols.length);
  expect([...one.loads, ...two.loads].toSorted()).toEqual(symbols.toSorted());
  expect(requests(EDIT), "and nobody edits what the other answered").toHaveLength(symbols.length);
});

const letter = (i: number) => String.fromCharCode(65 + (i % 26));

describe("Discord did what was asked, and its answer was lost", () => {
  test.each<[string, RegExp, Partial<Fault>]>([
    ["the acknowledgement, by a 503", CALLBACK, { status: 503 }],
    ["the acknowledgement, by a cut connection", CALLBACK, { drop: true }],
    ["the edit, by a 500", EDIT, { status: 500 }],
    ["the edit, three times", EDIT, { status: 502, times: 3 }],
    ["the edit, by a cut connection", EDIT, { drop: true }],
  ])("%s: one message with the numbers, one load, nothing worth a look in the log", async (_what, path, fault) => {
    await open();
    const { log, lines } = recordedLog();
    const { ctx, loads } = counting({ log });
    await local.start(ctx);
    // The router sees the path as it is sent.
    const sent = path === EDIT ? /%40original$/ : path;
    local.discord.faults.inject({ method: path === EDIT ? "PATCH" : "POST", path: sent, afterCommit: true, ...fault });
    const message = await local.finished(await local.slash("gex", { symbol: "SPY" }));
    await expect.poll(() => requests(path).length, SOON).toBeGreaterThan(1);
    await expect.poll(() => requests(EDIT).at(-1)?.status, SOON).toBe(200);
    expect(message.embeds[0]?.title).toContain("SPY");
    const { user } = local.discord;
    const shown = user.messages(message.channel_id, user.users()[0]!.id);
    expect(shown.map(({ id }) => id)).toEqual([message.id]);
    expect(shown[0]?.embeds).toHaveLength(1);
    expect(loads).toEqual(["SPY"]);
    expect(lines().filter(({ level }) => level > LEVEL.info)).toEqual([]);
  });
});
