import { describe, expect, test } from "vitest";
import { createShares } from "../../../../src/services/providers/flashalpha/shares.ts";
import { stoppedClock } from "../../../support/providers.ts";
import { HOUR, MINUTE, setup, temporaryFile, wish } from "./setup.ts";

const LEVELS = { wants: ["levels"] } as const;

/** A quota of so many calls, spent one by one by whoever may. */
function quotaOf(calls: number) {
  const clock = stoppedClock();
  const shares = createShares(clock.now);
  let left = calls;
  return {
    clock,
    shares,
    left: () => left,
    asked: (...payers: readonly string[]) => payers.forEach((payer) => shares.asked(payer)),
    /** How many of `tries` the payer gets. */
    spend(payer: string, tries: number): number {
      let got = 0;
      for (let i = 0; i < tries; i++) {
        shares.asked(payer);
        if (left === 0 || !shares.mayTake(payer, left)) continue;
        shares.spend(payer, 1);
        [left, got] = [left - 1, got + 1];
      }
      return got;
    },
  };
}

describe("a fair share", () => {
  test("is everything for someone who is alone", () => {
    expect(quotaOf(5).spend("a", 9)).toBe(5);
  });

  test("is the same part of what the hour began with, whoever comes first", () => {
    const quota = quotaOf(100);
    quota.asked("a", "b", "c", "d");
    expect([quota.spend("a", 99), quota.spend("b", 99), quota.spend("c", 10), quota.spend("d", 99)]).toEqual([
      25, 25, 10, 25,
    ]);
  });

  test("is one call at least where payers outnumber calls, until they are used up", () => {
    const quota = quotaOf(5);
    const payers = Array.from({ length: 50 }, (_, i) => `server ${i}`);
    quota.asked(...payers);
    expect(payers.map((payer) => quota.spend(payer, 3)).filter((got) => got > 0)).toEqual([1, 1, 1, 1, 1]);
  });

  test("that was not spent is divided again at the full hour", () => {
    const quota = quotaOf(100);
    quota.asked("a", "b", "c", "d");
    quota.spend("a", 99);
    quota.clock.pass(HOUR);
    quota.asked("b");
    expect(quota.spend("a", 99), "75 are left, and a and b have asked in the last hour").toBe(37);
  });

  test("is not held for someone who has not asked for an hour", () => {
    const quota = quotaOf(10);
    quota.asked("gone");
    quota.clock.pass(HOUR - 1);
    quota.asked("here");
    expect(quota.shares.mayTake("here", 10)).toBe(true);
    expect(quota.spend("here", 99)).toBe(5);
    quota.clock.pass(1);
    expect(quota.spend("here", 99)).toBe(5);
  });

  test("is kept across a restart: who asked, and what was spent this hour", () => {
    const quota = quotaOf(100);
    quota.asked("a", "b");
    quota.spend("a", 50);
    const restarted = createShares(quota.clock.now);
    restarted.load(quota.shares.save());
    expect([restarted.mayTake("a", 50), restarted.mayTake("b", 50)]).toEqual([false, true]);
  });
});

describe("through the source", () => {
  test("a greedy server is told when it may ask again, and the others get theirs", async () => {
    const { source, clock, fake } = await setup({ on: "free", plan: "free" });
    // Two are here already, and what they ask for is at hand.
    await source.read(wish("SPY", { ...LEVELS, payer: "quiet" }));
    await source.read(wish("SPY", { ...LEVELS, payer: "greedy" }));
    const answers = [];
    for (const symbol of ["QQQ", "IWM", "DIA", "TLT"])
      answers.push(await source.read(wish(symbol, { ...LEVELS, payer: "greedy" })));
    const SHARE = { kind: "share", resetsAt: "2026-11-23T16:00:00.000Z" };
    expect(answers.map(({ notes }) => notes)).toEqual([[], [], [SHARE], [SHARE]]);
    expect((await source.read(wish("GLD", { ...LEVELS, payer: "quiet" }))).notes).toEqual([]);
    clock.pass(HOUR);
    expect((await source.read(wish("DIA", { ...LEVELS, payer: "greedy" }))).notes).toEqual([]);
    expect(fake.count()).toBe(5);
  });

  test("what is at hand costs no share", async () => {
    const { source } = await setup();
    await source.read(wish("SPY", { ...LEVELS, payer: "a" }));
    for (let turn = 0; turn < 20; turn++)
      expect((await source.read(wish("SPY", { ...LEVELS, payer: "b" }))).notes).toEqual([]);
  });

  test.each([
    { calls: 5, each: 1, batches: 200 },
    { calls: 250, each: 5, batches: 60 },
  ])(
    "$calls calls a day, 50 servers, $batches × 50 wishes, many restarts: $each each",
    async ({ calls, each, batches }) => {
      const { fake, again, clock, source: first } = await setup({ quotaFile: temporaryFile() });
      fake.quirks.limit = calls;
      const random = createRandom(20261123);
      let source = first;
      for (let batch = 0; batch < batches; batch++) {
        if (batch % 20 === 19) source = again();
        // Everybody asks at first; then server 0 asks half of the time.
        const payers = Array.from({ length: 50 }, (_, i) => (batch === 0 ? i : random(2) === 0 ? 0 : i));
        const wishes = payers.map((i) =>
          wish(`${letters(i)}${letters(random(676))}`, { ...LEVELS, payer: `server ${i}` }),
        );
        const answers = await Promise.all(wishes.map((one) => source.read(one)));
        expect(answers.every(({ notes, figures }) => figures !== null || notes.length === 1)).toBe(true);
        clock.pass(MINUTE / 4);
      }
      const byPayer = Map.groupBy(fake.calls, ({ symbol }) => symbol.slice(0, 2));
      expect(fake.count()).toBe(calls);
      expect([...byPayer.values()].map(({ length }) => length)).toEqual(Array(calls / each).fill(each));
    },
  );
});

/** A number as two letters, so that a symbol tells who asked for it. */
const letters = (n: number) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26));

/** Whole numbers below a bound, the same at every run (Numerical Recipes' generator). */
function createRandom(seed: number) {
  return (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}
