import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { Routes, type Client } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../sandbox/discord/faults.ts";
import { createLocalDiscord, type LocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import { defineCommand } from "../../src/commands/command.ts";
import { createClient } from "../../src/discord/client.ts";
import { deployCommands } from "../../src/discord/deploy.ts";
import { discordChecker } from "../support/discordChecker/describedByDiscord.ts";

const SEND = "POST /channels/:channel/messages";
/** The product waits 15 s; one test shortens that for itself. */
const PATIENCE_MS = 300;
/** For what comes at once on a machine that has nothing else to do. */
const SOON = { timeout: 10_000 };

/** The product's own client, logged in: what the bot says by itself goes out through it. */
const checker = discordChecker();
let discord: LocalDiscord;
let client: Client;
let you: string;
let channels: string[];

beforeAll(async () => {
  discord = await createLocalDiscord({ ...(checker && { judge: checker }) });
  client = createClient(discord.api);
  const ready = new Promise<void>((resolve) => void client.once("clientReady", () => resolve()));
  await client.login(discord.token);
  await ready;
  you = discord.user.users()[0]!.id;
  channels = discord.user
    .channels(you)
    .filter(({ kind }) => kind === "guild")
    .map(({ id }) => id);
});
afterAll(async () => {
  await client.destroy();
  await discord.stop();
});
afterEach(() => {
  discord.faults.clear();
  discord.rateLimits.set(SEND, { limit: 1000, seconds: 1 });
  expect(discord.violations, "what Discord would not have taken, or not have answered").toEqual([]);
});

async function send(content: string, channelId = channels[0]!): Promise<void> {
  const channel = await client.channels.fetch(channelId);
  if (!channel?.isSendable()) throw new Error("expected a channel to write to");
  await channel.send(content);
}

/** How often this was said in any channel. */
const count = (content: string) =>
  channels.flatMap((id) => discord.user.messages(id, you)).filter((message) => message.content === content).length;

const sends = (since: number) =>
  discord.requests.slice(since).filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));

describe("rate limits", () => {
  test("a full bucket is waited for by its headers, and no 429 is provoked", async () => {
    const since = discord.requests.length;
    discord.rateLimits.set(SEND, { limit: 5, seconds: 0.4 });
    const content = randomUUID();
    await Promise.all(Array.from({ length: 12 }, () => send(content)));
    expect(count(content)).toBe(12);
    const answered = sends(since);
    expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(answered.at(-1)!.at - answered[0]!.at, "two waits for a new window").toBeGreaterThan(600);
  });

  test("a global 429 silences every route for as long as it says, and then everything is sent once", async () => {
    await Promise.all(channels.map((id) => send("both channels are known", id)));
    const since = discord.requests.length;
    discord.faults.inject({
      method: "POST",
      path: /messages$/,
      status: 429,
      headers: { "retry-after": "1", "x-ratelimit-global": "true", "x-ratelimit-scope": "global" },
      body: { message: "You are being rate limited.", retry_after: 1, global: true },
    });
    const refused = randomUUID();
    const heard = new Promise<void>((resolve) => {
      client.rest.on("response", (_request, { status }) => status === 429 && resolve());
    });
    const first = send(refused, channels[0]);
    await heard;
    await setImmediate();
    const others = Array.from({ length: 6 }, () => randomUUID());
    await Promise.all([first, ...others.map((content, i) => send(content, channels[i % channels.length]))]);
    const [told, ...later] = sends(since);
    expect(later.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 200));
    for (const { at } of later) expect(at - told!.at).toBeGreaterThanOrEqual(1000);
    expect([refused, ...others].map(count)).toEqual(Array.from({ length: 7 }, () => 1));
  });
});

test("answers to interactions do not wait for the limit of 50 a second, which is not theirs", async () => {
  const waits: boolean[] = [];
  const { rest } = createClient(discord.api);
  rest.options.makeRequest = async () => Response.json({});
  rest.setToken(discord.token).on("rateLimited", ({ global }) => void waits.push(global));
  await Promise.all(
    Array.from({ length: 150 }, (_, i) => rest.patch(Routes.webhookMessage(discord.world.bot.profile.id, `token${i}`))),
  );
  expect(waits).toEqual([]);
});

describe("Discord took a message, and the answer was lost", () => {
  test.each<[string, Partial<Fault>]>([
    ["one 500", { status: 500 }],
    ["three times 503", { status: 503, times: 3 }],
    ["a cut connection", { drop: true }],
  ])("%s: it is sent again and appears once", async (_how, fault) => {
    const since = discord.requests.length;
    discord.faults.inject({ method: "POST", path: /messages$/, afterCommit: true, ...fault });
    const content = randomUUID();
    await send(content);
    expect(sends(since).length, "it was sent again").toBeGreaterThan(1);
    expect(count(content)).toBe(1);
  });

  test("later than we wait: it is sent again and appears once", async () => {
    const since = discord.requests.length;
    const { timeout } = client.rest.options;
    client.rest.options.timeout = PATIENCE_MS;
    discord.faults.inject({ method: "POST", path: /messages$/, delayMs: 2 * PATIENCE_MS });
    const content = randomUUID();
    await send(content).finally(() => (client.rest.options.timeout = timeout));
    await expect.poll(() => sends(since).every(({ status }) => status === 200), SOON).toBe(true);
    expect(sends(since).length, "it was sent again").toBeGreaterThan(1);
    expect(count(content)).toBe(1);
  });
});

test("what the bot says by itself mentions nobody", async () => {
  const since = discord.requests.length;
  await send("@everyone");
  expect(sends(since)[0]?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
});

test("nobody who used the bot is remembered, and no message", async () => {
  await deployCommands(client.rest, [
    defineCommand({ name: "hello", description: "Says hello", options: {}, run: async () => ({}) }),
  ]);
  client.on("interactionCreate", (interaction) => void (interaction.isRepliable() && interaction.reply("Hello")));
  const [guild] = discord.world.guilds.values();
  for (let i = 0; i < 20; i += 1) {
    const userId = discord.world.addUser(`visitor${i}`).profile.id;
    discord.world.join(guild!.id, userId);
    await discord.user.slash({ userId, channelId: channels[0]!, command: "hello", options: {} });
  }
  expect(discord.requests.filter(({ path }) => /\/callback/.test(path)).length).toBe(20);
  expect(client.users.cache.size, "users").toBe(0);
  expect(client.guilds.cache.map(({ members }) => members.cache.size)).toEqual([0]);
  await send("one more");
  const known = client.channels.cache.get(channels[0]!);
  expect(known?.isTextBased() && known.messages.cache.size, "messages").toBe(0);
});
