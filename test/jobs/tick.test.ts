import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createReconciler } from "../../src/jobs/reconcile.ts";
import { startTick, type Tick, type TickOptions } from "../../src/jobs/tick.ts";
import { countingJob } from "../support/jobs.ts";
import { recordedLog } from "../support/recordedLog.ts";
import { storeInMemory } from "../support/stores.ts";

const EVERY_SECOND = "* * * * * *";

const started: Tick[] = [];
function start(options: Partial<TickOptions>): Tick {
  const tick = startTick({ work: async () => undefined, log: recordedLog().log, ...options });
  started.push(tick);
  return tick;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((tick) => tick.stop()));
  vi.useRealTimers();
});

describe("the tick", () => {
  it("works at once, and three times a minute", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-24T14:44:50Z") });
    const at: string[] = [];
    start({ work: async () => at.push(new Date().toISOString().slice(14, 19)) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(at).toEqual(["44:50", "45:00", "45:20", "45:40"]);
  });

  it("goes on when the clock is set back by an hour", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-24T14:44:50Z") });
    let count = 0;
    start({ work: async () => count++ });
    await vi.advanceTimersByTimeAsync(60_000);
    vi.setSystemTime(Date.parse("2026-11-24T13:45:50Z"));
    count = 0;
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(count, "three times a minute, but for the first one").toBeGreaterThanOrEqual(27);
  });

  it("goes on when the clock is put forward by an hour, without a tick for what lies between", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-24T14:44:50Z") });
    let count = 0;
    start({ work: async () => count++ });
    vi.setSystemTime(Date.parse("2026-11-24T15:44:50Z"));
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(count).toBeGreaterThanOrEqual(28);
    expect(count).toBeLessThanOrEqual(31);
  });

  it("never works twice at the same time, and goes on when the work is done", async () => {
    let [underWay, most, done] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, ++underWay);
      await sleep(1_500);
      underWay--;
      done++;
    };
    start({ work, pattern: EVERY_SECOND });
    await vi.waitFor(() => expect(done).toBe(2), { timeout: 6_000 });
    expect(most).toBe(1);
  });

  it("survives work that fails, and says so", async () => {
    const { log, lines } = recordedLog();
    let count = 0;
    const work = () => {
      count++;
      throw new Error("no store");
    };
    start({ work, log, pattern: EVERY_SECOND });
    await vi.waitFor(() => expect(count).toBe(2), { timeout: 3_000 });
    expect(lines()[0]).toMatchObject({ level: 50, err: { message: "no store" } });
  });

  it("has come to an end when it is stopped, and the work with it", async () => {
    let [begun, ended] = [0, 0];
    const work = async () => {
      begun++;
      await sleep(300);
      ended++;
    };
    const tick = start({ work, pattern: EVERY_SECOND, silenceMs: 200 });
    await tick.stop();
    expect([begun, ended]).toEqual([1, 1]);
    await sleep(1_500);
    expect(begun).toBe(1);
  });
});

it("a loop that is blocked for five seconds at the slot still gets its letters, once", async () => {
  // The slot of the job is two seconds from now.
  const ahead = Date.parse("2026-11-24T14:44:58Z") - Date.now();
  const now = () => Date.now() + ahead;
  const store = storeInMemory(now);
  const work = createReconciler({
    jobs: [countingJob()],
    store,
    log: recordedLog().log,
    now,
    monotonic: () => performance.now(),
  });
  start({ work, pattern: EVERY_SECOND });
  await sleep(1_000);
  expect(await store.outbox.counts()).toMatchObject({ pending: 0 });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
  await vi.waitFor(async () => expect(await store.outbox.counts()).toMatchObject({ pending: 1 }), { timeout: 3_000 });
  await sleep(1_500);
  expect(await store.outbox.counts(), "and once").toMatchObject({ pending: 1 });
});
