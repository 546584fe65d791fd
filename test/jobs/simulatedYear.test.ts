import { describe, expect, it } from "vitest";
import { slotKey } from "../../src/engine/slots.ts";
import type { Slot, Timetable } from "../../src/engine/timetable.ts";
import { createReconciler } from "../../src/jobs/reconcile.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore } from "../../src/services/store/store.ts";
import { countingJob, letterOf } from "../support/jobs.ts";
import { recordedLog } from "../support/recordedLog.ts";
import { onExchange, zoneOracle } from "../support/zoneOracle.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = Date.parse("2026-07-01T00:00:00Z");
const TO = Date.parse("2027-07-01T00:00:00Z");

/** Changes forward and back, by an hour and by half of one, to the north and to the south, odd quarters, and none at all. */
const ZONES = [
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Europe/London",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
];
const TIMES: readonly Pick<Timetable, "time" | "days">[] = [
  { time: "00:30", days: "daily" },
  { time: "02:15", days: "daily" },
  { time: "02:30", days: "67" },
  { time: "09:45", days: "trading" },
  { time: "16:15", days: "trading" },
  { time: "23:59", days: "daily" },
];
const TIMETABLES = ZONES.flatMap((zone) => TIMES.map((one) => ({ ...one, zone })));
/** More than what goes wrong below one upon the other: five hours without a look, an hour off, down for an hour and a half. */
const GRACE = 9 * HOUR;
const MOST_WAIT = 5 * HOUR;

/** What has to be sent in that year, by a wall clock that is looked at and the lists of the exchange: key → instant. */
const DUE: ReadonlyMap<string, number> = slotsOfYear();

function slotsOfYear(): Map<string, number> {
  const all = new Map<string, number>();
  for (const zone of ZONES) {
    const firstAt = zoneOracle(zone, { from: FROM - DAY, to: TO + 2 * DAY });
    for (let day = FROM - DAY; day <= TO + DAY; day += DAY) {
      const date = new Date(day).toISOString().slice(0, 10);
      const weekday = new Date(day).getUTCDay();
      for (const { time, days } of TIMES) {
        if (days === "67" && weekday !== 0 && weekday !== 6) continue;
        const named = firstAt(date, time);
        const at = days === "trading" ? onExchange(named) : named;
        if (at !== null && at > FROM && at <= TO) all.set(`dashboard ${date} ${time} ${zone} ${days}`, at);
      }
    }
  }
  return all;
}

/** Numbers between two others, the same in every run. */
function random(seed: number) {
  let state = seed;
  return (low: number, high: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + (state / 2 ** 32) * (high - low);
  };
}

/** A year on a machine for one's own, or on several at one store. Each has its clocks and its bad luck. */
function simulation() {
  let truth = FROM;
  const database = openSqlite(":memory:");
  const store = createStore(database, () => truth);
  const { log, lines } = recordedLog();
  /** When letters were planned, in truth; a slot that was planned twice has two. */
  const planned: { readonly key: string; readonly at: number }[] = [];
  const job = countingJob({
    graceMs: GRACE,
    timetables: async () => TIMETABLES,
    plan: async (slot: Slot) => {
      const key = slotKey("dashboard", slot);
      return [letterOf(`${key} #${planned.push({ key, at: truth })}`, slot.at)];
    },
  });
  const instance = () => {
    let [off, bootedAt] = [0, truth - HOUR];
    const boot = () =>
      createReconciler({ jobs: [job], store, log, now: () => truth + off, monotonic: () => truth - bootedAt });
    let reconcile = boot();
    return {
      look: () => reconcile(),
      set: (ms: number) => void (off = ms),
      restart() {
        bootedAt = truth - 5_000;
        reconcile = boot();
      },
    };
  };
  return {
    instance,
    lines,
    planned,
    pass: (ms: number) => void (truth += ms),
    truth: () => truth,
    letters: () => database.all<{ id: string }>("SELECT id FROM outbox"),
    runs: () => database.all<{ slot: string; at: number; outcome: string }>("SELECT slot, at, outcome FROM run"),
  };
}

/** What became of the year: each slot of the calendar is decided at its instant, and has one letter. */
async function expectEachOnce({ runs, letters, lines }: ReturnType<typeof simulation>) {
  const inYear = (await runs()).filter(({ at }) => at > FROM && at <= TO);
  expect(new Map(inYear.map(({ slot, at }) => [slot, at])), "the slots of the calendar, at their instants").toEqual(
    DUE,
  );
  expect(inYear.filter(({ outcome }) => outcome !== "planned")).toEqual([]);
  const perSlot = new Map<string, number>();
  for (const { id } of await letters()) {
    const key = id.split(" #")[0]!;
    perSlot.set(key, (perSlot.get(key) ?? 0) + 1);
  }
  expect([...DUE.keys()].filter((key) => perSlot.get(key) !== 1)).toEqual([]);
  expect(lines().filter(({ level }) => level >= 50)).toEqual([]);
}

/** How long after their slots letters were planned, ms. */
const delaysOf = ({ planned }: ReturnType<typeof simulation>) =>
  planned.flatMap(({ key, at }) => (DUE.has(key) ? [at - DUE.get(key)!] : []));

describe("a year in eleven zones has each slot once", { timeout: 120_000 }, () => {
  it("and in time, on a machine that is well and looks now and then", async () => {
    const year = simulation();
    const machine = year.instance();
    const between = random(1);
    while (year.truth() < TO + MOST_WAIT) {
      await machine.look();
      year.pass(between(20_000, MOST_WAIT));
    }
    await expectEachOnce(year);
    const delays = delaysOf(year);
    expect(Math.min(...delays), "none too early").toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays), "none later than the next look").toBeLessThanOrEqual(MOST_WAIT);
  });

  it("on two machines at one store, whose clocks jump and which are blocked and restarted", async () => {
    const year = simulation();
    const machines = [year.instance(), year.instance()];
    const between = random(2);
    const look = () => Promise.all(machines.map((one) => one.look()));
    const minutes = async (count: number) => {
      for (let i = 0; i < count; i++) {
        await look();
        year.pass(MINUTE);
      }
    };
    const happened = { jumps: 0, spikes: 0, restarts: 0, calm: 0 };
    while (year.truth() < TO + MOST_WAIT) {
      await look();
      const one = machines[Math.floor(between(0, 2))]!;
      const luck = between(0, 30);
      if (luck < 1) {
        happened.jumps++;
        one.set(between(-HOUR, HOUR));
      } else if (luck < 2) {
        happened.spikes++;
        one.set(between(-DAY, DAY));
        await minutes(between(1, 4));
        one.set(0);
        await minutes(2);
      } else if (luck < 3) {
        happened.restarts++;
        year.pass(between(0, 90 * MINUTE));
        one.restart();
      } else if (luck < 3.2) {
        happened.calm++;
        await minutes(20);
      } else {
        year.pass(between(20_000, MOST_WAIT));
      }
    }
    for (const machine of machines) machine.set(0);
    await minutes(70);
    await expectEachOnce(year);
    expect(Math.min(...delaysOf(year)), "an hour too early by a clock that stays wrong; not a day").toBeGreaterThan(
      -HOUR,
    );
    expect(Math.min(happened.jumps, happened.spikes, happened.restarts), "all of it happened").toBeGreaterThan(50);
    expect(happened.calm).toBeGreaterThan(5);
  });
});
