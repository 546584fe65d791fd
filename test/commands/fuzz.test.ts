import { ApplicationCommandOptionType, type APIApplicationCommandOption, type APIEmbed } from "discord.js";
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
      async read({ symbol, selection }) {
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
      },
      readMany: async () => [],
      listedExpiries: () => LISTED,
    },
  });

const commandOf = (name: string) => commands.find(({ json }) => json.name === name)!;

/** Any value for an option, a stranger's text included where Discord would only send one of its choices. */
function valueOf(option: APIApplicationCommandOption): fc.Arbitrary<string | boolean> {
  if (option.type === ApplicationCommandOptionType.Boolean) return fc.boolean();
  if (option.type !== ApplicationCommandOptionType.String)
    throw new Error(`this fuzz has no values for options of type ${option.type} (${option.name}) yet`);
  const choices = "choices" in option ? (option.choices ?? []).map(({ value }) => value) : [];
  return choices.length > 0 ? fc.oneof(fc.constantFrom(...choices), typed) : typed;
}

const optionsFor = (command: Command) => (command.json.options ?? []) as readonly APIApplicationCommandOption[];

function filledIn(command: Command): fc.Arbitrary<Readonly<Record<string, string | boolean>>> {
  const options = optionsFor(command);
  const requiredKeys = options.filter(({ required }) => required).map(({ name }) => name);
  const values = Object.fromEntries(options.map((option) => [option.name, valueOf(option)]));
  return fc.record(values, { requiredKeys });
}
const anyCall = fc.oneof(
  ...commands.map((command) => ({
    weight: 1 + 4 * optionsFor(command).length,
    arbitrary: filledIn(command).map((values) => ({ name: command.json.name, values })),
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
    fc.asyncProperty(anyCall, async ({ name, values }) => {
      const command = commandOf(name);
      const post = await command.run(call(values), bot).catch((error: unknown) => {
        if (error instanceof UserError || error instanceof ProviderError) return failurePost(error, bot, "0a1b2c3d");
        throw error;
      });
      const message = toMessage(post, { ownerId: "1", ids: deskOf().ids });
      expectWithinLimits(message);
      expectHarmless(
        wordsOf({
          content: message.content ?? "",
          embeds: (message.embeds ?? []) as APIEmbed[],
          files: post.files ?? [],
        }),
      );
      command.isPrivate(optionsOf(values));
      seen[post.embeds ? "post" : "words"]++;
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.post, seen.words), "answers and refusals both").toBeGreaterThan(1_000);
}, 240_000);

const anyTyping = fc.oneof(
  ...commands.flatMap((command) =>
    optionsFor(command).map(({ name }) =>
      fc
        .tuple(filledIn(command), typed)
        .map(([values, value]) => ({ of: command.json.name, values, focused: { name, value } })),
    ),
  ),
);

test("suggestions for whatever is typed are at most 25, short, and harmless", () => {
  const bot = ctx();
  fc.assert(
    fc.property(anyTyping, ({ of, values, focused }) => {
      const choices = commandOf(of).suggest(focused, optionsOf(values), bot);
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
