import { afterEach, expect, test } from "vitest";
import {
  createLocalDiscord,
  type LocalDiscord,
  type LocalDiscordOptions,
} from "../../../sandbox/discord/localDiscord.ts";
import { PERMISSION } from "../../../sandbox/discord/permissions.ts";

let discord: LocalDiscord;
let channels: string[];

async function open(options: LocalDiscordOptions = {}): Promise<void> {
  discord = await createLocalDiscord(options);
  channels = discord.user.channels(discord.user.users()[0]!.id).map(({ id }) => id);
}
afterEach(() => discord.stop());

interface Answer {
  readonly id?: string;
  readonly code?: number;
  readonly nonce?: string;
}

async function request(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${discord.api}/v10${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: {
      authorization: `Bot ${discord.token}`,
      "user-agent": "DiscordBot (test, 1)",
      "content-type": "application/json",
    },
  });
  return response.status === 204 ? {} : ((await response.json()) as Answer);
}
const send = (channel: number, extra: object = { nonce: "n", enforce_nonce: true }) =>
  request("POST", `/channels/${channels[channel]}/messages`, { content: "x", ...extra });

test("a nonce is the bot's, not the channel's: the same in another channel is answered by the first message", async () => {
  await open();
  const first = await send(0);
  expect((await send(1)).id).toBe(first.id);
  expect((await send(1, { nonce: "other", enforce_nonce: true })).id).not.toBe(first.id);
});

test("a nonce that is not enforced makes no difference", async () => {
  await open();
  expect((await send(0, { nonce: "n" })).id).not.toBe((await send(0, { nonce: "n" })).id);
});

test("a nonce whose message was deleted is Unknown Message", async () => {
  await open();
  const { id } = await send(0);
  await request("DELETE", `/channels/${channels[0]}/messages/${id}`);
  expect(await send(0)).toMatchObject({ code: 10_008 });
});

test("a nonce is forgotten after its time", async () => {
  const clock = { now: Date.parse("2026-11-23T15:00:00Z") };
  await open({ nonceMs: 1_000, now: () => clock.now });
  const first = await send(0);
  clock.now += 999;
  expect((await send(0)).id).toBe(first.id);
  clock.now += 1;
  expect((await send(0)).id).not.toBe(first.id);
});

test("a nonce is told to whoever sends the message, and not when it is read", async () => {
  await open();
  const { id, nonce } = await send(0);
  expect(nonce).toBe("n");
  const read = await request("GET", `/channels/${channels[0]}/messages/${id}`);
  const [listed] = (await request("GET", `/channels/${channels[0]}/messages`)) as unknown as Answer[];
  expect([read.id, read.nonce, listed?.id, listed?.nonce]).toEqual([id, undefined, id, undefined]);
});

test("without Read Message History a channel looks empty, without View Channel it is closed", async () => {
  await open();
  await send(0);
  discord.world.deny(channels[0]!, PERMISSION.readMessageHistory);
  expect(await request("GET", `/channels/${channels[0]}/messages`)).toEqual([]);
  discord.world.deny(channels[0]!, PERMISSION.viewChannel);
  expect(await request("GET", `/channels/${channels[0]}/messages`)).toMatchObject({ code: 50_001 });
});

test("a slow Discord carries out a request before it answers it", async () => {
  await open({ latencyMs: () => ({ before: 0, after: 300 }) });
  const arrived = new Promise<number>((resolve) => discord.user.on("message", () => resolve(performance.now())));
  const began = performance.now();
  await send(0);
  expect(performance.now() - began).toBeGreaterThanOrEqual(299);
  expect(performance.now() - (await arrived)).toBeGreaterThanOrEqual(250);
});
