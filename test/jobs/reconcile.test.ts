import { describe, expect, it } from "vitest";
import type { Job } from "../../src/jobs/job.ts";
import { createReconciler } from "../../src/jobs/reconcile.ts";
import type { Database } from "../../src/services/store/database.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore } from "../../src/services/store/store.ts";
import { countingJob, letterOf } from "../support/jobs.ts";
import { recordedLog } from "../support/recordedLog.ts";

const MINUTE = 60_000;
/** Tuesday's slot of the counting job, 09:45 in New York. */
const SLOT = Date.parse("2026-11-24T14:45:00Z");
const KEY = "dashboard 2026-11-24 09:45 America/New_York 2";

interface Machine {
  readonly jobs?: readonly Job[];
  readonly database?: Database;
  /** Minutes from the slot at which the process starts. */
  readonly start?: number;
}

/** A process with a store of its own or a shared one. */
function machine({ jobs = [countingJob()], database = openSqlite(":memory:"), start = -10 }: Machine = {}) {
  let [wall, elapsed] = [SLOT + start * MINUTE, 5_000];
  const store = createStore(database, () => wall);
  const { log, lines } = recordedLog();
  const reconcile = createReconciler({ jobs, store, log, now: () => wall, monotonic: () => elapsed });
  return {
    database,
    store,
    reconcile,
    lines,
    set: (minutes: number) => void (wall += minutes * MINUTE),
    /** Looks after that many more minutes. */
    after: (minutes: number) => {
      wall += minutes * MINUTE;
      elapsed += minutes * MINUTE;
      return reconcile();
    },
    letters: () => database.all<{ id: string; state: string }>("SELECT id, state FROM outbox ORDER BY id"),
    runs: () =>
      database.all<{ slot: string; outcome: string; letters: number }>(
        "SELECT slot, outcome, letters FROM run ORDER BY at, slot",
      ),
  };
}

describe("a slot", () => {
  it("is planned when its time has come, and once however often one looks", async () => {
    const { after, letters, runs } = machine({ jobs: [countingJob()] });
    expect(await after(9.9)).toMatchObject({ planned: 0, letters: 0 });
    expect(await after(0.1)).toMatchObject({ at: SLOT, planned: 1, letters: 1, tooLate: 0, failed: 0 });
    expect(await after(0.3)).toMatchObject({ planned: 0, letters: 0 });
    expect(await letters()).toEqual([{ id: `${KEY} #1`, state: "pending" }]);
    expect(await runs()).toEqual([{ slot: KEY, outcome: "planned", letters: 1 }]);
  });

  it("that two processes find at the same moment is planned once", async () => {
    const first = machine({ jobs: [countingJob()] });
    const second = machine({ jobs: [countingJob()], database: first.database });
    const done = await Promise.all([first.after(10), second.after(10), first.reconcile(), second.reconcile()]);
    expect(done.map(({ planned }) => planned).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1]);
    expect(await first.letters()).toHaveLength(1);
  });

  it("two jobs follow is planned for each", async () => {
    const digest = { ...countingJob({ plan: async (slot) => [letterOf("digest", slot.at)] }), kind: "digest" as const };
    const { after, runs } = machine({ jobs: [countingJob(), digest] });
    expect(await after(10)).toMatchObject({ planned: 2, letters: 2 });
    expect((await runs()).map(({ slot }) => slot)).toEqual([KEY, KEY.replace("dashboard", "digest")]);
  });

  it("that one job names twice is one", async () => {
    const [timetable] = await countingJob().timetables(machine().store);
    const { after } = machine({ jobs: [countingJob({ timetables: async () => [timetable!, { ...timetable! }] })] });
    expect(await after(10)).toMatchObject({ planned: 1, letters: 1 });
  });

  it("without letters is decided all the same, in silence", async () => {
    const { after, runs, lines } = machine({ jobs: [countingJob({ plan: async () => [] })] });
    expect(await after(10)).toMatchObject({ planned: 1, letters: 0 });
    expect(await runs()).toEqual([{ slot: KEY, outcome: "planned", letters: 0 }]);
    expect(lines()).toEqual([]);
  });
});

describe("a bot that was down at the time", () => {
  it.each([
    ["a minute", 1],
    ["an hour and 59 minutes", 119],
  ])("sends what is %s late, at once", async (_words, minutes) => {
    const { after, runs } = machine({ jobs: [countingJob()], start: minutes });
    expect(await after(0)).toMatchObject({ planned: 1, letters: 1, tooLate: 0 });
    expect(await runs()).toEqual([{ slot: KEY, outcome: "planned", letters: 1 }]);
  });

  it("leaves out what is two hours and a minute late, and says so, once it is sure of the time", async () => {
    const { after, letters, runs, lines } = machine({ jobs: [countingJob()], start: 121 });
    expect(await after(0)).toMatchObject({ planned: 0, tooLate: 0 });
    expect(await after(4.9), "a clock is only believed after five minutes").toMatchObject({ planned: 0, tooLate: 0 });
    expect(await runs()).toEqual([]);
    expect(await after(0.1)).toMatchObject({ planned: 0, letters: 0, tooLate: 1 });
    expect(await after(1)).toMatchObject({ tooLate: 0 });
    expect(await letters()).toEqual([]);
    expect(await runs()).toEqual([{ slot: KEY, outcome: "too-late", letters: 1 }]);
    expect(lines()).toMatchObject([{ level: 40, slot: KEY, letters: 1 }]);
  });

  it("tells whoever missed it, once, in the same transaction", async () => {
    const missed = async () => [letterOf("missed", SLOT)];
    const { after, letters } = machine({ jobs: [countingJob({ missed })], start: 121 });
    for (let i = 0; i < 8; i++) await after(1);
    expect(await letters()).toEqual([{ id: "missed", state: "pending" }]);
  });

  it("says nothing of slots that nobody waited for", async () => {
    const job = countingJob({ plan: async () => [], missed: async () => [letterOf("missed", SLOT)] });
    const { after, letters, lines } = machine({ jobs: [job], start: 121 });
    await after(0);
    expect(await after(6)).toMatchObject({ planned: 1, letters: 0, tooLate: 0 });
    expect(await letters()).toEqual([]);
    expect(lines()).toEqual([]);
  });

  it("does not send after the bell what belongs to the session before it", async () => {
    const late = { time: "15:15", zone: "America/New_York", days: "2" };
    const job = countingJob({ timetables: async () => [late], sameSession: true });
    // The bell rings 375 minutes after 09:45.
    const before = machine({ jobs: [job], start: 374 });
    const after = machine({ jobs: [job], start: 376 });
    expect(await before.after(0)).toMatchObject({ planned: 1, letters: 1 });
    await after.after(0);
    expect(await after.after(6)).toMatchObject({ planned: 0, tooLate: 1 });
  });

  it("sends before a session as soon as it may, and counts the delay from then", async () => {
    const early = { time: "03:00", zone: "America/New_York", days: "trading" };
    // 09:10 in New York: more than two hours after the slot, not after 07:15.
    const { after } = machine({ jobs: [countingJob({ timetables: async () => [early] })], start: -35 });
    expect(await after(0)).toMatchObject({ planned: 1, letters: 1 });
  });

  it("for a week records the last three days and no more", async () => {
    const daily = async () => [{ time: "09:45", zone: "America/New_York", days: "daily" }];
    const { after, runs } = machine({ jobs: [countingJob({ timetables: daily })], start: 5 });
    expect(await after(0)).toMatchObject({ planned: 1, tooLate: 0 });
    expect(await after(6)).toMatchObject({ planned: 0, tooLate: 2 });
    expect((await runs()).map(({ slot, outcome }) => `${slot.slice(10, 20)} ${outcome}`)).toEqual([
      "2026-11-22 too-late",
      "2026-11-23 too-late",
      "2026-11-24 planned",
    ]);
  });
});

describe("a wall clock that jumps", () => {
  it("forward and back within minutes neither plans what is to come nor gives up what was due", async () => {
    const { after, set, runs, letters } = machine({ start: -60 });
    await after(0);
    await after(30);
    set(24 * 60);
    for (let i = 0; i < 4; i++) expect(await after(1)).toMatchObject({ planned: 0, tooLate: 0 });
    set(-24 * 60);
    expect(await after(1)).toMatchObject({ planned: 0, tooLate: 0 });
    expect(await runs()).toEqual([]);
    expect(await after(25)).toMatchObject({ planned: 1, letters: 1 });
    expect(await letters()).toHaveLength(1);
  });

  it("past the time of a slot and back leaves it to be sent: by the wrong clock its letters were worth nothing", async () => {
    const { after, set } = machine();
    await after(9);
    set(180);
    expect(await after(2)).toMatchObject({ planned: 0, tooLate: 0 });
    set(-180);
    expect(await after(1)).toMatchObject({ planned: 1, letters: 1 });
  });

  it("back by an hour after a slot does not bring it again", async () => {
    const { after, set, letters } = machine();
    await after(11);
    set(-60);
    for (let i = 0; i < 70; i++) await after(1);
    expect(await letters()).toHaveLength(1);
  });

  it("over a slot, as that of a machine that slept, sends it minutes later", async () => {
    const { after, set } = machine({ start: -60 });
    await after(0);
    await after(30);
    set(60);
    expect(await after(1), "an hour after the slot's time perhaps, perhaps not").toMatchObject({ planned: 0 });
    expect(await after(5)).toMatchObject({ planned: 1, letters: 1, tooLate: 0 });
  });
});

describe("what fails", () => {
  it("leaves nothing decided, is tried again, and is told every time", async () => {
    let broken = true;
    const plan: Job["plan"] = async (slot, store) => {
      await store.outbox.add([letterOf("one", slot.at)]);
      if (broken) throw new Error("no plan today");
      return [letterOf("two", slot.at)];
    };
    const { after, runs, letters, lines } = machine({ jobs: [countingJob({ plan })] });
    expect(await after(10)).toMatchObject({ planned: 0, failed: 1 });
    expect([await runs(), await letters()]).toEqual([[], []]);
    expect(lines()).toMatchObject([{ level: 50, job: "dashboard", slot: KEY, err: { message: "no plan today" } }]);
    broken = false;
    expect(await after(1)).toMatchObject({ planned: 1, failed: 0 });
    expect((await letters()).map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("for as long as a letter is of use is given up then", async () => {
    const plan = async () => Promise.reject(new Error("never"));
    const { after, runs } = machine({ jobs: [countingJob({ plan })] });
    await after(10);
    expect(await after(121)).toMatchObject({ failed: 0, tooLate: 1 });
    expect(await runs()).toEqual([{ slot: KEY, outcome: "too-late", letters: 0 }]);
  });

  it("in one job or one timetable keeps no other from its slots", async () => {
    const silent: Job = {
      ...countingJob({
        timetables: () => {
          throw new Error("no timetables");
        },
      }),
      kind: "alert",
    };
    const timetables = async () => [
      { time: "09:45", zone: "Mars/Olympus", days: "2" },
      { time: "09:45", zone: "America/New_York", days: "2" },
    ];
    const { after, runs } = machine({ jobs: [silent, countingJob({ timetables })] });
    expect(await after(10)).toMatchObject({ planned: 1, failed: 2 });
    expect(await runs()).toHaveLength(1);
  });

  it("because the store cannot be read fails as a whole", async () => {
    const { after, database } = machine();
    await database.close();
    await expect(after(10)).rejects.toThrow("not open");
  });
});
