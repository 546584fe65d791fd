import { setTimeout as sleep } from "node:timers/promises";
import { DiscordAPIError, type ChatInputCommandInteraction, type InteractionEditReplyOptions } from "discord.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defineCommand } from "../../src/commands/command.ts";
import { shareOption } from "../../src/commands/options.ts";
import { createProgress, PROGRESS_MARK } from "../../src/discord/progress.ts";
import { answer } from "../../src/discord/reply.ts";
import { context, optionsOf } from "../support/context.ts";
import { deskOf } from "../support/desk.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";

describe("lines", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  function shown(show: (line: string) => Promise<unknown> = async () => {}) {
    const lines: string[] = [];
    const failures: unknown[] = [];
    const progress = createProgress({
      show: (line) => (lines.push(line), show(line)),
      failed: (error) => void failures.push(error),
      now: () => performance.now(),
    });
    return { lines, failures, progress };
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  test("are not shown by an answer that takes less than a second and a half", async () => {
    const { lines, progress } = shown();
    progress.say("1 of 10");
    await pass(1_499);
    await progress.end();
    expect(vi.getTimerCount(), "nothing keeps the process from ending").toBe(0);
    await pass(60_000);
    expect(lines).toEqual([]);
  });

  test("come at most once in a second and a half, each the latest, with a mark that no answer has", async () => {
    const { lines, progress } = shown();
    for (let i = 1; i <= 45; i++) {
      progress.say(`${i} of 45`);
      await pass(100);
    }
    // Said at 0, 100, …; shown at 1,500, 3,000 and 4,500 ms, when the 15th, 30th and 45th were the latest.
    expect(lines).toEqual([15, 30, 45].map((i) => `${PROGRESS_MARK}${i} of 45`));
  });

  test("that say nothing new are not shown again", async () => {
    const { lines, progress } = shown();
    progress.say("1 of 2");
    await pass(10_000);
    expect(lines).toHaveLength(1);
  });

  test("wait for the one under way, however long it takes", async () => {
    const { lines, progress } = shown(() => new Promise((resolve) => setTimeout(resolve, 5_000)));
    progress.say("one");
    await pass(1_500);
    progress.say("two");
    await pass(4_900);
    expect(lines).toHaveLength(1);
    await pass(200);
    expect(lines).toHaveLength(2);
  });

  test("end when the one under way is over, and none comes after that", async () => {
    const { lines, progress } = shown(() => new Promise((resolve) => setTimeout(resolve, 5_000)));
    progress.say("one");
    await pass(1_500);
    progress.say("two");
    let ended = false;
    void progress.end().then(() => (ended = true));
    await pass(4_900);
    expect(ended, "the answer waits").toBe(false);
    await pass(200);
    expect(ended).toBe(true);
    progress.say("three");
    await pass(60_000);
    expect(lines).toEqual([`${PROGRESS_MARK}one`]);
  });

  test("stop for good when one is refused, which harms nobody", async () => {
    const error = new Error("Unknown interaction");
    const { lines, failures, progress } = shown(() => Promise.reject(error));
    progress.say("one");
    await pass(1_500);
    progress.say("two");
    await pass(60_000);
    expect([lines.length, failures]).toEqual([1, [error]]);
    await expect(progress.end()).resolves.toBeUndefined();
  });

  test("are none any more when the token has a minute left", async () => {
    const { lines, progress } = shown();
    await pass(14 * 60_000 - 1);
    progress.say("in time");
    await pass(0);
    await pass(1_500);
    progress.say("late");
    await pass(1_500);
    expect(lines).toEqual([`${PROGRESS_MARK}in time`]);
  });
});

/** Says a line, works for so long, and answers. */
const slow = (ms: number) =>
  defineCommand({
    name: "slow",
    description: "takes its time",
    options: { share: shareOption },
    async run(_input, _ctx, { progress }) {
      progress?.("Half of it.");
      await sleep(ms);
      return { content: "All of it." };
    },
  });

test("a line that Discord refuses is one at debug, and the answer comes", async () => {
  const { log, lines } = recordedLog();
  const sent: unknown[] = [];
  const interaction = {
    user: { id: "77" },
    options: optionsOf(),
    deferReply: async () => {},
    async editReply({ content }: InteractionEditReplyOptions) {
      sent.push(content);
      if (sent.length === 1) throw new DiscordAPIError({ code: 10_062, message: "no" }, 10_062, 404, "PATCH", "https://discord.com/api/v10/x", { files: undefined, body: {} }); // prettier-ignore
    },
  } as unknown as ChatInputCommandInteraction;
  await answer(interaction, slow(1_700), deskOf(context({ log })));
  expect(sent).toEqual([`${PROGRESS_MARK}Half of it.`, "All of it."]);
  expect(lines().map(({ level, outcome, msg }) => [level, outcome ?? msg])).toEqual([
    [20, "progress not delivered"],
    [LEVEL.info, "answered"],
  ]);
});

test("the answer waits for a line that is on its way, in whatever order requests would arrive", async () => {
  const arrived: unknown[] = [];
  const interaction = {
    user: { id: "77" },
    options: optionsOf(),
    deferReply: async () => {},
    async editReply({ content }: InteractionEditReplyOptions) {
      if (content?.startsWith(PROGRESS_MARK)) await sleep(600);
      arrived.push(content);
    },
  } as unknown as ChatInputCommandInteraction;
  await answer(interaction, slow(1_700), deskOf());
  expect(arrived).toEqual([`${PROGRESS_MARK}Half of it.`, "All of it."]);
});

describe("at the local Discord", () => {
  let local: LocalBot;
  beforeEach(async () => {
    local = await openLocalBot();
  });
  afterEach(async () => {
    const { violations } = local.discord;
    await local.stop();
    expect(violations, "what Discord would not have taken").toEqual([]);
  });
  const edits = () =>
    local.discord.requests
      .filter(({ method, path }) => method === "PATCH" && path.endsWith("/messages/@original"))
      .map(({ body }) => (body as { content: string }).content);

  test("a long answer is preceded by a line in its own message", async () => {
    await local.start(context(), [slow(1_900)]);
    const message = await local.finished(await local.slash("slow", { share: true }));
    expect(message.content).toBe("All of it.");
    expect(edits()).toEqual([`${PROGRESS_MARK}Half of it.`, "All of it."]);
  });

  test("a short one is not", async () => {
    await local.start(context(), [slow(0)]);
    expect((await local.finished(await local.slash("slow"))).content).toBe("All of it.");
    expect(edits()).toEqual(["All of it."]);
  });

  test("a line that is on the way for long never comes after the answer", async () => {
    local.discord.faults.inject({ method: "PATCH", path: /messages\/@original/, delayMs: 1_500 });
    await local.start(context(), [slow(1_700)]);
    expect((await local.finished(await local.slash("slow"))).content).toBe("All of it.");
    await sleep(300);
    expect(edits()).toEqual([`${PROGRESS_MARK}Half of it.`, "All of it."]);
  });

  test("a line that Discord refuses leaves the answer whole", async () => {
    local.discord.faults.inject({ method: "PATCH", path: /messages\/@original/, status: 400, body: { code: 50_035, message: "no" } }); // prettier-ignore
    await local.start(context(), [slow(1_700)]);
    expect((await local.finished(await local.slash("slow"))).content).toBe("All of it.");
  });
});
