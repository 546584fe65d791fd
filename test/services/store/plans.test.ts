import { expect, test } from "vitest";
import { PLAN_LIMIT } from "../../../src/engine/plan/exits.ts";
import type { Plan } from "../../../src/engine/plan/types.ts";
import { createPlans, type KeptPlan, type Plans } from "../../../src/services/store/plans.ts";
import { onEachDatabase } from "../../support/databases.ts";
import { planOf } from "../../support/plans.ts";
import { ticker } from "../../support/providers.ts";

const DAY = 86_400_000;
const MONDAY = Date.parse("2026-11-23T15:00:00Z");
type Places = Parameters<Parameters<typeof onEachDatabase>[1]>[0];

/** Plans on a clock that moves when it is told to. */
async function shelf(places: Places) {
  let now = MONDAY;
  const place = await places.fresh();
  const database = await place.open();
  const plans = createPlans(database, () => now);
  return {
    place,
    database,
    plans,
    wait: (ms: number) => (now += ms),
    ids: async () => (await database.all<{ id: string }>("SELECT id FROM plan")).map(({ id }) => id),
  };
}

async function armed(plans: Plans, given: Partial<Plan> = {}, userId = "1"): Promise<KeptPlan> {
  const arming = await plans.arm(userId, await plans.propose(userId, planOf(given)), { rule: "stop", channelId: "91" });
  if ("refused" in arming) throw new Error(arming.refused);
  return arming.kept;
}

onEachDatabase("a plan that was shown", (places) => {
  test("comes back whole to whom it was shown, under an id that fits a button, and to nobody else", async () => {
    const { plans } = await shelf(places);
    const id = await plans.propose("1", planOf());
    expect(id).toMatch(/^[a-z0-9]{7}$/);
    expect(await plans.find("1", id)).toEqual({
      id,
      userId: "1",
      channelId: null,
      plan: planOf(),
      armed: {},
      createdAt: MONDAY,
      expiresAt: Date.parse("2026-12-23T21:00:00Z"),
      paused: null,
    });
    expect([await plans.find("7", id), await plans.find("1", "nothing")]).toEqual([null, null]);
  });

  test("is one of the newest twenty that are not watched; those that are watched, and other people's, stay", async () => {
    const { plans, wait, ids } = await shelf(places);
    const watched = await armed(plans);
    const his = await plans.propose("7", planOf());
    const shown: string[] = [];
    for (let i = 0; i < 22; i++) {
      wait(1_000);
      shown.push(await plans.propose("1", planOf()));
    }
    expect(new Set(await ids())).toEqual(new Set([watched.id, his, ...shown.slice(2)]));
  });

  test("shown in the same millisecond as twenty others is not the one that goes", async () => {
    const { plans } = await shelf(places);
    let last = "";
    for (let i = 0; i < 22; i++) last = await plans.propose("1", planOf());
    expect(await plans.find("1", last)).not.toBeNull();
  });

  test("is nobody's business until one of its exits is armed", async () => {
    const { plans } = await shelf(places);
    await plans.propose("1", planOf());
    expect([await plans.armedOf("1"), await plans.live()]).toEqual([[], []]);
  });

  test("is pruned after a week; with exits a day after its options expired", async () => {
    const { plans, wait, ids } = await shelf(places);
    const proposed = await plans.propose("1", planOf());
    const { id, expiresAt } = await armed(plans);
    wait(7 * DAY);
    expect(await plans.prune()).toBe(0);
    expect((await ids()).toSorted()).toEqual([id, proposed].toSorted());
    wait(1);
    expect([await plans.prune(), await ids()]).toEqual([1, [id]]);
    wait(expiresAt + DAY - MONDAY - 7 * DAY - 1);
    expect(await plans.prune()).toBe(0);
    wait(1);
    expect([await plans.prune(), await ids()]).toEqual([1, []]);
  });
});

onEachDatabase("an exit", (places) => {
  test("is armed from the sessions on that are not over yet, and once: arming it again changes nothing", async () => {
    const { plans, wait } = await shelf(places);
    const one = await armed(plans);
    expect(one).toMatchObject({ channelId: "91" });
    const stop = { armedAt: MONDAY, state: { shown: null, session: "2026-11-20" }, firedAt: null };
    expect(one.armed).toEqual({ stop });
    wait(DAY);
    const again = await plans.arm("1", one.id, { rule: "stop", channelId: "91" });
    expect(again).toMatchObject({ kept: { armed: { stop } } });
    const more = await plans.arm("1", one.id, { rule: "edge", channelId: "91" });
    expect(more).toMatchObject({ kept: { armed: { stop, edge: { state: { session: "2026-11-23" } } } } });
    expect(await plans.armedOf("1")).toEqual([(more as { kept: KeptPlan }).kept]);
    expect(await plans.armedOf("7")).toEqual([]);
  });

  test("is armed, disarmed and ended by its owner alone", async () => {
    const { plans } = await shelf(places);
    const { id } = await armed(plans);
    expect(await plans.arm("7", id, { rule: "edge", channelId: "97" })).toEqual({ refused: "gone" });
    expect([await plans.disarm("7", id, "stop"), await plans.end("7", id)]).toEqual([null, null]);
    expect((await plans.find("1", id))?.armed).toHaveProperty("stop");
    expect((await plans.disarm("1", id, "stop"))?.armed).toEqual({});
    expect(await plans.armedOf("1")).toEqual([]);
    expect((await plans.end("1", id))?.id).toBe(id);
    expect([await plans.find("1", id), await plans.end("1", id)]).toEqual([null, null]);
  });

  test(`may be one on five plans, also when seven are armed at the same moment; the five may have more`, async () => {
    const { plans } = await shelf(places);
    const ids = await Promise.all(Array.from({ length: PLAN_LIMIT + 2 }, () => plans.propose("1", planOf())));
    const armings = await Promise.all(ids.map((id) => plans.arm("1", id, { rule: "stop", channelId: "91" })));
    expect(armings.filter((one) => "refused" in one)).toEqual([{ refused: "full" }, { refused: "full" }]);
    const [first] = await plans.armedOf("1");
    expect(await plans.arm("1", first!.id, { rule: "edge", channelId: "91" })).toHaveProperty("kept");
    expect(await armed(plans, {}, "7"), "the others have five of their own").toHaveProperty("id");
    await plans.end("1", first!.id);
    expect(await armed(plans)).toHaveProperty("id");
  });

  test("of a plan whose options expired is listed and watched no more, and counts no more", async () => {
    const { plans, wait } = await shelf(places);
    for (let i = 0; i < PLAN_LIMIT; i++) await armed(plans);
    wait(Date.parse("2026-12-23T21:00:00Z") - MONDAY);
    expect([await plans.armedOf("1"), await plans.live()]).toEqual([[], []]);
    const later = { ...planOf().expiry, settlesAt: "2027-01-22T21:00:00.000Z" };
    expect(await armed(plans, { expiry: later })).toHaveProperty("id");
  });

  test("two that are armed at the same moment are both there", async () => {
    const { plans } = await shelf(places);
    const id = await plans.propose("1", planOf());
    await Promise.all((["stop", "profit", "time", "edge"] as const).map((rule) => plans.arm("1", id, { rule, channelId: "91" }))); // prettier-ignore
    expect(Object.keys((await plans.find("1", id))!.armed).toSorted()).toEqual(["edge", "profit", "stop", "time"]);
  });
});

onEachDatabase("what two write of one plan at the same time", (places) => {
  test("is both there: an exit that is armed while the letter of another is noted as arrived", async () => {
    const { place, plans, database } = await shelf(places);
    const { id } = await armed(plans);
    const other = createPlans(await place.open(), () => MONDAY);
    let telling: Promise<void> = Promise.resolve();
    await database.transaction(async (tx) => {
      await createPlans(tx, () => MONDAY).arm("1", id, { rule: "edge", channelId: "91" });
      telling = other.told(id, "stop", MONDAY);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await telling;
    expect(Object.keys((await plans.find("1", id))!.armed)).toEqual(["edge"]);
  });
});

onEachDatabase("what is looked at", (places) => {
  test("is every plan with an exit, or those of a symbol, whoever armed it", async () => {
    const { plans, database } = await shelf(places);
    const [mine, his] = [await armed(plans), await armed(plans, {}, "7")];
    const qqq = await armed(plans, { symbol: ticker("QQQ") });
    expect(new Set((await plans.live()).map(({ id }) => id))).toEqual(new Set([mine.id, his.id, qqq.id]));
    const spy = await database.transaction((tx) => createPlans(tx, () => MONDAY).on(ticker("SPY")));
    expect(new Set(spy.map(({ id }) => id))).toEqual(new Set([mine.id, his.id]));
  });

  test("is kept by the first alone: for the second it is another by then", async () => {
    const { plans } = await shelf(places);
    const { id, armed: was } = await armed(plans);
    const state = { shown: 5, session: "2026-11-20" };
    const next = (firedAt: number) => ({ stop: { armedAt: MONDAY, state, firedAt } });
    const both = await Promise.all([plans.keep({ id, was, armed: next(1) }), plans.keep({ id, was, armed: next(2) })]);
    expect(both.toSorted()).toEqual([false, true]);
    expect((await plans.find("1", id))!.armed).toEqual(next(both[0] ? 1 : 2));
  });

  test("is not kept once it was ended, disarmed or paused", async () => {
    const { plans } = await shelf(places);
    const [one, two, three] = [await armed(plans), await armed(plans), await armed(plans)];
    await plans.end("1", one.id);
    await plans.disarm("1", two.id, "stop");
    for (const { id, armed: was } of [one, two]) expect(await plans.keep({ id, was, armed: {} })).toBe(false);
    await plans.pause("91", "dm-closed");
    expect(await plans.keep({ id: three.id, was: three.armed, armed: {} })).toBe(false);
  });

  test("goes when its letter arrived, and no other exit goes with it, nor one that was armed anew since", async () => {
    const { plans } = await shelf(places);
    const { id } = await armed(plans);
    await plans.arm("1", id, { rule: "edge", channelId: "91" });
    await plans.told(id, "stop", MONDAY - 1);
    expect(Object.keys((await plans.find("1", id))!.armed)).toHaveLength(2);
    await plans.told(id, "stop", MONDAY);
    expect(Object.keys((await plans.find("1", id))!.armed)).toEqual(["edge"]);
    await plans.told("nothing", "stop", MONDAY);
  });
});

onEachDatabase("a channel that takes no exits", (places) => {
  test("pauses all of its plans and no other, which stay listed with the first reason", async () => {
    const { plans } = await shelf(places);
    const { id } = await armed(plans);
    await armed(plans, {}, "7");
    await plans.arm("7", (await plans.armedOf("7"))[0]!.id, { rule: "edge", channelId: "97" });
    await plans.pause("91", "dm-closed");
    await plans.pause("91", "no-common-server");
    expect((await plans.armedOf("1")).map(({ paused }) => paused)).toEqual(["dm-closed"]);
    expect((await plans.live()).map(({ userId }) => userId)).toEqual(["7"]);
    expect((await plans.find("1", id))!.paused).toBe("dm-closed");
  });

  test("resumes them when something arrives again: all begin anew, also what came true and was not told", async () => {
    const { plans, wait } = await shelf(places);
    const { id, armed: was } = await armed(plans);
    const fired = { stop: { ...was.stop!, state: { shown: 5, session: "2026-11-20" }, firedAt: MONDAY } };
    expect(await plans.keep({ id, was, armed: fired })).toBe(true);
    const other = await armed(plans, {}, "7");
    await plans.pause("91", "dm-closed");
    wait(2 * DAY);
    await plans.resume("92");
    expect((await plans.find("1", id))!.paused).toBe("dm-closed");
    await plans.resume("91");
    const anew = { armedAt: MONDAY + 2 * DAY, state: { shown: null, session: "2026-11-24" }, firedAt: null };
    expect(await plans.find("1", id)).toMatchObject({ paused: null, armed: { stop: anew } });
    expect(await plans.find("7", other.id)).toMatchObject({ paused: null, armed: { stop: anew } });
  });

  test("does not make those begin anew that were never paused", async () => {
    const { plans, wait } = await shelf(places);
    const { id, armed: was } = await armed(plans);
    wait(DAY);
    await plans.resume("91");
    expect((await plans.find("1", id))!.armed).toEqual(was);
  });
});
