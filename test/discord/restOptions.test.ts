import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { restOptions } from "../../src/discord/restOptions.ts";

const APPLICATION = "100000000000000001";
const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** Sends the answers to interactions, one by one. */
function openLine(makeRequest: () => Promise<Response>) {
  const rest = new REST({ ...restOptions(), makeRequest }).setToken("token");
  const answer = (token: string) => rest.patch(Routes.webhookMessage(APPLICATION, token), { body: { content: "" } });
  return { answer, queues: () => rest.handlers.size };
}

test("of interactions that were answered nothing is left after a minute", async () => {
  const line = openLine(async () => Response.json({}));
  for (let i = 0; i < 40; i += 1) await line.answer(`token${i}`);
  expect(line.queues(), "discord.js makes a queue for each").toBe(40);
  vi.advanceTimersByTime(MINUTE);
  expect(line.queues()).toBe(0);
});

test("an answer that is still on its way keeps its place in the queue", async () => {
  const discord = Promise.withResolvers<Response>();
  const line = openLine(() => discord.promise);
  const answer = line.answer("token");
  await vi.waitFor(() => expect(line.queues()).toBe(1));
  vi.advanceTimersByTime(10 * MINUTE);
  expect(line.queues()).toBe(1);
  discord.resolve(Response.json({}));
  await answer;
});
