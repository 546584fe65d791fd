import {
  ApplicationCommandOptionType,
  ChannelType,
  PermissionFlagsBits,
  type APIApplicationCommandOption,
  type APIEmbed,
} from "discord.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Command } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import type { AppContext } from "../../src/context.ts";
import { failurePost } from "../../src/discord/failure.ts";
import { toMessage } from "../../src/discord/message.ts";
import { ProviderError, type ProviderFailure, UserError } from "../../src/errors.ts";
import { documentUrl } from "../../src/services/providers/cboe/paths.ts";
import { closestSymbols, suggestSymbols } from "../../src/services/symbols.ts";
import { lengthOf, LIMITS } from "../../src/views/limits.ts";
import { call, context, optionsOf } from "../support/context.ts";
import { deskOf } from "../support/desk.ts";
import { wordsOf } from "../support/posts.ts";
import { readingOf } from "../support/snapshots.ts";
import { typed } from "./hostile.ts";

const BASE = "https://feed.example/api/global";
/** Symbols of the fuzz whose source is in trouble. */
const TROUBLE: Readonly<Record<string, ProviderFailure>> = {
  ZZZZ: "unknown-symbol",
  DOWN: "unreachable",
  BUSY: "rate-limited",
};

const READING = readingOf({ count: 9 });
const LISTED = Array.from({ length: 40 }, (_, day) => ({
  date: `2026-12-${String(day + 1).padStart(2, "0")}`,
  dte: day,
}));

/** A bot whose source looks at every symbol it is asked for: its address must be below the feed's own. */
const ctx = (): AppContext =>
  context({
    symbols: { suggest: suggestSymbols, closest: closestSymbols },
    exposure: {
      ...context().exposure,
      read,
      readMany: (requests) =>
        Promise.all(
          requests.map(async (request) => {
            const failure = TROUBLE[request.symbol];
            return failure ? { missing: request.symbol, failure } : read(request);
          }),
        ),
      listedExpiries: () => LISTED,
    },
  });

const read: AppContext["exposure"]["read"] = async ({ symbol, selection }) => {
  for (const kind of ["options", "quotes"] as const) {
    const { href } = documentUrl(BASE, kind, symbol);
    if (!/^https:\/\/feed\.example\/api\/global\/delayed_quotes\/(?:options|quotes)\/_?[A-Z.]+\.json$/.test(href))
      throw new Error(`asks for ${href}`);
  }
  if (TROUBLE[symbol]) throw new ProviderError("cboe", TROUBLE[symbol], `no ${symbol}`);
  return {
    reading: { ...READING, snapshot: { ...READING.snapshot, symbol, selection } },
    stale: null,
    retryAt: null,
    cache: "hit",
  };
};

const ALL = PermissionFlagsBits.Administrator;

/** The channel that everything is called in, and chosen where one can be: its mention is ours to write. */
const CHANNEL = { id: "3", type: ChannelType.GuildText, permissions: { bitfield: PermissionFlagsBits.Administrator } };
const MENTION = `<#${CHANNEL.id}>`;
type Value = string | number | boolean | typeof CHANNEL;

/** Any value for an option, a stranger's text and any number included where Discord would only send what it allows. */
function valueOf(option: APIApplicationCommandOption): fc.Arbitrary<Value> {
  if (option.type === ApplicationCommandOptionType.Boolean) return fc.boolean();
  if (option.type === ApplicationCommandOptionType.Number)
    return fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: option.min_value ?? 0, max: option.max_value ?? 100, noNaN: true }) },
      { weight: 1, arbitrary: fc.double() },
    );
  if (option.type === ApplicationCommandOptionType.Channel) return fc.constant(CHANNEL);
  if (option.type !== ApplicationCommandOptionType.String)
    throw new Error(`this fuzz has no values for options of type ${option.type} (${option.name}) yet`);
  const choices = "choices" in option ? (option.choices ?? []).map(({ value }) => value) : [];
  return choices.length > 0 ? fc.oneof(fc.constantFrom(...choices), typed) : typed;
}

/** A command without parts, or a part of one. */
interface Way {
  readonly command: Command;
  readonly part: string;
  readonly options: readonly APIApplicationCommandOption[];
}
const WAYS: readonly Way[] = commands.flatMap((command): Way[] => {
  const options = (command.json.options ?? []) as readonly APIApplicationCommandOption[];
  const parts = options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
  if (parts.length === 0) return [{ command, part: "", options }];
  return parts.map((part) => ({ command, part: part.name, options: part.options ?? [] }));
});

function filledIn({ options }: Way): fc.Arbitrary<Readonly<Record<string, Value>>> {
  const requiredKeys = options.filter(({ required }) => required).map(({ name }) => name);
  const values = Object.fromEntries(options.map((option) => [option.name, valueOf(option)]));
  return fc.record(values, { requiredKeys });
}
const anyCall = fc.oneof(
  ...WAYS.map((way) => ({
    weight: 1 + 4 * way.options.length,
    arbitrary: filledIn(way).map((values) => ({ way, values })),
  })),
);

/** What must not stand in any text: mentions, links with another name, JavaScript's own words, a stack. */
const FORBIDDEN =
  /@everyone|@here|<[@#/]|<a?:|<id:|\]\s*\(|\]\[|https?:\/\/e|\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object|\bat .*\.ts:\d|Error:|[\u202a-\u202e\u2066-\u2069]/;

function expectHarmless(words: readonly string[]): void {
  for (const text of words)
    if (FORBIDDEN.test(text) || text.includes("\0")) throw new Error(`says ${JSON.stringify(text)}`);
}

function expectWithinLimits({ content = "", embeds = [] }: ReturnType<typeof toMessage>): void {
  const all = (embeds ?? []) as readonly APIEmbed[];
  expect((content ?? "").length).toBeLessThanOrEqual(LIMITS.content);
  expect(content !== "" || all.length > 0, "an empty message is refused").toBe(true);
  expect(all.length).toBeLessThanOrEqual(LIMITS.embeds);
  expect(all.reduce((sum, embed) => sum + lengthOf(embed), 0)).toBeLessThanOrEqual(LIMITS.embedTotal);
}

test("10,000 calls of every command with whatever people type end in a harmless message", async () => {
  const bot = ctx();
  const seen = { post: 0, words: 0 };
  await fc.assert(
    fc.asyncProperty(anyCall, async ({ way: { command, part }, values }) => {
      const post = await command.run(call(values, { part, permissions: ALL }), bot).catch((error: unknown) => {
        if (error instanceof UserError || error instanceof ProviderError) return failurePost(error, bot, "0a1b2c3d");
        throw error;
      });
      const message = toMessage(post, { ownerId: "1", ids: deskOf().ids });
      expectWithinLimits(message);
      expectHarmless(
        wordsOf({
          content: (message.content ?? "").replaceAll(MENTION, ""),
          embeds: JSON.parse(JSON.stringify(message.embeds ?? []).replaceAll(MENTION, "")) as APIEmbed[],
          files: post.files ?? [],
        }),
      );
      command.isPrivate(optionsOf(values, part));
      seen[post.embeds ? "post" : "words"]++;
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.post, seen.words), "answers and refusals both").toBeGreaterThan(1_000);
}, 240_000);

const anyTyping = fc.oneof(
  ...WAYS.flatMap((way) =>
    way.options.map(({ name }) =>
      fc.tuple(filledIn(way), typed).map(([values, value]) => ({ way, values, focused: { name, value } })),
    ),
  ),
);

test("suggestions for whatever is typed are at most 25, short, and harmless", async () => {
  const bot = ctx();
  const alerts = commands.find(({ json }) => json.name === "alert")!;
  for (const kind of ["flip", "cell"]) await alerts.run(call({ symbol: "SPY", kind }, { part: "add" }), bot);
  await fc.assert(
    fc.asyncProperty(anyTyping, async ({ way: { command, part }, values, focused }) => {
      const options = optionsOf(values, part);
      const own = await command.suggestOwn({ focused, options }, bot, { userId: "1", guildId: null });
      const choices = own ?? command.suggest(focused, options, bot);
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const { name, value } of choices) {
        expect(Math.min(name.length, value.length)).toBeGreaterThan(0);
        expect(Math.max(name.length, value.length)).toBeLessThanOrEqual(100);
        expectHarmless([name, value]);
      }
    }),
    { numRuns: 2_000 },
  );
});
