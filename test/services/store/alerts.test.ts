import { expect, test } from "vitest";
import { ALERT_LIMIT } from "../../../src/engine/alerts.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import type { Alert, Alerts, NewAlert } from "../../../src/services/store/alerts.ts";
import { createAlerts } from "../../../src/services/store/alerts.ts";
import { onEachDatabase } from "../../support/databases.ts";

const DAY = 86_400_000;

/** Alerts on a clock that moves when it is told to. */
async function shelf(places: Places): Promise<{ readonly alerts: Alerts; readonly wait: (ms: number) => void }> {
  let now = Date.parse("2026-11-23T15:00:00Z");
  const database = await (await places.fresh()).open();
  return { alerts: createAlerts(database, () => now), wait: (ms) => (now += ms) };
}
type Places = Parameters<Parameters<typeof onEachDatabase>[1]>[0];

const order = (given: Partial<NewAlert> = {}): NewAlert => ({
  userId: "1",
  guildId: null,
  channelId: "91",
  symbol: "SPY" as Ticker,
  kind: "flip",
  threshold: null,
  quiet: null,
  expiresAt: Date.parse("2026-12-23T15:00:00Z"),
  state: "{}",
  ...given,
});

async function added(alerts: Alerts, given: Partial<NewAlert> = {}): Promise<Alert> {
  const outcome = await alerts.add(order(given));
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome.alert;
}

onEachDatabase("a user's alerts", (places) => {
  test("come back as they were set, in that order, and are nobody else's", async () => {
    const { alerts } = await shelf(places);
    const near = await added(alerts, { kind: "near-flip", threshold: 0.25, quiet: "22:00-07:00 Europe/Berlin" });
    const wall = await added(alerts, { symbol: "QQQ" as Ticker, kind: "call-wall", guildId: "2", channelId: "3" });
    await added(alerts, { userId: "7" });
    expect(await alerts.of("1")).toEqual([near, wall]);
    expect(near).toMatchObject({ ...order(), kind: "near-flip", threshold: 0.25, quiet: "22:00-07:00 Europe/Berlin" });
    expect(near).toMatchObject({ paused: null, firedAt: null, muted: false });
    expect(await alerts.find(wall.id)).toEqual(wall);
    expect(await alerts.find("nothing")).toBeNull();
  });

  test("set within the same millisecond keep their order", async () => {
    const { alerts } = await shelf(places);
    const names = ["Q", "B", "Z", "A", "M", "C", "Y", "D"] as Ticker[];
    for (const symbol of names) await added(alerts, { symbol });
    expect((await alerts.of("1")).map(({ symbol }) => symbol)).toEqual(names);
  });

  test("are ten at the most, also when twelve are set at the same moment", async () => {
    const { alerts } = await shelf(places);
    const outcomes = await Promise.all(
      Array.from({ length: ALERT_LIMIT + 2 }, (_, i) =>
        alerts.add(order({ kind: "near-flip", threshold: 1 + i / 10 })),
      ),
    );
    expect(outcomes.filter((one) => "refused" in one)).toEqual([{ refused: "full" }, { refused: "full" }]);
    expect(await alerts.of("1")).toHaveLength(ALERT_LIMIT);
    expect(await alerts.add(order({ userId: "7" })), "the others have ten of their own").toHaveProperty("alert");
  });

  test("are none twice: the same kind, distance and channel for one symbol", async () => {
    const { alerts } = await shelf(places);
    await added(alerts, { kind: "near-flip", threshold: 1 });
    const same = order({ kind: "near-flip", threshold: 1, quiet: "22:00-07:00 UTC" });
    expect(await alerts.add(same)).toEqual({ refused: "already" });
    for (const other of [{ threshold: 2 }, { symbol: "QQQ" as Ticker }, { channelId: "3" }, { kind: "flip" as const }])
      await added(alerts, { ...same, ...other });
  });

  test("are removed by their owner alone", async () => {
    const { alerts } = await shelf(places);
    const one = await added(alerts);
    expect(await alerts.remove("7", one.id)).toBeNull();
    expect(await alerts.of("1")).toHaveLength(1);
    expect(await alerts.remove("1", one.id)).toEqual(one);
    expect(await alerts.remove("1", one.id)).toBeNull();
  });

  test("end by themselves: no longer listed, waited for or counted, and pruned later", async () => {
    const { alerts, wait } = await shelf(places);
    const short = await added(alerts, { expiresAt: Date.parse("2026-11-24T15:00:00Z") });
    await added(alerts, { symbol: "QQQ" as Ticker });
    expect(await alerts.symbols()).toEqual(["QQQ", "SPY"]);
    wait(DAY);
    expect((await alerts.of("1")).map(({ symbol }) => symbol)).toEqual(["QQQ"]);
    expect(await alerts.symbols()).toEqual(["QQQ"]);
    expect(await alerts.on("SPY" as Ticker)).toEqual([]);
    expect(await alerts.prune(short.expiresAt)).toBe(0);
    expect(await alerts.prune(short.expiresAt + 1)).toBe(1);
    expect(await alerts.find(short.id)).toBeNull();
  });
});

onEachDatabase("what is evaluated", (places) => {
  test("is every live alert of a symbol, whoever set it; a symbol is named once", async () => {
    const { alerts } = await shelf(places);
    const [mine, his] = [await added(alerts), await added(alerts, { userId: "7", channelId: "97" })];
    expect(await alerts.symbols()).toEqual(["SPY"]);
    expect((await alerts.on("SPY" as Ticker)).map(({ id }) => id).toSorted()).toEqual([mine.id, his.id].toSorted());
    expect(await alerts.on("QQQ" as Ticker)).toEqual([]);
  });

  test("keeps its state, and when it went off stays known", async () => {
    const { alerts } = await shelf(places);
    const { id } = await added(alerts);
    expect(await alerts.keep({ id, was: "{}", state: "1", fired: { at: 5, muted: true } })).toBe(true);
    expect(await alerts.find(id)).toMatchObject({ state: "1", firedAt: 5, muted: true });
    expect(await alerts.keep({ id, was: "1", state: "2", fired: null })).toBe(true);
    expect(await alerts.find(id)).toMatchObject({ state: "2", firedAt: 5, muted: true });
    expect(await alerts.keep({ id, was: "2", state: "3", fired: { at: 6, muted: false } })).toBe(true);
    expect(await alerts.find(id)).toMatchObject({ firedAt: 6, muted: false });
  });

  test("is evaluated by the first alone: for the second the state is another by then", async () => {
    const { alerts } = await shelf(places);
    const { id } = await added(alerts);
    const same = { id, was: "{}", fired: { at: 5, muted: false } };
    const both = await Promise.all([alerts.keep({ ...same, state: "1" }), alerts.keep({ ...same, state: "2" })]);
    expect(both.toSorted(), "which of them is the first is the database's business").toEqual([false, true]);
    expect(await alerts.find(id)).toMatchObject({ state: both[0] ? "1" : "2" });
  });

  test("is not kept once it was removed or paused", async () => {
    const { alerts } = await shelf(places);
    const [one, other] = [await added(alerts), await added(alerts, { channelId: "3" })];
    await alerts.remove("1", one.id);
    await alerts.pause("3", "forbidden");
    for (const { id } of [one, other])
      expect(await alerts.keep({ id, was: "{}", state: "1", fired: null })).toBe(false);
  });
});

onEachDatabase("a channel that takes nothing", (places) => {
  test("pauses all its alerts and no other, which stay listed with the first reason", async () => {
    const { alerts } = await shelf(places);
    await added(alerts);
    await added(alerts, { symbol: "QQQ" as Ticker, channelId: "3" });
    await alerts.pause("91", "dm-closed");
    await alerts.pause("91", "no-common-server");
    expect((await alerts.of("1")).map(({ paused }) => paused)).toEqual(["dm-closed", null]);
    expect(await alerts.symbols()).toEqual(["QQQ"]);
    expect(await alerts.on("SPY" as Ticker)).toEqual([]);
  });

  test("resumes them when something arrives again: they begin anew", async () => {
    const { alerts } = await shelf(places);
    const { id } = await added(alerts);
    await alerts.pause("91", "dm-closed");
    const other = await added(alerts, { channelId: "3" });
    await alerts.pause("3", "forbidden");
    await alerts.resume("91");
    expect(await alerts.find(id)).toMatchObject({ paused: null, state: "" });
    expect(await alerts.find(other.id)).toMatchObject({ paused: "forbidden" });
  });

  test("does not make those begin anew that were never paused", async () => {
    const { alerts } = await shelf(places);
    const { id } = await added(alerts);
    await alerts.resume("91");
    expect(await alerts.find(id)).toMatchObject({ state: "{}" });
  });
});
