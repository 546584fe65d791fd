import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags } from "discord.js";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createLocalDiscord, type LocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import type { Outcome } from "../../sandbox/discord/userSide.ts";
import { defineCommand } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import type { AppContext } from "../../src/context.ts";
import { type Bot, type BotOptions, startBot } from "../../src/discord/bot.ts";
import { wordsForStart } from "../../src/discord/startFailure.ts";
import { context } from "../support/context.ts";
import { discordChecker } from "../support/discordChecker/describedByDiscord.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";
import { startRefusingGateway } from "../support/refusingGateway.ts";

/** Judges by Discord's own description where it is present; the documented limits hold anyway. */
const checker = discordChecker();
let discord: LocalDiscord;
beforeEach(async () => {
  discord = await createLocalDiscord({ ackMs: 600, ...(checker && { judge: checker }) });
});
afterEach(async () => {
  const { violations, requests } = discord;
  await discord.stop();
  const texts = requests.map(({ body }) => body as Body | undefined).filter((body) => body?.content !== undefined);
  for (const { allowed_mentions: mentions } of texts as Body[])
    expect(mentions, "every text forbids mentions, whatever it says").toMatchObject({ parse: [] });
  expect(violations, "what Discord would not have taken, or not have answered").toEqual([]);
});

interface Body {
  readonly content?: string;
  readonly allowed_mentions?: unknown;
}

async function start(ctx: AppContext = context(), options: Partial<BotOptions> = {}): Promise<Bot> {
  const { token, api: apiBase } = discord;
  const bot = await startBot(ctx, { token, apiBase, commands, onFatal: () => {}, ...options });
  onTestFinished(() => bot.stop(0));
  return bot;
}

/** What "you" do in a channel of the server or, with "dm", in the bot's DM. */
async function slash(command: string, options: Record<string, string | boolean> = {}, kind: "guild" | "dm" = "guild") {
  const you = discord.user.users().find(({ name }) => name === "you")!;
  const channel = discord.user.channels(you.id).find((one) => one.kind === kind)!;
  return discord.user.slash({ userId: you.id, channelId: channel.id, command, options });
}

const messageOf = (outcome: Outcome) => {
  if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
  return outcome.message;
};

/** The message once it is no longer "thinking…". */
async function finished(outcome: Outcome) {
  const { id, channel_id: channelId } = messageOf(outcome);
  const you = discord.user.users().find(({ name }) => name === "you")!;
  for (let wait = 0; wait < 200; wait++) {
    const message = discord.user.messages(channelId, you.id).find((one) => one.id === id);
    if (message && !((message.flags ?? 0) & MessageFlags.Loading)) return message;
    await sleep(10);
  }
  throw new Error("still thinking");
}

/** A command that waits for a word from the test. */
function gate() {
  const opened = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const command = defineCommand({
    name: "gate",
    description: "Waits",
    options: {},
    run: async () => {
      entered.resolve();
      await opened.promise;
      return { content: "through" };
    },
  });
  return { command, open: opened.resolve, entered: entered.promise };
}

describe("a bot that starts", () => {
  test("registers its commands the first time and leaves them alone the second", async () => {
    const first = await start();
    expect(first).toMatchObject({ name: "gexcord", commands: "registered" });
    await first.stop();
    const second = await start();
    expect(second.commands).toBe("unchanged");
  });

  test("answers /gex with the embed and its picture, to the caller alone", async () => {
    await start();
    const message = await finished(await slash("gex", { symbol: "spy", expiry: "7d" }));
    expect(message.embeds[0]?.title).toBe("SPY · dealer exposure · Up to 7 DTE");
    expect(message.embeds[0]?.image?.url, "the picture is inside the embed").toMatch(/gex\.png/);
    expect((message.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
  });

  test("answers for everyone when asked to share, and in its own DM so that the answer stays", async () => {
    await start();
    const shared = await finished(await slash("gex", { symbol: "SPY", share: true }));
    const direct = await finished(await slash("help", {}, "dm"));
    for (const { flags = 0 } of [shared, direct]) expect(flags & MessageFlags.Ephemeral).toBe(0);
  });

  test("mentions nobody, whatever a user types", async () => {
    await start();
    const message = await finished(await slash("gex", { symbol: "@everyone", share: true }));
    expect(message.content).toMatch(/^\*\*everyone\*\* is not a ticker/);
    expect(message.mention_everyone).toBe(false);
    const edit = discord.requests.findLast(({ method }) => method === "PATCH")?.body;
    expect(edit).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test("suggests while a symbol is typed", async () => {
    const symbols = { suggest: () => [{ symbol: "SPY", name: "SPDR S&P 500" }], closest: () => [] };
    await start(context({ symbols }));
    const you = discord.user.users().find(({ name }) => name === "you")!;
    const [channel] = discord.user.channels(you.id);
    const choices = await discord.user.autocomplete({
      userId: you.id,
      channelId: channel!.id,
      command: "gex",
      options: { symbol: "sp" },
      focused: "symbol",
    });
    expect(choices).toEqual([expect.objectContaining({ name: "SPY · SPDR S&P 500", value: "SPY" })]);
  });

  test("answers a flood of suggestions from one user without asking anybody, most of it with an empty list", async () => {
    const asked: string[] = [];
    const exposure = { ...context().exposure, read: () => (asked.push("source"), Promise.reject(new Error("asked"))) };
    const symbols = { suggest: () => [{ symbol: "SPY", name: "SPDR S&P 500" }], closest: () => [] };
    await start(context({ symbols, exposure }));
    const you = discord.user.users().find(({ name }) => name === "you")!;
    const [channel] = discord.user.channels(you.id);
    const typing = { userId: you.id, channelId: channel!.id, command: "gex", options: { symbol: "s" } };
    let given = 0;
    // In waves, so that a busy machine answers each of them in time.
    for (let wave = 0; wave < 10; wave++) {
      const flood = Array.from({ length: 12 }, () => discord.user.autocomplete({ ...typing, focused: "symbol" }));
      given += (await Promise.all(flood)).filter((choices) => choices.length > 0).length;
    }
    expect(given, "a burst of twenty, and twenty a second more").toBeGreaterThanOrEqual(20);
    expect(given).toBeLessThan(60);
    expect(asked).toEqual([]);
  });
});

test("a command that Discord still shows from an older version is logged, and the bot lives on", async () => {
  const { log, lines } = recordedLog();
  const older = await start(context(), { commands: [...commands, gate().command] });
  await older.stop();
  // The newer version believes that Discord's list is its own already.
  const body = commands.map(({ json }) => json);
  discord.faults.inject({ method: "GET", path: /\/commands$/, status: 200, body });
  await start(context({ log }));
  await expect(slash("gate")).rejects.toThrow("did not respond");
  expect(lines()).toEqual([expect.objectContaining({ level: LEVEL.warn, command: "gate" })]);
  expect((await finished(await slash("help"))).embeds).toHaveLength(1);
});

describe("a bot that stops", () => {
  test("lets an answer under way finish", async () => {
    const { command, open, entered } = gate();
    const bot = await start(context(), { commands: [command] });
    const asked = await slash("gate");
    await entered;
    let left = false;
    const stopped = bot.stop(5_000).then(() => (left = true));
    await sleep(30);
    expect(left, "it waits").toBe(false);
    open();
    await stopped;
    expect((await finished(asked)).content).toBe("through");
  });

  test("waits no longer than its grace", async () => {
    const { command, entered } = gate();
    const bot = await start(context(), { commands: [command] });
    await slash("gate");
    await entered;
    const began = performance.now();
    await bot.stop(50);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("takes no new work", async () => {
    const { command, open, entered } = gate();
    const bot = await start(context(), { commands: [command, ...commands] });
    await slash("gate");
    await entered;
    const stopped = bot.stop(5_000);
    await expect(slash("help")).rejects.toThrow("did not respond");
    open();
    await stopped;
  });

  test("calls nothing fatal", async () => {
    const reasons: string[] = [];
    const bot = await start(context(), { onFatal: (reason) => reasons.push(reason) });
    await bot.stop();
    await sleep(30);
    expect(reasons).toEqual([]);
  });
});

test("a bot knows whether it is connected: not while it comes back, nor once it has left", async () => {
  const bot = await start();
  expect(bot.isConnected()).toBe(true);
  discord.gateway.dropSockets(4000);
  await expect.poll(() => bot.isConnected(), { interval: 1 }).toBe(false);
  await expect.poll(() => bot.isConnected(), { timeout: 10_000 }).toBe(true);
  await bot.stop();
  expect(bot.isConnected()).toBe(false);
});

describe("a door that closes for good", () => {
  test("is told once, with the reason", async () => {
    const reasons: string[] = [];
    await start(context(), { onFatal: (reason) => reasons.push(reason) });
    discord.gateway.dropSockets(4014);
    await expect.poll(() => reasons).toEqual(["Discord refuses an intent"]);
  });

  test.each([1006, 4000, 4009])("is not what %d means: the bot comes back by itself", async (code) => {
    const reasons: string[] = [];
    await start(context(), { onFatal: (reason) => reasons.push(reason) });
    const { resumes, identifies } = discord.gateway;
    discord.gateway.dropSockets(code === 1006 ? undefined : code);
    await expect
      .poll(() => discord.gateway.resumes + discord.gateway.identifies, { timeout: 8_000 })
      .toBeGreaterThan(resumes + identifies);
    expect(reasons).toEqual([]);
    expect((await finished(await slash("help"))).embeds).toHaveLength(1);
  });

  test("before the bot was in rejects the start, in words", async () => {
    const gateway = await startRefusingGateway(4014);
    const limits = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    const body = { url: gateway.url, shards: 1, session_start_limit: limits };
    discord.faults.inject({ method: "GET", path: /gateway\/bot/, status: 200, body, times: 9 });
    const error = await start().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(wordsForStart(error), "so that the process ends with words and exit code 78").toContain("intent");
  });
});

describe("a start that fails", () => {
  test("with a wrong token is in words", async () => {
    const error = await start(context(), { token: "not.the.token" }).catch((thrown: unknown) => thrown);
    expect(wordsForStart(error)).toMatch(/^Discord refuses the token/);
  });

  test("without Discord is in words", async () => {
    const gone = await createLocalDiscord();
    await gone.stop();
    const error = await start(context(), { apiBase: gone.api }).catch((thrown: unknown) => thrown);
    expect(wordsForStart(error)).toMatch(/cannot be reached/);
  });
});

test("an answer that comes after Discord gave up is neither computed nor a bug", async () => {
  const { log, lines } = recordedLog();
  let computed = false;
  const command = defineCommand({
    name: "late",
    description: "Comes late",
    options: {},
    run: async () => {
      computed = true;
      return { content: "late" };
    },
  });
  await start(context({ log }), { commands: [command] });
  discord.faults.inject({ method: "POST", path: /callback/, delayMs: 900 });
  await expect(slash("late")).rejects.toThrow("did not respond");
  await expect.poll(() => lines().length, { timeout: 3_000 }).toBeGreaterThan(0);
  expect(lines().map(({ level }) => level)).toEqual([LEVEL.info]);
  expect(computed).toBe(false);
});
