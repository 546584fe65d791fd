import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS, login, openScene, type Scene } from "./scene.ts";

const SEND = "POST /channels/:channel/messages";

describe("rate limits and failing requests", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
    await scene.client.application.commands.set(COMMANDS);
  });
  afterAll(() => scene.stop());
  afterEach(() => expect(scene.discord.violations).toEqual([]));

  async function send(client: Client, content: string): Promise<void> {
    const channel = await client.channels.fetch(scene.channelId);
    if (!channel?.isSendable()) throw new Error("expected a channel to write to");
    await channel.send(content);
  }
  const count = (content: string): number =>
    scene.user.messages(scene.channelId, scene.you).filter((message) => message.content === content).length;

  test("discord.js waits for the bucket by its headers, so that no 429 is ever answered", async () => {
    scene.discord.rateLimits.set(SEND, { limit: 5, seconds: 0.4 });
    const started = Date.now();
    await Promise.all(Array.from({ length: 12 }, () => send(scene.client, "burst")));
    expect(count("burst")).toBe(12);
    expect(Date.now() - started, "two waits for a new window").toBeGreaterThan(600);
    expect(scene.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    scene.discord.rateLimits.set(SEND, { limit: 1000, seconds: 1 });
  });

  test("who does not heed the headers gets 429 with Retry-After", async () => {
    const headers = { authorization: `Bot ${scene.discord.token}`, "user-agent": "DiscordBot (test, 1)" };
    const read = () => fetch(`${scene.discord.api}/v10/users/${scene.you}`, { headers });
    scene.discord.rateLimits.set("GET /users/:user", { limit: 1, seconds: 60 });
    await sleep(1100);
    const [first, second] = [await read(), await read()];
    expect(first.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBe("60");
    expect(await second.json()).toMatchObject({ global: false, retry_after: expect.closeTo(60, 0) });
  });

  test("a 429 on the first answer makes discord.js sleep, out of the 3 s", async () => {
    scene.discord.faults.inject({
      method: "POST",
      path: /callback$/,
      status: 429,
      headers: { "retry-after": "1", "x-ratelimit-scope": "shared" },
      body: { message: "The resource is being rate limited.", retry_after: 1, global: false },
    });
    const done = scene.bot.onCommand(async (interaction) => {
      const started = Date.now();
      await interaction.deferReply();
      return Date.now() - started;
    });
    await scene.user.slash({
      userId: scene.you,
      channelId: scene.channelId,
      command: "gex",
      options: { symbol: "SPY" },
    });
    expect(await done).toBeGreaterThan(950);
  });

  test("a 503 after the message was stored: sent once with enforceNonce, twice without", async () => {
    const plain = scene.newClient({ enforceNonce: false });
    await login(plain, scene.discord.token);
    const sendOver503 = async (client: Client): Promise<number> => {
      const content = randomUUID();
      scene.discord.faults.inject({ method: "POST", path: /messages$/, status: 503, afterCommit: true });
      await send(client, content);
      return count(content);
    };
    expect(await sendOver503(scene.client)).toBe(1);
    expect(await sendOver503(plain)).toBe(2);
    await plain.destroy();
  });

  test("a connection cut after the message was stored: the bot sees an error for something that did happen", async () => {
    scene.discord.faults.inject({ method: "POST", path: /messages$/, drop: true, afterCommit: true });
    await expect(send(scene.client, "stored")).rejects.toThrow();
    expect(count("stored")).toBe(1);
    scene.discord.faults.inject({ method: "POST", path: /messages$/, drop: true });
    await expect(send(scene.client, "lost")).rejects.toThrow();
    expect(count("lost")).toBe(0);
  });

  test("an answer can be held back", async () => {
    scene.discord.faults.inject({ method: "POST", path: /messages$/, delayMs: 200 });
    const started = Date.now();
    await send(scene.client, "slow");
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
  });

  test("a wrong token is 401, an unknown route 404, a foreign program 40333", async () => {
    const get = (path: string, headers: Record<string, string>) => fetch(scene.discord.api + path, { headers });
    const bot = { "user-agent": "DiscordBot (test, 1)" };
    expect((await get("/v10/users/@me", { ...bot, authorization: "Bot wrong" })).status).toBe(401);
    expect((await get("/v10/nothing", bot)).status).toBe(404);
    expect(await (await get("/v10/gateway", { "user-agent": "curl" })).json()).toMatchObject({ code: 40333 });
  });

  test("a request over 25 MiB and a file over 10 MiB are 40005", async () => {
    const post = async (bytes: number): Promise<unknown> => {
      const form = new FormData();
      form.set("files[0]", new File([new Uint8Array(bytes)], "big.bin"));
      const headers = { authorization: `Bot ${scene.discord.token}`, "user-agent": "DiscordBot (test, 1)" };
      const url = `${scene.discord.api}/v10/channels/${scene.channelId}/messages`;
      return (await fetch(url, { method: "POST", body: form, headers })).json();
    };
    expect(await post(26 * 1024 * 1024)).toMatchObject({ code: 40005 });
    expect(await post(11 * 1024 * 1024)).toMatchObject({ code: 40005 });
  });
});
