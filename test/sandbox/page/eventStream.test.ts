import { afterEach, beforeEach, expect, it } from "vitest";
import type { APIMessage } from "discord.js";
import { createPageServer, type PageServer } from "../../../sandbox/page/server.ts";
import { createFakeUserSide, dmOf, FRIEND, GEX_CHANNEL, YOU, type FakeUserSide } from "../../support/fakeUserSide.ts";

let fake: FakeUserSide;
let server: PageServer;

beforeEach(async () => {
  fake = await createFakeUserSide();
  server = await createPageServer({ user: fake.user });
});
afterEach(async () => {
  await server.stop();
  await fake.stop();
});

/** Opens the stream of one user, lets `happen` happen, and returns the events up to a presence that ends the wait. */
async function eventsSeenBy(userId: string, happen: () => void): Promise<string[]> {
  const response = await fetch(`${server.url}/events?user=${userId}`);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readUntil = async (mark: string) => {
    while (!text.includes(mark)) text += (await reader?.read())?.value ?? "";
  };
  await readUntil("connected");
  happen();
  fake.emit("presence", { online: true });
  await readUntil("event: presence");
  await reader?.cancel();
  return text.split("\n\n").filter((block) => block.startsWith("event: "));
}

const message = (id: string, channelId: string) => ({ id, channel_id: channelId }) as APIMessage;

it("a message of a shared channel reaches everyone", async () => {
  const happen = () => fake.emit("message", { message: message("1", GEX_CHANNEL), visibleTo: null });
  for (const user of [YOU, FRIEND]) {
    const [first] = await eventsSeenBy(user.id, happen);
    expect(first).toBe(`event: message\ndata: {"message":{"id":"1","channel_id":"${GEX_CHANNEL}"},"visibleTo":null}`);
  }
});

it("ephemeral messages, direct messages and failures of others stay with them", async () => {
  const events = await eventsSeenBy(FRIEND.id, () => {
    fake.emit("message", { message: message("1", GEX_CHANNEL), visibleTo: YOU.id });
    fake.emit("message", { message: message("2", dmOf(YOU.id)), visibleTo: null });
    fake.emit("deleted", { channelId: dmOf(YOU.id), messageId: "2" });
    fake.emit("failed", { userId: YOU.id, channelId: GEX_CHANNEL, text: "no" });
    fake.emit("message", { message: message("3", GEX_CHANNEL), visibleTo: FRIEND.id });
  });
  expect(events.map((event) => event.split("\n")[0])).toEqual(["event: message", "event: presence"]);
  expect(events[0]).toContain('"id":"3"');
});

it("the last presence is part of the state, for pages opened later", async () => {
  fake.emit("presence", { online: false });
  expect(await (await fetch(`${server.url}/state`)).json()).toMatchObject({ online: false });
});

it("stopping the server ends open streams", async () => {
  const response = await fetch(`${server.url}/events?user=${YOU.id}`);
  const ended = response.text().catch(() => "cut");
  await server.stop();
  expect(await ended).toBeDefined();
  server = await createPageServer({ user: fake.user });
});
