import { describe, expect, test } from "vitest";
import { alert } from "../../src/commands/alert.ts";
import { ASIDES } from "../../src/commands/asides.ts";
import type { AppContext, Door } from "../../src/context.ts";
import type { Plan } from "../../src/engine/plan/types.ts";
import type { AsideAction } from "../../src/views/controls.ts";
import { replyOf } from "../../src/views/alert.ts";
import { call, context, optionsOf, quietDoor } from "../support/context.ts";
import { planOf } from "../support/plans.ts";
import { ticker } from "../support/providers.ts";

/** A bot whose way to Discord notes what it is asked for, and a plan it has shown to user 1. */
async function bot(door: Partial<Door> = {}, given: Partial<Plan> = {}) {
  const asked: string[] = [];
  const quiet = quietDoor(door);
  const ctx = context({
    door: {
      ...quiet,
      openDm: (userId) => (asked.push(`open ${userId}`), quiet.openDm(userId)),
      post: (to, post) => (asked.push(`post ${to.channelId} ${to.ownerId} ${post.content}`), quiet.post(to, post)),
    },
  });
  const id = await ctx.store.plans.propose("1", planOf(given));
  return { ctx, asked, id, armed: async () => Object.keys((await ctx.store.plans.find("1", id))?.armed ?? {}) };
}

const use = (ctx: AppContext, action: AsideAction, value: string | null, userId = "1") =>
  ASIDES[action]({ action, state: replyOf(ticker("SPY")), value }, ctx, call({}, { userId }));
const press = (ctx: AppContext, value: string | null, userId?: string) => use(ctx, "exit", value, userId);
const HELLO =
  "post 91 1 🔔 Exits of your plans arrive here from now on. The first one: SPY put spread 575/560 Dec 23, stop.";

describe("a button under a plan", () => {
  test("arms its rule by direct message, which is opened and tried at once, and says so with the numbers", async () => {
    const { ctx, asked, id, armed } = await bot();
    expect((await press(ctx, `${id}-stop`)).content).toMatch(
      /exit \*\*stop\*\*, by direct message: cost to close \$6\.30 or more/,
    );
    expect(asked).toEqual(["open 1", HELLO]);
    expect([await armed(), (await ctx.store.plans.find("1", id))!.channelId]).toEqual([["stop"], "91"]);
  });

  test("switches it off when pressed again, and on again, without another message", async () => {
    const { ctx, asked, id, armed } = await bot();
    await press(ctx, `${id}-stop`);
    await press(ctx, `${id}-time`);
    expect((await press(ctx, `${id}-stop`)).content).toMatch(/^Switched off: .*Still watched: time\.$/);
    expect(await armed()).toEqual(["time"]);
    await press(ctx, `${id}-stop`);
    expect(await armed()).toHaveLength(2);
    expect(asked).toEqual(["open 1", HELLO]);
  });

  test("opens no DM where one is known to work: that of an alert, or of a digest that is not paused", async () => {
    const { ctx, asked, id } = await bot();
    const timetable = { time: "09:20", zone: "America/New_York", days: "trading" };
    await ctx.store.digests.set({ userId: "1", channelId: "77", ...timetable });
    await press(ctx, `${id}-stop`);
    expect((await ctx.store.plans.find("1", id))!.channelId).toBe("77");
    const other = await bot();
    await alert.run(call({ symbol: "SPY", kind: "flip" }, { part: "add" }), other.ctx);
    await press(other.ctx, `${other.id}-stop`);
    expect([asked.length, other.asked.length], "the alert's own").toEqual([0, 2]);
    expect((await other.ctx.store.plans.find("1", other.id))!.channelId).toBe("91");
  });

  test("serves an alert in turn, whose DM is then open", async () => {
    const { ctx, asked, id } = await bot();
    await press(ctx, `${id}-stop`);
    await alert.run(call({ symbol: "SPY", kind: "flip" }, { part: "add" }), ctx);
    expect(asked).toEqual(["open 1", HELLO]);
  });

  test("tries again what was paused, and starts everything that goes there, alerts too", async () => {
    const { ctx, asked, id } = await bot();
    await alert.run(call({ symbol: "SPY", kind: "flip" }, { part: "add" }), ctx);
    await press(ctx, `${id}-stop`);
    await ctx.store.alerts.pause("91", "dm-closed");
    await ctx.store.plans.pause("91", "dm-closed");
    await press(ctx, `${id}-time`);
    expect(asked.filter((one) => one.startsWith("open"))).toHaveLength(2);
    expect([await ctx.store.alerts.of("1"), await ctx.store.plans.armedOf("1")]).toMatchObject([[{ paused: null }], [{ paused: null }]]); // prettier-ignore
  });

  test("keeps nothing when Discord does not let us write, and says what to do", async () => {
    for (const door of [
      { openDm: async () => ({ refusal: "no-common-server" }) },
      { post: async () => ({ kind: "refused", refusal: "dm-closed", code: 50_007 }) },
    ] satisfies Partial<Door>[]) {
      const { ctx, id, armed } = await bot(door);
      await expect(press(ctx, `${id}-stop`)).rejects.toThrow(/Nothing was set\./);
      expect(await armed()).toEqual([]);
    }
  });

  test.each<readonly [string, Partial<Plan>, RegExp]>([
    ["event", {}, /no calendar of events/],
    ["regime", { cell: "B" }, /negative gamma/],
    ["level", { exits: [] }, /no such exit/],
    ["time", { exits: [{ rule: "time", at: "2026-11-23T15:00:00Z" }] }, /is over/],
  ])("cannot arm %s of such a plan, and opens nothing: %#", async (rule, given, words) => {
    const { ctx, id, asked, armed } = await bot({}, given);
    await expect(press(ctx, `${id}-${rule}`)).rejects.toThrow(words);
    expect([asked, await armed()]).toEqual([[], []]);
  });

  test("of somebody else's plan, or of one that is gone, says that it is not kept", async () => {
    const { ctx, id, armed } = await bot();
    await expect(press(ctx, `${id}-stop`, "7")).rejects.toThrow(/not kept any more/);
    await expect(press(ctx, "zzzzzzz-stop")).rejects.toThrow(/not kept any more/);
    expect(await armed()).toEqual([]);
  });

  test.each([
    null,
    "",
    "stop",
    "k3x9q0a",
    "k3x9q0a-",
    "k3x9q0a-moon",
    "K3X9Q0A-stop",
    "k3x9q0a-stop-stop",
    "'; --stop",
  ])("that says %j is not known", async (value) => {
    await expect(press((await bot()).ctx, value)).rejects.toThrow(/no longer known/);
  });

  test("is refused for a sixth plan, before anything is opened; the five may have more", async () => {
    const { ctx, id, asked } = await bot();
    const others: string[] = [];
    for (let i = 0; i < 5; i++) {
      others.push(await ctx.store.plans.propose("1", planOf()));
      await press(ctx, `${others[i]}-stop`);
    }
    await expect(press(ctx, `${id}-stop`)).rejects.toThrow(/exits on 5 plans, which is the most/);
    await press(ctx, `${others[0]}-time`);
    await ctx.store.plans.pause("91", "dm-closed");
    await expect(press(ctx, `${id}-stop`), "also when nothing arrives at present").rejects.toThrow(/5 plans/);
    expect(asked).toHaveLength(2);
  });
});

describe("Done", () => {
  test("under a letter ends all exits of its plan, for its owner alone, and once", async () => {
    const { ctx, id } = await bot();
    await press(ctx, `${id}-stop`);
    await expect(use(ctx, "exitdone", id, "7")).rejects.toThrow(/No exit of this plan/);
    expect((await use(ctx, "exitdone", id)).content).toMatch(/^Ended: all exits of SPY put spread/);
    expect(await ctx.store.plans.armedOf("1")).toEqual([]);
    for (const value of [id, null]) await expect(use(ctx, "exitdone", value)).rejects.toThrow(/No exit of this plan/);
  });
});

describe("/alert", () => {
  test("lists, offers and ends exits beside alerts", async () => {
    const { ctx, id } = await bot();
    for (const rule of ["profit", "stop", "time"]) await press(ctx, `${id}-${rule}`);
    await alert.run(call({ symbol: "SPY", kind: "flip" }, { part: "add" }), ctx);
    const { embeds } = await alert.run(call({}, { part: "list" }), ctx);
    expect(embeds!.map(({ title }) => title)).toEqual(["Your alerts: 1 of 10", "Exits of plans: 1 of 5"]);
    expect(embeds![1]!.description).toContain("SPY put spread 575/560 Dec 23: profit, stop, time");
    const typed = async (value: string, userId = "1") =>
      alert.suggestOwn({ focused: { name: "alert", value }, options: optionsOf({}, "remove") }, ctx, {
        userId,
        guildId: null,
      });
    expect(await typed("exits")).toEqual([
      { name: "Exits: SPY put spread 575/560 Dec 23: profit, stop, time", value: id },
    ]);
    expect([(await typed(""))!.length, await typed("", "7")]).toEqual([2, []]);
    await expect(alert.run(call({ alert: id }, { part: "remove", userId: "7" }), ctx)).rejects.toThrow(/no such alert/);
    expect((await alert.run(call({ alert: id }, { part: "remove" }), ctx)).content).toMatch(/^Ended: all exits of/);
    expect(await typed("")).toHaveLength(1);
  });
});
