import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { dashboard } from "../../src/commands/dashboard.ts";
import type { AppContext, Door } from "../../src/context.ts";
import type { NewLetter } from "../../src/services/outbox/letter.ts";
import type { DashboardPause } from "../../src/services/store/dashboards.ts";
import { call, context, quietDoor } from "../support/context.ts";
import { ticker } from "../support/providers.ts";
import { refusal } from "../support/refusal.ts";
import { storeInMemory } from "../support/stores.ts";

const { ManageGuild, SendMessages, ViewChannel } = PermissionFlagsBits;
const ADMIN = ManageGuild | ViewChannel | SendMessages;
const SETTINGS = {
  guildId: "2",
  channelId: "3",
  symbols: [ticker("SPY"), ticker("QQQ")],
  times: ["09:45"],
  zone: "America/New_York",
  days: "trading",
  userId: "1",
};

/** Server 2; it is Monday, 10:01 in New York. */
function bot(door: Partial<Door> = {}, overrides: Partial<AppContext> = {}) {
  const ctx = context({ door: quietDoor(door), ...overrides });
  const run = (part: string, caller: object = { permissions: ADMIN }) =>
    dashboard.run(call({}, { part, ...caller }), ctx);
  const says = async (part: string, caller?: object) => (await run(part, caller)).content ?? "";
  return { ctx, run, says };
}

describe("what changes or tells settings is for those who manage the server", () => {
  test.each(["setup", "show", "off"])("/dashboard %s", async (part) => {
    const { ctx, says } = bot();
    await ctx.store.dashboards.set(SETTINGS);
    const before = await ctx.store.dashboards.of("2");
    for (const permissions of [0n, ViewChannel | SendMessages, null])
      expect(await refusal(() => says(part, { permissions }))).toMatch(
        /Only members with the permission Manage Server/,
      );
    expect(await refusal(() => says(part, { permissions: ADMIN, guildId: null }))).toMatch(/in a server only/);
    expect(await ctx.store.dashboards.of("2"), "untouched").toEqual(before);
  });

  test("Discord hides none of it: one part is for everybody", () => {
    expect(dashboard.json.default_member_permissions).toBeUndefined();
  });
});

describe("/dashboard now", () => {
  test("is for everybody: the server's symbols, or the usual ten", async () => {
    const { ctx, run } = bot();
    const symbolsIn = async () => JSON.stringify((await run("now", { permissions: 0n })).controls);
    expect(await symbolsIn()).toMatch(/NVDA/);
    await ctx.store.dashboards.set(SETTINGS);
    expect(await symbolsIn()).not.toMatch(/NVDA/);
    expect(await symbolsIn()).toMatch(/QQQ/);
    expect((await run("now", { permissions: 0n })).embeds?.[0]?.title).toBe("Daily universe · on demand");
  });

  test("is private unless shared", () => {
    const isPrivate = (values: Record<string, boolean>) => dashboard.isPrivate(call(values, { part: "now" }).options);
    expect([isPrivate({}), isPrivate({ share: true })]).toEqual([true, false]);
    expect(dashboard.isPrivate(call({ share: true }, { part: "show" }).options)).toBe(true);
  });

  test("works in servers only", async () => {
    expect(await refusal(() => bot().says("now", { guildId: null }))).toMatch(/in a server only/);
  });
});

test("/dashboard off ends it", async () => {
  const { ctx, says } = bot();
  await ctx.store.dashboards.set(SETTINGS);
  expect(await says("off")).toBe("The dashboard is off; nothing more is posted.");
  expect(await ctx.store.dashboards.of("2")).toBeNull();
  expect(await says("off")).toBe("There is no dashboard in this server.");
});

describe("/dashboard show", () => {
  test("says that there is none and how to make one", async () => {
    expect(await bot().says("show")).toMatch(/`\/dashboard setup` makes one/);
  });

  test("says settings and the next post; no post was due yet", async () => {
    const { ctx, says } = bot();
    await ctx.store.dashboards.set({ ...SETTINGS, times: ["09:45", "15:30"] });
    expect(await says("show")).toBe(
      [
        "The dashboard posts in <#3> at 09:45 and 15:30 New York time on trading days.",
        "2 symbols: **SPY**, **QQQ**",
        "Next post: Mon, Nov 23 at 15:30 New York time.",
        "No post was due yet.",
      ].join("\n"),
    );
  });

  test.each<[DashboardPause, RegExp]>([
    [
      "channel-gone",
      /\*\*Paused\*\* since Mon, Nov 23 at 10:01 New York time: the channel was deleted\. `\/dashboard setup`/,
    ],
    ["left", /: I was removed from the server\. `\/dashboard setup`/],
    [
      "forbidden",
      /: Discord refused three posts in a row.* I lack Attach Files there\. `\/dashboard setup` starts it again/,
    ],
  ])("paused (%s): since when, why, and how to go on", async (reason, words) => {
    const { ctx, says } = bot({ missingPermissions: async () => ["Attach Files"] });
    await ctx.store.dashboards.set(SETTINGS);
    for (let slot = 0; slot < 3; slot++) await ctx.store.dashboards.fail("2", reason);
    expect(await says("show")).toMatch(words);
    expect(await says("show")).not.toMatch(/Next post/);
  });

  test("says what became of this server's last posts, newest first, and of the slots that were left out", async () => {
    let clock = "2026-11-01T00:00:00Z";
    const { ctx, says } = bot({}, { store: storeInMemory(() => Date.parse(clock)) });
    await ctx.store.dashboards.set(SETTINGS);
    clock = "2026-11-23T15:01:00Z";
    await ctx.store.outbox.add([letter("2", "2026-11-23T14:45:00Z"), letter("77", "2026-11-20T14:45:00Z")]);
    const decide = (slot: string, at: string) =>
      ctx.store.runs.decide({ slot, job: "dashboard", at: Date.parse(at), outcome: "too-late" });
    await decide("dashboard 2026-11-19 09:45 America/New_York trading", "2026-11-19T14:45:00Z");
    await decide("dashboard 2026-11-18 10:00 America/New_York trading", "2026-11-18T15:00:00Z");
    await decide("dashboard 2026-10-19 09:45 America/New_York trading", "2026-10-19T13:45:00Z");
    expect((await says("show")).split("\n").slice(3)).toEqual([
      "Last posts:",
      "• Mon, Nov 23 at 09:45 New York time: on its way",
      "• Thu, Nov 19 at 09:45 New York time: left out, because the bot was back too late",
    ]);
  });

  test.each([
    ["sent", null, "posted"],
    ["failed", "forbidden", "not taken by Discord (forbidden)"],
    ["failed", null, "not taken by Discord"],
    ["skipped", null, "left out, because it would have come too late"],
  ] as const)("a letter that is %s (%s) was %j", async (state, error, words) => {
    const { ctx, says } = bot();
    await ctx.store.dashboards.set(SETTINGS);
    ctx.store.outbox.last = async () => [{ slot: Date.parse("2026-11-20T14:45:00Z"), state, error }];
    expect(await says("show")).toContain(`• Fri, Nov 20 at 09:45 New York time: ${words}`);
  });
});

const letter = (guildId: string, slot: string): NewLetter => ({
  id: `${guildId} ${slot}`,
  kind: "dashboard",
  slot: Date.parse(slot),
  guildId,
  userId: null,
  channelId: "3",
  recipe: {},
  notBefore: Date.parse(slot),
  expiresAt: Date.parse(slot) + 3_600_000,
});
