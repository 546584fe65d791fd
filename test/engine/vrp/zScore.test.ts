import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standing, zScore } from "../../../src/engine/vrp/zScore.ts";
import type { IvBasis } from "../../../src/engine/vrp/types.ts";
import { GOLDEN } from "../../support/golden.ts";
import { row, rowOf, rowsBefore } from "./history.ts";

const TODAY = "2026-11-20";
const ramp = (count: number) => Array.from({ length: count }, (_, i) => i % 7);
const read = (rows: Parameters<typeof zScore>[0]["rows"], today: number | null = 3, basis: IvBasis = "iv30") =>
  zScore({ basis, index: null, rows, today, asOf: TODAY, missing: "no_iv_on_basis" });

describe("where a value stands among others", () => {
  const HISTORY = [1, 2, 3, 4, 5, 3, 2, 4];

  test("5 among 1 2 3 4 5 3 2 4 is 1.5275252 deviations above the mean, and in the 93.75th percentile", () => {
    const { z, percentile } = standing(HISTORY, 5)!;
    expect(z).toBeCloseTo(1.5275252, 7);
    expect(percentile).toBe(93.75);
    expect(standing(HISTORY, 3)!.z, "the mean").toBe(0);
  });

  test.skipIf(GOLDEN === null)("agrees with the reference file to its digits (needs ../shared)", () => {
    const { hist, today, z, pct, z_at_mean } = GOLDEN!.z;
    expect(standing(hist, today)).toMatchObject({ z: expect.closeTo(z, 12) as number, percentile: pct });
    expect(standing(hist, 3)!.z).toBe(z_at_mean);
  });

  test("is nowhere among equal ones, instead of infinitely far", () => {
    expect(standing([2, 2, 2], 3)).toBeNull();
  });

  test("does not change when all values move or stretch together, and grows with today's", () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true });
    const values = fc.array(value, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(values, value, fc.double({ min: 0.1, max: 10, noNaN: true }), (history, today, by) => {
        const before = standing(history, today);
        fc.pre(before !== null && before.sd > 0.01);
        const after = standing(history.map((h) => h * by + 7), today * by + 7)!; // prettier-ignore
        expect(after.z).toBeCloseTo(before.z, 6);
        expect(standing(history, today + 1)!.z).toBeGreaterThan(before.z);
        expect(before.percentile).toBeGreaterThanOrEqual(0);
        expect(before.percentile).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("the z-score of a premium", () => {
  test("needs 20 rows and is provisional below 60", () => {
    expect(read(rowsBefore(TODAY, "iv30", ramp(19)))).toMatchObject({ n: 19, z: null, percentile: null, missing: "warmup", provisional: false }); // prettier-ignore
    expect(read(rowsBefore(TODAY, "iv30", ramp(20)))).toMatchObject({ n: 20, missing: null, provisional: true });
    expect(read(rowsBefore(TODAY, "iv30", ramp(59)))).toMatchObject({ n: 59, provisional: true });
    expect(read(rowsBefore(TODAY, "iv30", ramp(60)))).toMatchObject({ n: 60, provisional: false });
  });

  test("looks back 252 rows, not one more", () => {
    const rows = rowsBefore(TODAY, "iv30", [1000, ...ramp(252)]);
    expect(read(rows)).toMatchObject({ n: 252, mean: standing(ramp(252), 3)!.mean });
    expect(read(rows.slice(1))).toEqual(read(rows));
    const last = rowsBefore(TODAY, "iv30", [...ramp(251), 1000]);
    expect(read([rowOf("2020-01-02", "iv30", 3), ...last]).mean, "the newest are kept").toBe(
      read(last.slice(-252)).mean,
    );
  });

  test("does not count today's own row, nor later ones", () => {
    const before = rowsBefore(TODAY, "iv30", ramp(30));
    const withLater = [...before, rowOf(TODAY, "iv30", 99), rowOf("2026-11-23", "iv30", 99)];
    expect(read(withLater)).toEqual(read(before));
  });

  test("never mixes bases: rows of another one do not count, whatever they hold", () => {
    const mine = rowsBefore(TODAY, "iv30", ramp(25));
    const others = rowsBefore("2026-10-01", "cboe_index", ramp(100));
    expect(read([...others, ...mine])).toEqual(read(mine));
    expect(read(others)).toMatchObject({ n: 0, z: null, missing: "warmup" });
    expect(read([...others, ...mine], 3, "cboe_index")).toMatchObject({ n: 100, basis: "cboe_index" });
  });

  test("skips rows without realised volatility", () => {
    const rows = rowsBefore(TODAY, "iv30", ramp(25));
    const holes = [...rows.slice(0, 5).map(({ date, iv }) => row(date, { iv })), ...rows.slice(5)];
    expect(read(holes).n).toBe(20);
  });

  test("without a premium today is null with the reason given, history and all", () => {
    const read30 = read(rowsBefore(TODAY, "iv30", ramp(30)), null);
    expect(read30).toMatchObject({ z: null, percentile: null, today: null, missing: "no_iv_on_basis", n: 30 });
    expect(read30.history).toHaveLength(30);
  });

  test("of rows that are all equal is null and says so", () => {
    expect(read(rowsBefore(TODAY, "iv30", Array(30).fill(2) as number[]))).toMatchObject({ z: null, missing: "no_spread" }); // prettier-ignore
  });

  test("carries the days it is measured against, for a picture", () => {
    const rows = rowsBefore(TODAY, "iv30", ramp(21));
    expect(read(rows).history[0]).toEqual({ date: rows[0]!.date, vrp: 0 });
    expect(read(rows).history.at(-1)).toEqual({ date: "2026-11-19", vrp: 6 });
  });
});
