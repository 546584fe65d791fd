import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type InteractionEditReplyOptions,
  MessageFlags,
} from "discord.js";
import { describe, expect, test } from "vitest";
import type { Command } from "../../src/commands/command.ts";
import { answer, suggest } from "../../src/discord/reply.ts";
import { createTokenBuckets } from "../../src/tokenBuckets.ts";
import { ProviderError, StoreError, UserError } from "../../src/errors.ts";
import { context, optionsOf } from "../support/context.ts";
import { deskOf } from "../support/desk.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";

const [GUILD, BOT_DM, PRIVATE_CHANNEL] = [0, 1, 2];

const refusal = (code: number, status = 404) =>
  new DiscordAPIError(
    { code, message: "no" },
    ...([code, status, "POST", "https://discord.com/api/v10/x", { files: undefined, body: {} }] as const),
  );

interface Made {
  readonly place?: number;
  readonly values?: Readonly<Record<string, string | boolean>>;
  readonly defer?: () => Promise<void>;
  /** What each edit in turn does. */
  readonly edits?: readonly (() => Promise<void>)[];
}

/** A slash interaction that notes in order what is done to it. */
function interactionOf({ place = GUILD, values = {}, defer = async () => {}, edits = [] }: Made = {}) {
  const steps: string[] = [];
  const deferred: unknown[] = [];
  const sent: InteractionEditReplyOptions[] = [];
  const followed: unknown[] = [];
  const interaction = {
    commandName: "echo",
    context: place,
    user: { id: "77" },
    options: optionsOf(values),
    async deferReply(options: unknown) {
      steps.push("defer");
      deferred.push(options);
      await defer();
    },
    async followUp(message: unknown) {
      steps.push("follow up");
      followed.push(message);
    },
    async editReply(message: InteractionEditReplyOptions) {
      steps.push("edit");
      sent.push(message);
      await edits[sent.length - 1]?.();
    },
  };
  return { interaction: interaction as unknown as ChatInputCommandInteraction, steps, deferred, sent, followed };
}

const commandOf = (run: Command["run"], parts: Partial<Command> = {}): Command => ({
  json: { name: "echo", description: "d" },
  isPrivate: (options) => options.getBoolean("share") !== true,
  run,
  suggest: () => [],
  suggestOwn: () => null,
  ...parts,
});
const hello = async () => ({ content: "hello" });
const echo = commandOf(hello);

describe("the order of things", () => {
  test("Discord is answered before anything is computed", async () => {
    const { interaction, steps } = interactionOf();
    const slow = commandOf(async () => {
      steps.push("run");
      return { content: "hello" };
    });
    await answer(interaction, slow, deskOf());
    expect(steps).toEqual(["defer", "run", "edit"]);
  });

  test("the command gets the options and the caller, and its post is sent", async () => {
    const { interaction, sent } = interactionOf({ values: { word: "hi" } });
    const command = commandOf(async ({ options, userId }) => ({ content: `${userId} ${options.getString("word")}` }));
    await answer(interaction, command, deskOf());
    expect(sent).toEqual([expect.objectContaining({ content: "77 hi", attachments: [] })]);
  });
});

describe("who sees it", () => {
  test.each([
    ["only the caller in a server", GUILD, {}, { flags: MessageFlags.Ephemeral }],
    ["only the caller in a private channel of others", PRIVATE_CHANNEL, {}, { flags: MessageFlags.Ephemeral }],
    ["everybody, when asked to share", GUILD, { share: true }, {}],
    ["nobody else is there in the bot's DM, where the answer shall stay", BOT_DM, {}, {}],
  ])("%s", async (_who, place, values, options) => {
    const { interaction, deferred } = interactionOf({ place, values });
    await answer(interaction, echo, deskOf());
    expect(deferred).toEqual([options]);
  });
});

describe("somebody who asks too much", () => {
  test("is told so at once and alone, and nothing is computed", async () => {
    const { log, lines } = recordedLog();
    const { interaction, steps } = interactionOf();
    const replies: unknown[] = [];
    Object.assign(interaction, { reply: async (message: unknown) => void replies.push(message) });
    await answer(
      interaction,
      commandOf(async () => (steps.push("run"), {})),
      { ...deskOf(context({ log })), gate: { refusal: () => "Wait 4 seconds." } },
    );
    expect(replies).toEqual([{ content: "Wait 4 seconds.", flags: MessageFlags.Ephemeral }]);
    expect(steps).toEqual([]);
    expect(lines()).toEqual([expect.objectContaining({ level: LEVEL.warn, outcome: "busy" })]);
  });
});

describe("an interaction that is over already", () => {
  test.each([
    ["too late", 10_062],
    ["answered by another instance", 40_060],
  ])("%s: nothing is computed, and the log has a line at info", async (_why, code) => {
    const { log, lines } = recordedLog();
    const { interaction, steps } = interactionOf({ defer: () => Promise.reject(refusal(code)) });
    await answer(
      interaction,
      commandOf(async () => (steps.push("run"), {})),
      deskOf(context({ log })),
    );
    expect(steps).toEqual(["defer"]);
    expect(lines()).toEqual([expect.objectContaining({ level: LEVEL.info, cmd: "/echo", outcome: "late", code })]);
  });

  test("any other refusal is worth a look: the log has it at error", async () => {
    const { log, lines } = recordedLog();
    const { interaction, steps } = interactionOf({ defer: () => Promise.reject(refusal(50_001, 403)) });
    await answer(interaction, echo, deskOf(context({ log })));
    expect(steps).toEqual(["defer"]);
    expect(lines()).toEqual([
      expect.objectContaining({ level: LEVEL.error, err: expect.objectContaining({ code: 50_001 }) }),
      expect.objectContaining({ level: LEVEL.warn, outcome: "undelivered", code: 50_001 }),
    ]);
  });
});

describe("a command that fails", () => {
  test.each([
    ["the user's mistake, in its own words", new UserError("Not a ticker."), /^Not a ticker\.$/],
    ["a dead source, in words", new ProviderError("cboe", "unreachable"), /did not answer in time/],
    ["a store that is locked, in words", new StoreError("busy", "locked"), /storage is busy/],
    ["a bug, as a reference", new TypeError("undefined is not a function"), /reference: \*\*[0-9a-f]{8}\*\*/],
  ])("is answered: %s", async (_what, error, words) => {
    const { interaction, sent } = interactionOf();
    await answer(
      interaction,
      commandOf(() => Promise.reject(error)),
      deskOf(),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]?.content).toMatch(words);
  });

  test("even before it returns a promise", async () => {
    const { interaction, sent } = interactionOf();
    const broken = commandOf(() => {
      throw new TypeError("at once");
    });
    await expect(answer(interaction, broken, deskOf())).resolves.toBeUndefined();
    expect(sent[0]?.content).toMatch(/reference/);
  });
});

describe("an answer that Discord does not take", () => {
  test('is replaced by words, instead of "thinking…" for ever', async () => {
    const { log, lines } = recordedLog();
    const { interaction, sent } = interactionOf({ edits: [() => Promise.reject(refusal(50_035, 400))] });
    await answer(interaction, echo, deskOf(context({ log })));
    expect(sent).toHaveLength(2);
    expect(sent[1]?.content).toMatch(/reference/);
    expect(lines().map(({ level, outcome }) => [level, outcome])).toEqual([
      [LEVEL.error, undefined],
      [LEVEL.warn, "undelivered"],
    ]);
  });

  test("is left alone when the interaction is gone", async () => {
    const { log, lines } = recordedLog();
    const { interaction, sent } = interactionOf({ edits: [() => Promise.reject(refusal(10_062))] });
    await answer(interaction, echo, deskOf(context({ log })));
    expect(sent).toHaveLength(1);
    expect(lines()).toEqual([expect.objectContaining({ level: LEVEL.info, outcome: "late" })]);
  });

  test("twice is logged, and nothing is thrown", async () => {
    const { log, lines } = recordedLog();
    const fails = () => Promise.reject(new Error("socket hang up"));
    const { interaction, sent } = interactionOf({ edits: [fails, fails] });
    await expect(answer(interaction, echo, deskOf(context({ log })))).resolves.toBeUndefined();
    expect(sent).toHaveLength(2);
    expect(lines().at(-1)).toMatchObject({ level: LEVEL.warn, cmd: "/echo", outcome: "undelivered" });
    expect(lines().some(({ level }) => level === LEVEL.error)).toBe(true);
  });
});

describe("somebody whose digest we had to pause", () => {
  async function pausedFor(userId: string) {
    const { log, lines } = recordedLog();
    const ctx = context({ log });
    const timetable = { time: "09:20", zone: "America/New_York", days: "trading" };
    await ctx.store.digests.set({ userId, channelId: "9", ...timetable });
    await ctx.store.digests.pause(userId, "dm-closed");
    return { ctx, lines };
  }

  test("is told once, whatever he asks, after his answer and only to him", async () => {
    const { ctx } = await pausedFor("77");
    const first = interactionOf({ values: { share: true } });
    await answer(first.interaction, echo, deskOf(ctx));
    expect(first.steps).toEqual(["defer", "edit", "follow up"]);
    expect(first.sent).toEqual([expect.objectContaining({ content: "hello" })]);
    expect(first.followed).toEqual([
      {
        content: expect.stringMatching(/^Your digest is paused .*`\/digest on` resumes it/),
        flags: MessageFlags.Ephemeral,
      },
    ]);
    const second = interactionOf();
    await answer(second.interaction, echo, deskOf(ctx));
    expect(second.steps).toEqual(["defer", "edit"]);
  });

  test("is told in the bot's DM by a message that stays", async () => {
    const { ctx } = await pausedFor("77");
    const { interaction, followed } = interactionOf({ place: BOT_DM });
    await answer(interaction, echo, deskOf(ctx));
    expect(followed).toEqual([{ content: expect.stringMatching(/^Your digest is paused/) }]);
  });

  test("is told even if what he asked fails", async () => {
    const { ctx } = await pausedFor("77");
    const { interaction, steps } = interactionOf();
    await answer(
      interaction,
      commandOf(() => Promise.reject(new UserError("Not a ticker."))),
      deskOf(ctx),
    );
    expect(steps).toEqual(["defer", "edit", "follow up"]);
  });

  test("is another person: nobody else hears of it", async () => {
    const { ctx } = await pausedFor("78");
    const { interaction, steps } = interactionOf();
    await answer(interaction, echo, deskOf(ctx));
    expect(steps).toEqual(["defer", "edit"]);
    expect(await ctx.store.digests.takeNews("78"), "and it is still to be told").not.toBeNull();
  });

  test("gets his answer when the store cannot be asked; the log has a line at warn", async () => {
    const { ctx, lines } = await pausedFor("77");
    ctx.store.digests.takeNews = () => Promise.reject(new StoreError("busy", "locked"));
    const { interaction, sent, followed } = interactionOf();
    await expect(answer(interaction, echo, deskOf(ctx))).resolves.toBeUndefined();
    expect(sent).toEqual([expect.objectContaining({ content: "hello" })]);
    expect(followed).toEqual([]);
    expect(lines().map(({ level, outcome, msg }) => [level, outcome ?? msg])).toEqual([
      [LEVEL.info, "answered"],
      [LEVEL.warn, "news not delivered"],
    ]);
  });
});

describe("suggestions", () => {
  const pace = { take: () => 0 };
  const at = (overrides: Parameters<typeof context>[0] = {}) => ({ ctx: context(overrides), pace });

  function typing(respond: (choices: unknown) => Promise<void> = async () => {}, id = "77") {
    const responses: unknown[] = [];
    const interaction = {
      commandName: "echo",
      user: { id },
      options: { ...optionsOf({ symbol: "SPY" }), getFocused: () => ({ name: "expiry", value: "op" }) },
      async respond(choices: unknown) {
        responses.push(choices);
        await respond(choices);
      },
    };
    return { interaction: interaction as unknown as AutocompleteInteraction, responses };
  }

  test("are those of the command for the option being typed", async () => {
    const { interaction, responses } = typing();
    const command = commandOf(hello, {
      suggest: ({ name, value }, options) => [{ name: `${options.getString("symbol")} ${name}`, value }],
    });
    await suggest(interaction, command, at());
    expect(responses).toEqual([[{ name: "SPY expiry", value: "op" }]]);
  });

  test("that come too late are nobody's trouble", async () => {
    const { log, lines } = recordedLog();
    const { interaction } = typing(() => Promise.reject(refusal(10_062)));
    await suggest(interaction, echo, at({ log }));
    expect(lines()).toEqual([]);
  });

  test("that break are a line at error, and nothing is thrown", async () => {
    const { log, lines } = recordedLog();
    const broken = commandOf(hello, {
      suggest: () => {
        throw new TypeError("undefined is not a function");
      },
    });
    await expect(suggest(typing().interaction, broken, at({ log }))).resolves.toBeUndefined();
    expect(lines()).toEqual([expect.objectContaining({ level: LEVEL.error, command: "echo" })]);
  });

  test("are an empty list at once for one who types faster than any person, and cost nothing then", async () => {
    let computed = 0;
    const command = commandOf(hello, { suggest: () => (computed++, [{ name: "SPY", value: "SPY" }]) });
    const time = { ms: 0 };
    const buckets = createTokenBuckets({ capacity: 20, perSecond: 20, most: 10, now: () => time.ms });
    const { interaction, responses } = typing();
    for (let i = 0; i < 500; i++) {
      time.ms += 2;
      await suggest(interaction, command, { ctx: context(), pace: buckets });
    }
    expect(responses, "every one is answered").toHaveLength(500);
    expect(computed, "20 at once, and one each 50 ms of the second that passes").toBe(39);
    expect(responses.filter((choices) => (choices as unknown[]).length === 0)).toHaveLength(500 - computed);
    const neighbour = typing(undefined, "78");
    await suggest(neighbour.interaction, command, { ctx: context(), pace: buckets });
    expect(neighbour.responses, "a neighbour notices nothing").toEqual([[{ name: "SPY", value: "SPY" }]]);
  });
});
