import { describe, expect, test } from "vitest";
import { missingSessions, usableBars } from "../../../src/engine/vrp/usableBars.ts";
import type { DailyBar } from "../../../src/engine/vrp/types.ts";
import { barsTo, swinging } from "./history.ts";

/** Ten quiet sessions at one price and volume, then ten at another; the day between opens where it closes. */
function jump(
  after: number,
  { volume, day = {} }: { readonly volume: number | null; readonly day?: Partial<DailyBar> },
): DailyBar[] {
  const bars = barsTo("2026-11-20", [...swinging(10, 0.004), ...swinging(10, 0.004, after)]);
  return bars.map((bar, i) =>
    i < 10
      ? { ...bar, volume: volume === null ? null : 1_000_000 }
      : { ...bar, volume, ...(i === 10 ? { ...day } : {}) },
  );
}
const BEFORE = 100 * Math.exp(0.004);

describe("rows as a source prints them", () => {
  const bars = barsTo("2026-11-20", [100, 101, 102]);

  test("come out in order of their dates, one a date, the last printed", () => {
    const [a, b, c] = [bars[0]!, bars[1]!, bars[2]!];
    expect(usableBars([c, a, { ...b, close: 99 }, b]).bars).toEqual([a, b, c]);
  });

  test("before listing, with a close of zero, are no bars", () => {
    const unlisted = { ...bars[0]!, open: 0, high: 0, low: 0, close: 0, volume: 0 };
    expect(usableBars([unlisted, ...bars.slice(1)]).bars).toEqual(bars.slice(1));
    expect(usableBars([{ ...bars[0]!, close: Number.NaN }]).bars).toEqual([]);
  });
});

describe("an unadjusted split", () => {
  test.each([
    ["two for one", 2, 50, 2_000_000],
    ["four for one", 4, 25, 4_000_000],
    ["three for two", 1.5, 100 / 1.5, 1_500_000],
    ["one for ten", 0.1, 1000, 100_000],
  ])("%s cuts off what came before it", (_, ratio, after, volume) => {
    const { bars, split } = usableBars(jump(BEFORE * (after / 100), { volume }));
    expect(split).toEqual({ date: bars[0]!.date, ratio });
    expect(bars).toHaveLength(10);
  });

  test("is still found when the day itself moved by three percent", () => {
    const day = { open: BEFORE / 4, close: (BEFORE / 4) * 1.034 };
    expect(usableBars(jump(BEFORE / 4, { volume: 4_000_000, day })).split?.ratio).toBe(4);
  });

  test("is none when the shares traded do not follow: a crash to a half trades ten times as much", () => {
    expect(usableBars(jump(BEFORE / 2, { volume: 10_000_000 })).split).toBeNull();
    expect(usableBars(jump(BEFORE / 2, { volume: 5_000_001 })).split, "2.5 times too much").toBeNull();
    expect(usableBars(jump(BEFORE / 2, { volume: 4_999_999 })).split, "within the factor").not.toBeNull();
  });

  test("is none where two closes are equal", () => {
    expect(usableBars(barsTo("2026-11-20", [100, 100, 100]))).toMatchObject({ split: null, bars: { length: 3 } });
  });

  test("is none when the price fell within the day", () => {
    const day = { open: BEFORE, close: BEFORE / 2 };
    expect(usableBars(jump(BEFORE / 2, { volume: 2_000_000, day })).split).toBeNull();
  });

  test("is none when the jump is near no small ratio", () => {
    expect(usableBars(jump(BEFORE / 1.75, { volume: 1_750_000 })).split).toBeNull();
    expect(usableBars(jump(BEFORE / 2 / 1.015, { volume: 2_000_000 })).split, "1.5 % beyond 2 : 1").toBeNull();
    expect(usableBars(jump(BEFORE / 2 / 1.013, { volume: 2_000_000 })).split, "1.3 % beyond").not.toBeNull();
  });

  test("goes by the price alone where no volume is printed", () => {
    expect(usableBars(jump(BEFORE / 2, { volume: null })).split?.ratio).toBe(2);
  });

  test("that is the last of two decides", () => {
    const closes = [...swinging(10, 0.004), ...swinging(10, 0.004, BEFORE / 2), ...swinging(10, 0.004, BEFORE / 4)];
    const { bars, split } = usableBars(barsTo("2026-11-20", closes, null));
    expect([bars.length, split?.ratio]).toEqual([10, 2]);
  });
});

describe("sessions without a bar", () => {
  test("are none over a weekend and a holiday: Thanksgiving 2026 is the 26th of November", () => {
    expect(missingSessions(barsTo("2026-11-30", [1, 1, 1, 1]))).toBe(0);
    expect(barsTo("2026-11-30", [1, 1, 1]).map(({ date }) => date)).not.toContain("2026-11-26");
  });

  test("are counted, each day of a hole", () => {
    const bars = barsTo("2026-11-20", [1, 1, 1, 1, 1, 1]);
    expect(missingSessions(bars.toSpliced(2, 1))).toBe(1);
    expect(missingSessions(bars.toSpliced(1, 3))).toBe(3);
    expect(missingSessions([])).toBe(0);
  });
});
