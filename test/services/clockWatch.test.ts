import { describe, expect, test } from "vitest";
import { createClockWatch } from "../../src/services/clockWatch.ts";

const RIGHT = Date.parse("2026-11-23T15:00:00Z");

/** A machine whose clock is `ahead` ms ahead and whose question took `tookMs`. */
function setup({ ahead = 0, tookMs = 0 }: { ahead?: number; tookMs?: number } = {}) {
  const lines: { fields: object; message: string }[] = [];
  const log = { warn: (fields: object, message: string) => void lines.push({ fields, message }) };
  const watch = createClockWatch({ now: () => new Date(RIGHT + ahead), log });
  const hear = (date: Date | null, headers: Readonly<Record<string, string>> = {}) =>
    watch.compare({ response: { date, header: (name) => headers[name] ?? null }, sentAt: RIGHT + ahead - tookMs });
  return { watch, hear, lines };
}
const HOUR = 3_600_000;

describe("our clock against the source's", () => {
  test.each([
    [HOUR, HOUR - 1000],
    [-HOUR, -HOUR],
    [61_000, 60_000],
    [0, 0],
  ])("%d ms ahead is found, to the second the header has: %d", (ahead, off) => {
    const { watch, hear } = setup({ ahead });
    hear(new Date(RIGHT));
    expect(watch.offMs()).toBe(off);
  });

  test("a slow answer is no wrong clock", () => {
    const { watch, hear } = setup({ tookMs: 8_000 });
    hear(new Date(RIGHT - 8_000));
    expect(watch.offMs()).toBe(0);
  });

  test("an answer out of a cache is as old as it says, and our clock right", () => {
    const { watch, hear } = setup();
    hear(new Date(RIGHT - 600_000), { age: "600" });
    expect(watch.offMs()).toBe(0);
  });

  test.each([null, new Date(RIGHT)])("nothing is concluded from headers that make no sense (%s)", (date) => {
    const { watch, hear } = setup({ ahead: HOUR });
    hear(date, date ? { age: "-5" } : {});
    expect(watch.offMs()).toBe(0);
  });

  test("a clock that was set right is right again", () => {
    const { watch, hear } = setup();
    hear(new Date(RIGHT + HOUR));
    hear(new Date(RIGHT));
    expect(watch.offMs()).toBe(0);
  });
});

describe("the log", () => {
  test("has one line about it, however often it is seen", () => {
    const { hear, lines } = setup({ ahead: -7_000 });
    for (let i = 0; i < 100; i++) hear(new Date(RIGHT));
    expect(lines).toEqual([{ fields: { offSeconds: -7 }, message: expect.stringContaining("clock") }]);
  });

  test("says nothing of five seconds", () => {
    const { hear, lines } = setup({ ahead: -5_000 });
    hear(new Date(RIGHT));
    expect(lines).toEqual([]);
  });
});
