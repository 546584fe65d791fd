import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createLocalDiscord, type LocalDiscord } from "../../../sandbox/discord/localDiscord.ts";

/** What the gateway says to a client that makes a mistake: discord.js never makes them. */
describe("the gateway protocol", () => {
  let discord: LocalDiscord;
  const sockets: WebSocket[] = [];

  beforeEach(async () => {
    discord = await createLocalDiscord();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await discord.stop();
  });

  async function connect(query = "v=10&encoding=json") {
    const socket = new WebSocket(`${discord.base.replace("http", "ws")}/gateway?${query}`);
    sockets.push(socket);
    const received: unknown[] = [];
    socket.on("message", (data: Buffer) => received.push(JSON.parse(data.toString())));
    const closed = once(socket, "close").then(([code]: unknown[]) => code);
    await once(socket, "open");
    return { socket, received, closed, say: (message: unknown) => socket.send(JSON.stringify(message)) };
  }
  const identify = (more: object = {}) => ({ op: 2, d: { token: discord.token, intents: 0, ...more } });

  test("hello comes first, READY after the identify, with or without the Bot prefix", async () => {
    for (const token of [discord.token, `Bot ${discord.token}`]) {
      const { say, received } = await connect();
      say(identify({ token }));
      await expect.poll(() => received).toHaveLength(2);
      expect(received).toMatchObject([
        { op: 10, d: { heartbeat_interval: 41_250 } },
        { op: 0, s: 1, t: "READY", d: { guilds: [{ unavailable: true }], application: { flags: 0 } } },
      ]);
    }
  });

  const mistakes: [closes: number, what: string, messages: () => unknown[]][] = [
    [4001, "an unknown opcode", () => [{ op: 99 }]],
    [4002, "something that is no payload", () => ["text"]],
    [4003, "a presence before the identify", () => [{ op: 3, d: {} }]],
    [4004, "a wrong token", () => [identify({ token: "wrong" })]],
    [4005, "a second identify", () => [identify(), identify()]],
    [4008, "121 messages in a minute", () => Array.from({ length: 121 }, () => ({ op: 1, d: null }))],
    [4013, "an intent that does not exist", () => [identify({ intents: 1 << 30 })]],
    [4014, "an intent that is not switched on", () => [identify({ intents: 1 << 15 })]],
    [1009, "more than 4096 bytes", () => [{ op: 3, d: "x".repeat(4096) }]],
  ];
  test.for(mistakes)("closes with %i on %s", async ([code, , messages]) => {
    const { say, closed } = await connect();
    for (const message of messages()) say(message);
    expect(await closed).toBe(code);
  });

  test("closes with 4012 on another version", async () => {
    const { closed } = await connect("v=9&encoding=json");
    expect(await closed).toBe(4012);
  });

  test("a session outlives a broken socket, but not a closing with 1000", async () => {
    for (const [leave, answer] of [
      [4200, { op: 0, t: "RESUMED" }],
      [1000, { op: 9, d: false }],
    ] as const) {
      const first = await connect();
      first.say(identify());
      await expect.poll(() => first.received).toHaveLength(2);
      const { session_id } = (first.received[1] as { d: { session_id: string } }).d;
      first.socket.close(leave);
      await first.closed;

      const second = await connect();
      second.say({ op: 6, d: { token: discord.token, session_id, seq: 1 } });
      await expect.poll(() => second.received.at(-1)).toMatchObject(answer);
    }
  });

  test("a resume beyond what was sent closes with 4007, of an unknown session it is answered with op 9", async () => {
    const first = await connect();
    first.say(identify());
    await expect.poll(() => first.received).toHaveLength(2);
    const { session_id } = (first.received[1] as { d: { session_id: string } }).d;

    const ahead = await connect();
    ahead.say({ op: 6, d: { token: discord.token, session_id, seq: 99 } });
    expect(await ahead.closed).toBe(4007);

    const unknown = await connect();
    unknown.say({ op: 6, d: { token: discord.token, session_id: "unknown", seq: 1 } });
    await expect.poll(() => unknown.received).toMatchObject([{ op: 10 }, { op: 9, d: false }]);
  });
});
