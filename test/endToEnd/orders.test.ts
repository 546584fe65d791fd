import { MessageFlags, type APIMessage } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERMISSION } from "../../sandbox/discord/permissions.ts";
import type { OptionValues } from "../../sandbox/discord/userSide.ts";
import type { AppContext } from "../../src/context.ts";
import { closestSymbols, suggestSymbols } from "../../src/services/symbols.ts";
import { context } from "../support/context.ts";
import { openLocalBot, type LocalBot } from "../support/localBot.ts";

/** What people order and what Discord shows of it: the real bot at the local Discord, where "you" own the server. */
let local: LocalBot;
let ctx: AppContext;
beforeEach(async () => {
  local = await openLocalBot();
  ctx = context({ symbols: { suggest: suggestSymbols, closest: closestSymbols } });
  await local.start(ctx);
});
afterEach(async () => {
  const { violations } = local.discord;
  await local.stop();
  expect(violations, "what Discord would not have taken").toEqual([]);
});

type Person = "you" | "friend";
const person = (name: Person) => local.discord.user.users().find((user) => user.name === name)!.id;
// Not by what a person sees: looking at his channels opens his DM.
const inServer = () => [...local.discord.world.channels.values()].filter(({ kind }) => kind === "guild");
const here = () => inServer()[0]!.id;
const elsewhere = () => inServer()[1]!.id;
const dmOf = (by: Person) => local.discord.world.dmChannel(person(by)).id;
const seen = (channelId: string, by: Person = "you") =>
  local.discord.user.messages(channelId, person(by)).filter(({ flags }) => !((flags ?? 0) & MessageFlags.Loading));

/** The answer to "/command part", once it is there. */
async function ask(command: string, options: OptionValues = {}, by: Person = "you"): Promise<APIMessage> {
  const outcome = await local.discord.user.slash({ userId: person(by), channelId: here(), command, options });
  if (outcome.kind !== "message") throw new Error(outcome.kind);
  return answered(here(), outcome.message.id, by);
}

async function answered(channelId: string, id: string, by: Person): Promise<APIMessage> {
  const find = () => seen(channelId, by).find((message) => message.id === id);
  await expect.poll(find, { timeout: 5_000, interval: 10 }).toBeDefined();
  return find()!;
}

/** What pressing the control of that action leads to, or choosing this value in it. */
async function press(
  message: APIMessage,
  { action, by = "you", value }: { action: string; by?: Person; value?: string },
): Promise<APIMessage> {
  const customId = customIdsOf(message).find((id) => id.startsWith(`v1.${action}.`));
  if (customId === undefined) throw new Error(`there is no ${action} under the message`);
  const { id: messageId, channel_id: channelId } = message;
  const act = { userId: person(by), messageId, customId, ...(value !== undefined && { values: [value] }) };
  const outcome = await local.discord.user.click(act);
  if (outcome.kind !== "message") throw new Error(outcome.kind);
  return answered(channelId, outcome.message.id, by);
}

const customIdsOf = ({ components = [] }: APIMessage): string[] =>
  components.flatMap((row) =>
    "components" in row ? row.components.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])) : [],
  );
const isPrivate = ({ flags }: APIMessage) => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

describe("a watchlist", () => {
  test("the star under a reply toggles its symbol, says so privately, and leaves the reply as it is", async () => {
    const reply = await ask("gex", { symbol: "SPY" });
    const told = await press(reply, { action: "watch" });
    expect(told.content).toBe("**SPY** is on your watchlist (1 of 25).");
    expect(isPrivate(told)).toBe(true);
    expect((await press(reply, { action: "watch" })).content).toBe("**SPY** is no longer on your watchlist (0 of 25).");
    expect(seen(here()).find(({ id }) => id === reply.id)).toEqual(reply);
  });

  test("a stranger who presses the star of somebody else's reply is offered a copy, and nobody's list changes", async () => {
    const reply = await ask("gex", { symbol: "SPY", share: true });
    expect((await press(reply, { action: "watch", by: "friend" })).content).toMatch(/^Only the person who asked/);
    for (const by of ["you", "friend"] as const) expect(await ctx.store.watchlists.of(person(by))).toEqual([]);
  });

  test("is ordered by parts, whose options are suggested while typing", async () => {
    const typing = { userId: person("you"), channelId: here(), command: "watchlist" };
    const options = { add: { symbols: "SPY nvd" } };
    const offered = await local.discord.user.autocomplete({ ...typing, options, focused: "symbols" });
    expect(offered[0]?.value).toBe("SPY NVDA");
    const reply = await ask("watchlist", { add: { symbols: "SPY NVDA" } });
    expect(reply.content).toBe("Added **SPY**, **NVDA**. Your watchlist has 2 of 25 symbols.");
    expect(isPrivate(reply)).toBe(true);
  });
});

describe("a digest", () => {
  beforeEach(() => ask("watchlist", { add: { symbols: "SPY QQQ" } }));

  test("comes at once as a direct message with its picture, opens a symbol, and is paused by its button", async () => {
    expect((await ask("digest", { on: { time: "8:15", zone: "Berlin", days: "daily" } })).content).toMatch(
      /^Your digest is on: at 08:15 Berlin time every day/,
    );
    const [first, ...more] = seen(dmOf("you"));
    expect(more).toEqual([]);
    expect(first!.content).toMatch(/^This is your digest\./);
    expect(first!.embeds[0]?.image?.url).toMatch(/universe\.png/);
    expect(seen(here(), "friend"), "nobody else sees any of it").toEqual([]);
    const opened = await press(first!, { action: "open" });
    expect(opened.embeds[0]?.title).toMatch(/SPY|QQQ/);
    expect(isPrivate(opened), "in a DM it stays").toBe(false);
    expect((await press(first!, { action: "pause" })).content).toMatch(
      /^Your digest is paused\. `\/digest on` resumes/,
    );
    expect(await ctx.store.digests.of(person("you"))).toMatchObject({ paused: "user", time: "08:15" });
  });

  test("for whom direct messages are closed is not saved, and he is told how to open them", async () => {
    local.discord.world.setDms(person("you"), "closed");
    expect((await ask("digest", { on: {} })).content).toMatch(
      /does not let me send you direct messages\. Allow them first/,
    );
    expect(await ctx.store.digests.of(person("you"))).toBeNull();
  });

  test("while Discord lets the bot open no new direct messages it is not saved either", async () => {
    local.discord.refuseNewDms("too-fast");
    await ask("watchlist", { add: { symbols: "SPY" } }, "friend");
    expect((await ask("digest", { on: {} }, "friend")).content).toMatch(
      /no new direct messages at the moment.*Nothing was saved/,
    );
    expect(await ctx.store.digests.of(person("friend"))).toBeNull();
  });

  test("that we had to pause is told under the next command, once and privately", async () => {
    await ask("digest", { on: {} });
    await ctx.store.digests.pause(person("you"), "dm-closed");
    await ask("explain", { share: true });
    const news = () => seen(here()).filter(({ content }) => content.startsWith("Your digest is paused"));
    await expect.poll(() => news().length, { timeout: 5_000, interval: 10 }).toBe(1);
    expect(isPrivate(news()[0]!)).toBe(true);
    expect(seen(here(), "friend").map(({ content }) => content)).not.toContain(news()[0]!.content);
    await ask("explain");
    await ask("explain");
    expect(news()).toHaveLength(1);
  });
});

describe("a dashboard", () => {
  test("is set up for the channel chosen: a test post there, from which everybody opens symbols privately", async () => {
    const reply = await ask("dashboard", {
      setup: { channel: elsewhere(), symbols: "SPY QQQ", times: "09:45, 15:30" },
    });
    expect(reply.content).toContain(`2 symbols in <#${elsewhere()}>, at 09:45 and 15:30 New York time`);
    const [post, ...more] = seen(elsewhere(), "friend");
    expect(more).toEqual([]);
    expect(post!.content).toMatch(/^Test post: /);
    expect(post!.embeds[0]?.image?.url).toMatch(/universe\.png/);
    const opened = await press(post!, { action: "open", by: "friend", value: "QQQ" });
    expect(opened.embeds[0]?.title).toMatch(/QQQ/);
    expect(isPrivate(opened)).toBe(true);
    const { id: guildId } = [...local.discord.world.guilds.values()][0]!;
    expect(await ctx.store.dashboards.of(guildId)).toMatchObject({ channelId: elsewhere(), symbols: ["SPY", "QQQ"] });
  });

  test.each(["setup", "show", "off"])(
    "somebody who does not manage the server is refused /dashboard %s",
    async (part) => {
      const reply = await ask("dashboard", { [part]: {} }, "friend");
      expect(reply.content).toBe("Only members with the permission Manage Server can do that.");
      expect(seen(here(), "you"), "nothing is posted").toEqual([]);
    },
  );

  test("but has /dashboard now, for himself or for all", async () => {
    expect(isPrivate(await ask("dashboard", { now: {} }, "friend"))).toBe(true);
    const shared = await ask("dashboard", { now: { share: true } }, "friend");
    expect(seen(here(), "you").map(({ id }) => id)).toEqual([shared.id]);
  });

  test("where the bot lacks a permission is refused by its name, and nothing is posted or saved", async () => {
    local.discord.world.deny(elsewhere(), PERMISSION.sendMessages | PERMISSION.attachFiles);
    const { content } = await ask("dashboard", { setup: { channel: elsewhere() } });
    expect(content).toMatch(/^I lack Send Messages, Attach Files in .*Nothing was saved\.$/);
    expect(seen(elsewhere())).toEqual([]);
    expect((await ask("dashboard", { show: {} })).content).toMatch(/^There is no dashboard/);
  });
});
