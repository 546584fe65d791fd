import { ChannelType, PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { dashboard } from "../../src/commands/dashboard.ts";
import type { Door, Refusal, Sent } from "../../src/context.ts";
import { symbolOf } from "../../src/engine/brief.ts";
import { StoreError } from "../../src/errors.ts";
import type { Post } from "../../src/views/post.ts";
import { call, context, quietDoor } from "../support/context.ts";
import { ticker } from "../support/providers.ts";
import { refusal } from "../support/refusal.ts";

const { Administrator, ManageGuild, SendMessages, SendMessagesInThreads, ViewChannel } = PermissionFlagsBits;
const ADMIN = ManageGuild | ViewChannel | SendMessages;
const PLACE = { id: "55", type: ChannelType.GuildText, permissions: { bitfield: ViewChannel | SendMessages } };

type Values = NonNullable<Parameters<typeof call>[0]>;

/** Somebody who manages server 2, in channel 3; it is Monday, 10:01 in New York. */
function bot(door: Partial<Door> = {}) {
  const posted: { readonly to: Parameters<Door["post"]>[0]; readonly post: Post }[] = [];
  const looked: string[] = [];
  const asked = quietDoor(door);
  const ctx = context({
    door: {
      ...asked,
      post: (to, post) => (posted.push({ to, post }), asked.post(to, post)),
      missingPermissions: (channelId, guildId) => (
        looked.push(`${channelId} of ${guildId}`),
        asked.missingPermissions(channelId, guildId)
      ),
    },
  });
  const says = async (values: Values = {}, caller: object = {}) =>
    (await dashboard.run(call(values, { part: "setup", permissions: ADMIN, ...caller }), ctx)).content ?? "";
  return { ctx, posted, looked, says, saved: () => ctx.store.dashboards.of("2") };
}

describe("a first setup", () => {
  test("posts a test here, saves the usual settings, and says when the next post comes", async () => {
    const { posted, looked, says, saved } = bot();
    expect(await says()).toBe(
      "The dashboard is set up: 10 symbols in <#3>, at 09:45 New York time on trading days. The test post is there already. Next post: Tue, Nov 24 at 09:45 New York time. Posts never leave before 07:15 in New York, when the day's open interest is in, and come earlier on days that end early.",
    );
    expect(looked).toEqual(["3 of 2"]);
    expect(await saved()).toMatchObject({
      channelId: "3",
      symbols: ["SPY", "QQQ", "IWM", "AAPL", "TSLA", "NVDA", "META", "AMZN", "AMD", "GOOGL"],
      times: ["09:45"],
      zone: "America/New_York",
      days: "trading",
      userId: "1",
    });
    expect(posted).toHaveLength(1);
    expect(posted[0]!.to, "everybody may open a symbol from it").toEqual({ channelId: "3", ownerId: null });
    expect(posted[0]!.post.content).toMatch(/^Test post: this is how the dashboard will look here\.\nDaily universe, /);
    expect(posted[0]!.post.embeds?.[0]?.title).toBe("Daily universe · test post");
  });

  test("takes what was chosen", async () => {
    const { posted, looked, says, saved } = bot();
    const values = { channel: PLACE, symbols: "spx, spy", times: "06:00, 15:30", zone: "ET", days: "trading" };
    expect(await says(values)).toMatch(
      /2 symbols in <#55>, at 06:00 and 15:30 New York time on trading days\..* Next post: Mon, Nov 23 at 15:30 New York time\./,
    );
    expect(looked).toEqual(["55 of 2"]);
    expect(posted[0]!.to.channelId).toBe("55");
    expect(await saved()).toMatchObject({ channelId: "55", symbols: ["SPX", "SPY"], times: ["06:00", "15:30"] });
  });

  test("says from when a post before the day's open interest waits", async () => {
    expect(await bot().says({ times: "06:00" })).toMatch(
      /Next post: Tue, Nov 24 at 07:15 New York time\. It waits until then/,
    );
    expect(await bot().says({ days: "daily" }), "only today's trading goes by that").not.toMatch(/07:15/);
  });
});

test("a later one changes what is named and keeps the rest; what paused it is over", async () => {
  const { ctx, says, saved } = bot();
  await says({ channel: PLACE, symbols: "SPX SPY", times: "15:30", days: "daily" });
  await ctx.store.dashboards.fail("2", "channel-gone");
  await says({ channel: PLACE, times: "10:00" });
  expect(await saved()).toMatchObject({ symbols: ["SPX", "SPY"], times: ["10:00"], days: "daily", paused: null });
  await says({ channel: PLACE, zone: "Berlin" });
  expect(await saved()).toMatchObject({ times: ["10:00"], zone: "Europe/Berlin", days: "daily" });
});

describe("who may not write there himself gets nothing posted there", () => {
  const channel = (permissions: bigint | null, type: ChannelType = ChannelType.GuildText) => ({
    channel: { id: "55", type, permissions: permissions === null ? null : { bitfield: permissions } },
  });
  const thread = ChannelType.PublicThread;

  test.each<[string, Values, object]>([
    ["cannot see the channel", channel(SendMessages), {}],
    ["cannot write in the channel", channel(ViewChannel), {}],
    ["writes in channels, but not in their threads", channel(ViewChannel | SendMessages, thread), {}],
    ["may do what Discord does not say", channel(null), {}],
    ["cannot write where he is", {}, { permissions: ManageGuild | ViewChannel }],
    ["cannot see where he is", {}, { permissions: ManageGuild | SendMessages }],
    ["is in a thread where only others write", {}, { permissions: ADMIN, inThread: true }],
  ])("%s", async (_who, values, caller) => {
    const { posted, looked, says, saved } = bot();
    expect(await refusal(() => says(values, caller))).toMatch(
      /^You may not write in that channel yourself.*Nothing was saved\.$/,
    );
    expect([...posted, ...looked]).toEqual([]);
    expect(await saved()).toBeNull();
  });

  test.each<[string, Values, object]>([
    ["writes in threads", channel(ViewChannel | SendMessagesInThreads, thread), {}],
    ["is administrator", channel(Administrator), {}],
    [
      "is in a thread and writes in it",
      {},
      { permissions: ManageGuild | ViewChannel | SendMessagesInThreads, inThread: true },
    ],
  ])("but who %s does", async (_who, values, caller) => {
    const { says, saved } = bot();
    await says(values, caller);
    expect(await saved()).not.toBeNull();
  });
});

describe("where the bot may not post", () => {
  test("every missing permission is named before anything is posted", async () => {
    const { posted, says, saved } = bot({ missingPermissions: async () => ["Send Messages", "Attach Files"] });
    expect(await refusal(() => says())).toMatch(
      /^I lack Send Messages, Attach Files in <#3>\. Grant me that .*Nothing was saved\.$/,
    );
    expect(posted).toEqual([]);
    expect(await saved()).toBeNull();
  });

  test.each<[Refusal, RegExp]>([
    ["forbidden", /does not let me post there\. I need View Channel, Send Messages, Embed Links and Attach Files/],
    ["channel-gone", /^That channel no longer exists/],
    ["invalid", /^Discord refused the message/],
  ])("and Discord says so of the test post (%s), nothing is saved", async (reason, words) => {
    const { says, saved } = bot({ post: async () => ({ kind: "refused", refusal: reason, code: 50_013 }) });
    expect(await refusal(() => says())).toMatch(words);
    expect(await saved()).toBeNull();
  });

  test.each<Sent>([{ kind: "wait", ms: 5_000 }, { kind: "unsure", why: "AbortError" }, { kind: "locked-out" }])(
    "after %j nothing is saved either",
    async (sent) => {
      const { says, saved } = bot({ post: async () => sent });
      expect(await refusal(() => says())).toMatch(/Nothing was saved\.$/);
      expect(await saved()).toBeNull();
    },
  );
});

test("more than fifty symbols are refused before anything is posted", async () => {
  const { posted, says } = bot();
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const symbols = [...letters.map((one) => `Q${one}`), ...letters.map((one) => `R${one}`)];
  expect(await refusal(() => says({ symbols: symbols.slice(0, 51).join(" ") }))).toBe(
    "A dashboard holds 50 symbols; these are 51.",
  );
  expect(posted).toEqual([]);
  expect(await says({ symbols: symbols.slice(0, 50).join(" ") })).toMatch(/50 symbols/);
});

test("the test post is remembered with its numbers, so that the first daily post tells what changed since", async () => {
  const { ctx, says } = bot();
  await says({ symbols: "SPX SPY" });
  const { outbox, briefs } = ctx.store;
  const slot = await outbox.lastSent({ kind: "dashboard", guildId: "2" }, Date.parse("2026-11-24T14:45:00Z"));
  expect((await briefs.at(slot!, [ticker("SPX"), ticker("SPY")])).map(symbolOf)).toEqual(["SPX", "SPY"]);
});

test("a store that cannot write is an error of the store", async () => {
  const { ctx, saved } = bot();
  const transaction = () => Promise.reject(new StoreError("busy", "locked"));
  const busy = { ...ctx, store: { ...ctx.store, transaction } };
  await expect(dashboard.run(call({}, { part: "setup", permissions: ADMIN }), busy)).rejects.toThrow(StoreError);
  expect(await saved()).toBeNull();
});
