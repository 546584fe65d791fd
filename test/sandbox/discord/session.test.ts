import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { createSession } from "../../../sandbox/discord/session.ts";

function fakeSocket() {
  const sent: { s: number; d: unknown }[] = [];
  const socket = { readyState: 1, OPEN: 1, send: (text: string) => sent.push(JSON.parse(text) as (typeof sent)[0]) };
  return { sent, socket: socket as unknown as WebSocket };
}

test("only the last 1000 events can be sent again, in order", () => {
  const { sent, socket } = fakeSocket();
  const session = createSession(0, socket);
  for (let count = 0; count < 1100; count += 1) session.push("EVENT", count);
  sent.splice(0);
  session.replay(0);
  expect(sent.map(({ s }) => s)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 101));
});

test("what is sent again is the state of the moment, whatever became of it since", () => {
  const { sent, socket } = fakeSocket();
  const session = createSession(0, socket);
  const message = { content: "before" };
  session.push("MESSAGE_CREATE", message);
  message.content = "after";
  session.replay(0);
  expect(sent.map(({ d }) => d)).toEqual([{ content: "before" }, { content: "before" }]);
});

test("without a socket events wait for the resume", () => {
  const { sent, socket } = fakeSocket();
  const session = createSession(0, socket);
  session.socket = null;
  session.push("EVENT", 1);
  expect(sent).toEqual([]);
  session.socket = socket;
  session.replay(0);
  expect(sent).toHaveLength(1);
});
