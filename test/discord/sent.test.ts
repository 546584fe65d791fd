import { ApplicationCommandOptionType, ApplicationCommandType, type APIEmbed, type APIMessage } from "discord.js";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { OptionValues } from "../../sandbox/discord/userSide.ts";
import { defineCommand } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import { ProviderError } from "../../src/errors.ts";
import { REPLY_ACTIONS, type Action, type ReplyAction } from "../../src/views/controls.ts";
import type { Post } from "../../src/views/post.ts";
import { context } from "../support/context.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";
import { wordsOf } from "../support/posts.ts";

/** A bot with every command, one that says what a test puts into its mouth, and a source that fails when it shall. */
let local: LocalBot;
let next: Post = {};
let fails = false;
const say = defineCommand({ name: "say", description: "Says it", options: {}, run: async () => next });

beforeAll(async () => {
  local = await openLocalBot();
  const { exposure } = context();
  const read: typeof exposure.read = (...asked) =>
    fails ? Promise.reject(new ProviderError("cboe", "unreachable")) : exposure.read(...asked);
  await local.start(context({ exposure: { ...exposure, read } }), [...commands, say]);
});
afterAll(() => local.stop());
afterEach(() => expect(local.discord.violations, "what Discord would not have taken").toEqual([]));

/** Short, blank, long, and made of characters that take two code units. */
const text = (most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ maxLength: 40, unit: "grapheme" }) },
    { weight: 2, arbitrary: fc.nat(most).map((length) => "x".repeat(length)) },
    { weight: 1, arbitrary: fc.nat(most).map((length) => " ".repeat(length)) },
    { weight: 2, arbitrary: fc.nat(most).map((length) => `y${"😀".repeat(length >> 1)}`) },
  );

/** Of the files of a post the first, and one that is left off. */
const shown = fc.constantFrom("attachment://0.png", "attachment://11.png");
const embed = fc
  .record(
    {
      title: text(400),
      description: text(6_000),
      author: text(400).map((name) => ({ name })),
      footer: text(3_000).map((words) => ({ text: words })),
      fields: fc.array(fc.record({ name: text(400), value: text(1_500) }), { maxLength: 30 }),
      image: shown.map((url) => ({ url })),
      color: fc.nat(0xffffff),
    },
    { requiredKeys: [] },
  )
  .map((parts): APIEmbed => parts);

const post = fc
  .record({
    content: text(3_000),
    embeds: fc.array(embed, { maxLength: 12 }),
    texts: fc.array(text(1_500), { minLength: 1, maxLength: 12 }),
    bytes: fc.oneof({ weight: 19, arbitrary: fc.nat(4_000) }, { weight: 1, arbitrary: fc.constant(200_000) }),
  })
  .map(({ content, embeds, texts, bytes }): Post => ({
    content,
    embeds,
    files: texts.map((description, i) => ({ name: `${i}.png`, data: new Uint8Array(bytes), description })),
  }));

const blank: Post = { embeds: [{ fields: [{ name: " ", value: "\n" }] }], files: [] };
const huge: Post = {
  content: "words",
  embeds: [{ title: "t", image: { url: "attachment://huge.png" } }],
  files: [{ name: "huge.png", data: new Uint8Array(11 * 2 ** 20), description: "" }],
};

test("whatever a post holds, Discord takes it", { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(post, async (given) => {
      next = given;
      const message = await local.finished(await local.slash("say"));
      expect(message.content).not.toMatch(/^Something broke/);
      expect(local.discord.violations).toEqual([]);
      const files = message.attachments.length + (message.embeds.some(({ image }) => image) ? 1 : 0);
      expect(files, "and shows its files").toBe(given === huge ? 0 : Math.min(10, given.files?.length ?? 0));
    }),
    { numRuns: 50, examples: [[blank], [huge]] },
  );
});

test("a post with nothing in it is answered in words, not with silence", async () => {
  next = {};
  const message = await local.finished(await local.slash("say"));
  expect(wordsOf(message as Post).join("")).toMatch(/^Something broke on our side/);
  expect(local.discord.violations.splice(0), "Discord refused the empty one").toHaveLength(1);
});

interface Shape {
  readonly name: string;
  readonly type?: number;
  readonly required?: boolean;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly choices?: readonly { readonly value: string | number }[];
  readonly options?: readonly Shape[];
}
const SUBCOMMANDS: readonly unknown[] = [
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
];

/** Every way to call a command with this in its text options: each of its subcommands, everything filled in. */
function waysToCall({ options = [] }: Shape, typed: string): OptionValues[] {
  const inner = options.filter(({ type }) => SUBCOMMANDS.includes(type));
  if (inner.length > 0)
    return inner.flatMap((option) => waysToCall(option, typed).map((values) => ({ [option.name]: values })));
  const values = options.flatMap((option) => {
    const value = valueFor(option, typed);
    if (value === undefined && option.required) throw new Error(`no value for the option ${option.name}`);
    return value === undefined ? [] : [[option.name, value] as const];
  });
  return [Object.fromEntries(values)];
}

function valueFor({ type, choices, max_length: most = 100, min_value: least = 1 }: Shape, typed: string) {
  if (choices?.[0]) return choices[0].value;
  if (type === ApplicationCommandOptionType.String) return typed.slice(0, most);
  if (type === ApplicationCommandOptionType.Boolean) return true;
  if (type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number) return least;
  return undefined;
}

const calls = commands.flatMap(({ json }) =>
  (json.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput
    ? ["SPY", "@everyone", "<@&1234567890123456789>"].flatMap((typed) =>
        waysToCall(json as Shape, typed).map((values) => ({ name: json.name, typed, values })),
      )
    : [],
);

test.each(calls)("/$name with $typed mentions nobody: every request says so", async ({ name, values }) => {
  const since = local.discord.requests.length;
  await local.finished(await local.slash(name, values));
  const messages = local.discord.requests.slice(since).flatMap(({ path, body }) => messageIn(path, body));
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(message.allowed_mentions).toEqual({ parse: [] });
});

/** Who uses a control of your reply, shared with the channel, and what is chosen in it. */
const PRESSES: Readonly<Record<ReplyAction, { readonly by: "you" | "friend"; readonly value?: string }>> = {
  view: { by: "you", value: "levels" },
  expiry: { by: "you", value: "7d" },
  refresh: { by: "you" },
  explain: { by: "you" },
  data: { by: "you" },
  share: { by: "you" },
  copy: { by: "friend" },
};

describe("whatever is pressed mentions nobody: every request says so", () => {
  test.each(REPLY_ACTIONS)("%s", async (action) => {
    const { by, value } = PRESSES[action];
    const reply = await local.finished(await local.slash("gex", { symbol: "SPY", share: true }));
    const message = action === "copy" ? await offered(reply) : reply;
    expectSilent(await sentBy(() => click(message, { action, by, ...(value && { value }) })));
  });

  test("a stranger's press, which is answered with an offer", async () => {
    const reply = await local.finished(await local.slash("gex", { symbol: "SPY", share: true }));
    expectSilent(await sentBy(() => click(reply, { action: "refresh", by: "friend" })));
  });

  test("a press that fails, which is answered beside the reply", async () => {
    const reply = await local.finished(await local.slash("gex", { symbol: "SPY", share: true }));
    fails = true;
    onTestFinished(() => void (fails = false));
    const sent = await sentBy(() => click(reply, { action: "refresh", by: "you" }));
    expectSilent(sent);
    expect(sent).toMatchObject([{ content: expect.stringMatching(/did not answer in time/) }]);
  });

  test("Share where the bot may not write, which is refused", async () => {
    const reply = await local.finished(await local.slash("gex", { symbol: "SPY", share: true }));
    local.discord.world.setSending(reply.channel_id, false);
    onTestFinished(() => local.discord.world.setSending(reply.channel_id, true));
    const sent = await sentBy(() => click(reply, { action: "share", by: "you" }));
    expectSilent(sent);
    expect(sent).toMatchObject([{ content: expect.stringMatching(/grant me Send Messages/) }]);
  });

  /** The friend's private offer of a copy. */
  async function offered(reply: APIMessage): Promise<APIMessage> {
    const outcome = await click(reply, { action: "refresh", by: "friend" });
    if (outcome.kind !== "message") throw new Error("there was no offer");
    return outcome.message;
  }

  function click(message: APIMessage, { action, by, value }: { action: Action; by: "you" | "friend"; value?: string }) {
    const customId = customIdsOf(message).find((id) => id.startsWith(`v1.${action}.`));
    if (customId === undefined) throw new Error(`there is no ${action} under the message`);
    const userId = local.discord.user.users().find(({ name }) => name === by)!.id;
    return local.discord.user.click({ userId, messageId: message.id, customId, ...(value && { values: [value] }) });
  }

  /** The messages the bot sends because of an act. */
  async function sentBy(act: () => Promise<unknown>): Promise<MentioningBody[]> {
    const since = local.discord.requests.length;
    const sent = () => local.discord.requests.slice(since).flatMap(({ path, body }) => messageIn(path, body));
    await act();
    await expect.poll(() => sent().length, { timeout: 5_000, interval: 10 }).toBeGreaterThan(0);
    return sent();
  }

  function expectSilent(messages: readonly MentioningBody[]): void {
    for (const message of messages) expect(message.allowed_mentions).toEqual({ parse: [] });
  }
});

const customIdsOf = ({ components = [] }: APIMessage): string[] =>
  components.flatMap((row) =>
    "components" in row ? row.components.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])) : [],
  );

interface MentioningBody {
  readonly allowed_mentions?: unknown;
}
/** First answers that carry a message: type 4 a new one, type 7 a changed one. */
const CARRIES_MESSAGE: readonly unknown[] = [4, 7];

/** The message a request carries, if it is one that could mention somebody. */
function messageIn(path: string, body: unknown): MentioningBody[] {
  if (/\/callback(?:\?|$)/.test(path)) {
    const { type, data } = body as { type: unknown; data?: MentioningBody };
    return CARRIES_MESSAGE.includes(type) ? [data ?? {}] : [];
  }
  return /^\/(?:webhooks|channels)\//.test(path) && body ? [body] : [];
}
