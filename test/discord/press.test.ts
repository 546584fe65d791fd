import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type APIMessage } from "discord.js";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createLocalDiscord, type LocalDiscord } from "../../sandbox/discord/localDiscord.ts";
import { commands } from "../../src/commands/index.ts";
import type { AppContext } from "../../src/context.ts";
import { startBot } from "../../src/discord/bot.ts";
import { createCustomIds } from "../../src/discord/customIds.ts";
import { ProviderError } from "../../src/errors.ts";
import { context } from "../support/context.ts";
import { discordChecker } from "../support/discordChecker/describedByDiscord.ts";
import { ticker } from "../support/providers.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";
import { readingOf } from "../support/snapshots.ts";

const checker = discordChecker();
let discord: LocalDiscord;
beforeEach(async () => {
  discord = await createLocalDiscord({ ...(checker && { judge: checker }) });
});
afterEach(async () => {
  const { violations } = discord;
  await discord.stop();
  expect(violations, "what Discord would not have taken, or not have answered").toEqual([]);
});

/** A context whose service notes what it is asked and how fresh it must be. */
function watched(overrides: Partial<AppContext> = {}) {
  const asked: string[] = [];
  const { exposure } = context();
  const ctx = context({
    exposure: {
      ...exposure,
      read: async (request, options) => {
        asked.push(`${request.symbol} ${request.selection.kind} ${options?.freshness}`);
        return {
          reading: readingOf({ symbol: request.symbol, overrides: { selection: request.selection } }),
          stale: null,
          retryAt: null,
          cache: "hit",
        };
      },
    },
    ...overrides,
  });
  return { asked, ctx };
}

async function start(ctx: AppContext) {
  const { token, api: apiBase } = discord;
  const bot = await startBot(ctx, { token, apiBase, commands, onFatal: () => {} });
  onTestFinished(() => bot.stop(0));
  return bot;
}

const person = (name: "you" | "friend") => discord.user.users().find((user) => user.name === name)!.id;
const channelId = () => discord.user.channels(person("you")).find(({ kind }) => kind === "guild")!.id;
const seenBy = (name: "you" | "friend") => discord.user.messages(channelId(), person(name));
const isDone = ({ flags }: APIMessage) => !((flags ?? 0) & MessageFlags.Loading);

async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let wait = 0; wait < 300; wait++) {
    const found = find();
    if (found) return found;
    await sleep(10);
  }
  throw new Error("it never came");
}

/** "/gex SPY", answered; by you unless said otherwise. */
async function asked(
  options: Record<string, string | boolean> = {},
  by: "you" | "friend" = "you",
): Promise<APIMessage> {
  const outcome = await discord.user.slash({
    userId: person(by),
    channelId: channelId(),
    command: "gex",
    options: { symbol: "SPY", ...options },
  });
  if (outcome.kind !== "message") throw new Error(outcome.kind);
  return until(() =>
    seenBy(by).find(({ id, flags = 0 }) => id === outcome.message.id && isDone({ flags } as APIMessage)),
  );
}

interface Part {
  readonly custom_id: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
}
const parts = ({ components = [] }: APIMessage) =>
  components.flatMap((row) => ("components" in row ? (row.components as unknown as Part[]) : []));
const part = (message: APIMessage, words: string) =>
  parts(message).find(({ label, placeholder }) => label === words || placeholder === words)!;
const use = (
  message: APIMessage,
  words: string,
  { by = "you", value = "" }: { by?: "you" | "friend"; value?: string } = {},
) =>
  discord.user.click({
    userId: person(by),
    messageId: message.id,
    customId: part(message, words).custom_id,
    ...(value && { values: [value] }),
  });
const now = (message: APIMessage, name: "you" | "friend" = "you") => seenBy(name).find(({ id }) => id === message.id)!;
const titleOf = ({ embeds }: APIMessage) => embeds[0]?.title ?? "";
const commandOf = ({ embeds }: APIMessage) => embeds[0]?.footer?.text.split("\n")[1];

describe("the owner of a reply", () => {
  test("has two menus and six buttons under it", async () => {
    await start(watched().ctx);
    const message = await asked();
    expect(parts(message).map(({ label, placeholder }) => label ?? placeholder)).toEqual([
      "View",
      "Expiries",
      "Refresh",
      "Explain",
      "Data",
      "Share",
      "Watch",
      "Alert",
    ]);
  });

  test("changes view and expiries of the same message, without asking the source for newer numbers", async () => {
    const { asked: reads, ctx } = watched();
    await start(ctx);
    const message = await asked();
    await use(message, "View", { value: "term" });
    const term = await until(() => commandOf(now(message))?.includes("view:term") && now(message));
    expect(part(term, "View").options?.find((option) => option.default)?.value).toBe("term");
    await use(term, "Expiries", { value: "7d" });
    const week = await until(() => titleOf(now(message)).includes("Up to 7 DTE") && now(message));
    expect(commandOf(week), "the view stays").toBe("/gex symbol:SPY expiry:7d view:term");
    expect(reads).toEqual(["SPY all fresh", "SPY all recent", "SPY maxDte recent"]);
    expect(seenBy("you"), "one message, never another").toHaveLength(1);
  });

  test("refreshes with numbers as fresh as the source has them", async () => {
    const { asked: reads, ctx } = watched();
    await start(ctx);
    await use(await asked(), "Refresh");
    await until(() => reads.length === 2);
    expect(reads[1]).toBe("SPY all fresh");
  });

  test("shares it: a message for everyone beside his own, steered by him", async () => {
    await start(watched().ctx);
    const message = await asked();
    expect(seenBy("friend")).toEqual([]);
    await use(message, "Share");
    const shared = await until(() => seenBy("friend").find(isDone));
    expect(shared.id).not.toBe(message.id);
    expect(titleOf(shared)).toBe(titleOf(message));
    await use(shared, "View", { value: "levels" });
    await until(() => commandOf(now(shared, "friend"))?.startsWith("/levels"));
  });

  test("keeps what he has when the source fails, and is told beside it", async () => {
    const { ctx } = watched();
    let fails = false;
    const exposure: AppContext["exposure"] = {
      ...ctx.exposure,
      read: (...args) =>
        fails ? Promise.reject(new ProviderError("cboe", "unreachable")) : ctx.exposure.read(...args),
    };
    await start({ ...ctx, exposure });
    const message = await asked();
    fails = true;
    await use(message, "Refresh");
    const beside = await until(() => seenBy("you").find(({ id, content }) => id !== message.id && content !== ""));
    expect(beside.content).toMatch(/did not answer in time/);
    expect(beside.flags! & MessageFlags.Ephemeral).toBeTruthy();
    expect(titleOf(now(message)), "untouched").toBe(titleOf(message));
  });

  test("can use it after the bot was started again", async () => {
    const bot = await start(watched().ctx);
    const message = await asked();
    await bot.stop();
    await start(watched().ctx);
    await use(message, "View", { value: "vex" });
    await until(() => commandOf(now(message))?.startsWith("/vex"));
  });
});

describe("sharing where it is not allowed", () => {
  test("is refused in words that name what is missing, and nothing is posted", async () => {
    await start(watched().ctx);
    const message = await asked();
    discord.world.setSending(channelId(), false);
    await use(message, "Share");
    const told = await until(() => seenBy("you").find(({ content }) => content.includes("may not")));
    expect(told.content).toMatch(/grant me Send Messages/);
    expect(seenBy("friend")).toEqual([]);
  });

  test("is refused to somebody who may not write there himself, though the bot may: it speaks for nobody", async () => {
    await start(watched().ctx);
    discord.world.setWriting(channelId(), person("friend"), { may: false });
    const message = await asked({}, "friend");
    await use(message, "Share", { by: "friend" });
    const told = await until(() => seenBy("friend").find(({ content }) => content.includes("may not")));
    expect(told.content).toBe("You may not write in this channel, so you cannot share a reply here either.");
    expect(told.flags! & MessageFlags.Ephemeral).toBeTruthy();
    expect(seenBy("you"), "nothing is posted").toEqual([]);
    discord.world.setWriting(channelId(), person("friend"), { may: true });
    await use(message, "Share", { by: "friend" });
    await until(() => seenBy("you").find(isDone));
  });
});

describe("anybody else", () => {
  test("cannot change it, is offered a private copy, and the copy is his", async () => {
    const { asked: reads, ctx } = watched();
    await start(ctx);
    const message = await asked({ share: true });
    const before = reads.length;
    await use(message, "View", { by: "friend", value: "heatmap" });
    const offer = await until(() => seenBy("friend").find(({ flags }) => (flags ?? 0) & MessageFlags.Ephemeral));
    expect(offer.content).toMatch(/Only the person who asked/);
    expect(reads.length, "nothing was read for him yet").toBe(before);
    await use(offer, "Get a private copy", { by: "friend" });
    const copy = await until(() =>
      seenBy("friend").find((one) => one.id !== message.id && one.embeds.length > 0 && isDone(one)),
    );
    expect(titleOf(copy)).toBe(titleOf(message));
    await use(copy, "View", { by: "friend", value: "levels" });
    await until(() => commandOf(now(copy, "friend"))?.startsWith("/levels"));
    expect(commandOf(now(message)), "the reply itself never changed").toBe(commandOf(message));
    expect(
      seenBy("you").map(({ id }) => id),
      "and its owner saw nothing of it",
    ).toEqual([message.id]);
  });
});

describe("a control that is not what it seems", () => {
  /** You press the one button of a message that the bot's token posted. */
  async function pressButton(customId: string): Promise<void> {
    const response = await fetch(`${discord.api}/v10/channels/${channelId()}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bot ${discord.token}`,
        "content-type": "application/json",
        "user-agent": "DiscordBot (test, 1)",
      },
      body: JSON.stringify({
        content: "press me",
        allowed_mentions: { parse: [] },
        components: [{ type: 1, components: [{ type: 2, style: 2, label: "x", custom_id: customId }] }],
      }),
    });
    const { id } = (await response.json()) as { id: string };
    await discord.user.click({ userId: person("you"), messageId: id, customId });
  }

  test.each<["forged" | "expired", () => string, RegExp]>([
    ["forged", () => "v1.view.abc.def.SPY~all~gex~-n.AAAAAAAAAAAAAAAA", /none of this bot's/],
    [
      "expired",
      () =>
        createCustomIds({ secret: discord.token, now: () => new Date("2026-11-10T00:00:00Z") }).write({
          action: "refresh",
          value: null,
          ownerId: person("you"),
          state: { view: "gex", symbol: ticker("SPY"), selection: { kind: "all" }, palette: null, extra: "none" },
        }),
      /more than a week old/,
    ],
  ])("%s: nothing is read, and the user is told", async (outcome, customId, words) => {
    const { log, lines } = recordedLog();
    const { asked: reads, ctx } = watched({ log });
    await start(ctx);
    await pressButton(customId());
    await until(() => seenBy("you").some(({ content }) => words.test(content)));
    expect(reads).toEqual([]);
    const line = await until(() => lines().find((one) => one["outcome"] === outcome));
    expect(line.level).toBe(outcome === "forged" ? LEVEL.warn : LEVEL.info);
  });
});
