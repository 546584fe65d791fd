import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { alert } from "../../src/commands/alert.ts";
import { ALERT_LIMIT } from "../../src/engine/alerts.ts";
import type { AppContext, Door } from "../../src/context.ts";
import { call, context, optionsOf, quietDoor } from "../support/context.ts";

/** A bot whose way to Discord notes what it is asked for. */
function bot(door: Partial<Door> = {}): { readonly ctx: AppContext; readonly asked: string[] } {
  const asked: string[] = [];
  const quiet = quietDoor(door);
  const ctx = context({
    door: {
      openDm: (userId) => (asked.push(`open ${userId}`), quiet.openDm(userId)),
      post: (to, post) => (asked.push(`post ${to.channelId} ${to.ownerId}`), quiet.post(to, post)),
      missingPermissions: (...where) => (asked.push(`may ${where.join(" ")}`), quiet.missingPermissions(...where)),
    },
  });
  return { ctx, asked };
}

const MANAGER = PermissionFlagsBits.ManageGuild;
type Given = Parameters<typeof call>[0];
const add = (ctx: AppContext, given: Given = {}, permissions = 0n) =>
  alert.run(call({ symbol: "SPY", kind: "flip", ...given }, { part: "add", permissions }), ctx);
const remove = (ctx: AppContext, id: string, userId = "1") =>
  alert.run(call({ alert: id }, { part: "remove", userId }), ctx);
const list = async (ctx: AppContext) => (await alert.run(call({}, { part: "list" }), ctx)).embeds?.[0]?.description;
const mine = (ctx: AppContext) => ctx.store.alerts.of("1");

describe("/alert add", () => {
  test("arrives as a direct message: it is opened and tried at once, and the answer has the numbers", async () => {
    const { ctx, asked } = bot();
    const { content } = await add(ctx);
    expect(asked).toEqual(["open 1", "post 91 1"]);
    expect(content).toMatch(/^🔔 \*\*SPY\*\*: tells you when spot crosses the flip\.\nNow spot 603\.42, flip \d/);
    expect(await mine(ctx)).toMatchObject([
      { symbol: "SPY", kind: "flip", guildId: null, channelId: "91", quiet: null },
    ]);
  });

  test("begins from the numbers its owner was shown, and lasts thirty days", async () => {
    const { ctx } = bot();
    await add(ctx);
    const [one] = await mine(ctx);
    expect(JSON.parse(one!.state)).toMatchObject({ zone: "above", spot: 603.42 });
    expect(one!.expiresAt).toBe(ctx.now().getTime() + 30 * 86_400_000);
  });

  test("takes days, quiet hours and a distance", async () => {
    const { ctx } = bot();
    await add(ctx, { kind: "near-flip", percent: 0.5, expires: 90, quiet: "22:00-07:00 Berlin" });
    expect(await mine(ctx)).toMatchObject([
      {
        kind: "near-flip",
        threshold: 0.5,
        quiet: "22:00-07:00 Europe/Berlin",
        expiresAt: ctx.now().getTime() + 90 * 86_400_000,
      },
    ]);
    await add(ctx, { kind: "near-flip" });
    expect((await mine(ctx))[1], "1 % when nothing is given").toMatchObject({ threshold: 1 });
  });

  test.each<readonly [string, NonNullable<Given>, RegExp]>([
    ["a distance for another kind", { percent: 1 }, /percent.* belongs to the alert near the flip/],
    ["a distance out of range", { kind: "near-flip", percent: 11 }, /between 0\.1 and 10 %/],
    ["a year", { expires: 365 }, /between 1 and 90 days/],
    ["hours that are none", { quiet: "at night" }, /\*\*atnight\*\* are no quiet hours/],
    ["a kind that is none", { kind: "moon" }, /no such alert/],
  ])("refuses %s in words, before anything is opened", async (_what, given, words) => {
    const { ctx, asked } = bot();
    await expect(add(ctx, given)).rejects.toThrow(words);
    expect(asked).toEqual([]);
    expect(await mine(ctx)).toEqual([]);
  });

  test("opens a DM once: the second alert, and a user with a digest, have one already", async () => {
    const { ctx, asked } = bot();
    await add(ctx);
    await add(ctx, { kind: "regime" });
    expect(asked).toEqual(["open 1", "post 91 1"]);
    const other = bot();
    const timetable = { time: "09:20", zone: "America/New_York", days: "trading" };
    await other.ctx.store.digests.set({ userId: "1", channelId: "77", ...timetable });
    await add(other.ctx);
    expect(other.asked).toEqual([]);
    expect(await mine(other.ctx)).toMatchObject([{ channelId: "77" }]);
  });

  test("does not trust the DM of a digest that Discord refused", async () => {
    const { ctx, asked } = bot();
    const timetable = { time: "09:20", zone: "America/New_York", days: "trading" };
    await ctx.store.digests.set({ userId: "1", channelId: "91", ...timetable });
    await ctx.store.digests.pause("1", "dm-closed");
    await add(ctx);
    expect(asked).toEqual(["open 1", "post 91 1"]);
  });

  test.each<readonly [string, Partial<Door>, RegExp]>([
    ["opened", { openDm: async () => ({ refusal: "no-common-server" }) }, /share no server.*Nothing was set\./s],
    [
      "delivered",
      { post: async () => ({ kind: "refused", refusal: "dm-closed", code: 50_007 }) },
      /does not let me send you direct messages.*Nothing was set\./s,
    ],
    ["known to have arrived", { post: async () => ({ kind: "unsure", why: "" }) }, /did not say.*Nothing was set\./s],
  ])("keeps nothing when the first message cannot be %s", async (_what, door, words) => {
    const { ctx } = bot(door);
    await expect(add(ctx)).rejects.toThrow(words);
    expect(await mine(ctx)).toEqual([]);
  });

  test("refuses the eleventh and a second one of a kind in words, without another message", async () => {
    const { ctx, asked } = bot();
    await add(ctx);
    await expect(add(ctx)).rejects.toThrow("You have this alert already: SPY: spot crosses the flip.");
    for (let i = 1; i < ALERT_LIMIT; i++) await add(ctx, { kind: "near-flip", percent: i });
    await expect(add(ctx, { kind: "regime" })).rejects.toThrow(/You have 10 alerts, which is the most/);
    expect(asked).toEqual(["open 1", "post 91 1"]);
  });

  test("resumes what had been paused, once a message arrives again", async () => {
    const { ctx, asked } = bot();
    await add(ctx);
    await ctx.store.alerts.pause("91", "dm-closed");
    await add(ctx, { kind: "regime" });
    expect(asked, "it is tried anew").toEqual(["open 1", "post 91 1", "open 1", "post 91 1"]);
    expect((await mine(ctx)).map(({ paused }) => paused)).toEqual([null, null]);
    await ctx.store.alerts.pause("91", "dm-closed");
    await expect(add(ctx)).rejects.toThrow(/have this alert already.*sent again from now on/);
    expect((await mine(ctx)).map(({ paused }) => paused)).toEqual([null, null]);
  });
});

describe("/alert add deliver:channel", () => {
  const here = { deliver: "channel" };

  test("is for members with Manage Server, whatever Discord shows to others", async () => {
    const { ctx, asked } = bot();
    await expect(add(ctx, here)).rejects.toThrow(/Manage Server/);
    await expect(add(ctx, here, ~MANAGER & ~PermissionFlagsBits.Administrator & 0xffff_ffffn)).rejects.toThrow(
      /Manage/,
    );
    expect(asked).toEqual([]);
    expect((await add(ctx, here, MANAGER)).content).toContain("tells this channel when");
    expect(asked).toEqual(["may 3 2", "post 3 null"]);
    expect(await mine(ctx)).toMatchObject([{ guildId: "2", channelId: "3" }]);
    await add(ctx, { ...here, kind: "regime" }, MANAGER);
    expect(asked, "a channel that has heard of one is not told again").toEqual(["may 3 2", "post 3 null", "may 3 2"]);
  });

  test("does not exist outside of servers", async () => {
    const { ctx } = bot();
    const given = { symbol: "SPY", kind: "flip", ...here };
    await expect(alert.run(call(given, { part: "add", guildId: null }), ctx)).rejects.toThrow(/in a server only/);
  });

  test("names what the bot lacks there, and keeps nothing", async () => {
    const { ctx, asked } = bot({ missingPermissions: async () => ["Send Messages", "Embed Links"] });
    await expect(add(ctx, here, MANAGER)).rejects.toThrow(/grant me Send Messages and Embed Links/);
    expect(asked).toEqual(["may 3 2"]);
    const closed = bot({ post: async () => ({ kind: "refused", refusal: "forbidden", code: 50_013 }) });
    await expect(add(closed.ctx, here, MANAGER)).rejects.toThrow(/does not let me post there.*Nothing was set\./s);
    expect(await mine(closed.ctx)).toEqual([]);
  });
});

describe("/alert list and /alert remove", () => {
  test("show and end one's own", async () => {
    const { ctx } = bot();
    expect((await alert.run(call({}, { part: "list" }), ctx)).content).toMatch(/You have no alerts/);
    await add(ctx);
    await add(ctx, { kind: "regime" });
    expect(await list(ctx)).toMatch(/crosses the flip.*\n.*changes its sign/);
    const [first] = await mine(ctx);
    expect((await remove(ctx, first!.id)).content).toBe("Ended: SPY: spot crosses the flip.");
    expect(await list(ctx)).not.toContain("crosses the flip");
    await expect(remove(ctx, first!.id)).rejects.toThrow(/no such alert any more/);
  });

  test("never somebody else's", async () => {
    const { ctx } = bot();
    await add(ctx);
    await expect(remove(ctx, (await mine(ctx))[0]!.id, "7")).rejects.toThrow(/no such alert/);
    expect(await mine(ctx)).toHaveLength(1);
  });

  test("suggest one's own in words, found by any part of them", async () => {
    const { ctx } = bot();
    await add(ctx);
    await add(ctx, { symbol: "QQQ", kind: "regime" });
    const typed = async (value: string, userId = "1") =>
      alert.suggestOwn({ focused: { name: "alert", value }, options: optionsOf({}, "remove") }, ctx, {
        userId,
        guildId: null,
      });
    const [flip, regime] = await mine(ctx);
    expect(await typed("")).toEqual([
      { name: "SPY: spot crosses the flip", value: flip!.id },
      { name: "QQQ: gamma changes its sign", value: regime!.id },
    ]);
    expect(await typed(" qqq")).toMatchObject([{ value: regime!.id }]);
    expect(await typed("", "7")).toEqual([]);
  });

  test("other options suggest what everybody is suggested", () => {
    const typing = { focused: { name: "symbol", value: "S" }, options: optionsOf({}, "add") };
    expect(alert.suggestOwn(typing, bot().ctx, { userId: "1", guildId: null })).toBeNull();
  });
});
