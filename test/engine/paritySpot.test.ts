import { describe, expect, test } from "vitest";
import { parityCheckedSpot } from "../../src/engine/paritySpot.ts";
import { handChain, type HandRow } from "./handChain.ts";

const TODAY = { dte: 0, years: 0.2 / 365 };

/** Strikes quoted as if the underlying stood at `at`, with `noise` in the calls. */
function quoted(at: number, { strikes = [98, 99, 100, 101, 102], noise = [] as readonly number[], slice = 0 } = {}) {
  return strikes.flatMap((strike, i): HandRow[] => {
    const timeValue = 0.4 * Math.exp(-(((strike - at) / 1.5) ** 2));
    return [
      { right: "C", strike, oi: 1, slice, mid: Math.max(0, at - strike) + timeValue + (noise[i] ?? 0) },
      { right: "P", strike, oi: 1, slice, mid: Math.max(0, strike - at) + timeValue },
    ];
  });
}
const checked = (rows: readonly HandRow[], slices: readonly object[] = [TODAY]) =>
  parityCheckedSpot(handChain(rows, { spot: 100, slices }));

describe("spot on expiry day", () => {
  test("is what today's options say when the printed price is off by more than 0.1 %", () => {
    expect(checked(quoted(100.4))).toBeCloseTo(100.4, 9);
    expect(checked(quoted(99.5))).toBeCloseTo(99.5, 9);
  });

  test("is left alone when the two agree", () => {
    expect(checked(quoted(100))).toBeNull();
    expect(checked(quoted(100.09))).toBeNull();
    expect(checked(quoted(100.11))).toBeCloseTo(100.11, 9);
  });

  test("is left alone when the strikes next to the money disagree among themselves", () => {
    expect(checked(quoted(100.4, { noise: [0, 0.2, 0, 0, 0] }))).toBeNull();
  });

  test("is the median of five strikes, so that one cent of noise does not move it", () => {
    expect(checked(quoted(100.4, { noise: [0, 0, 0.01, 0, 0] }))).toBeCloseTo(100.4, 9);
  });

  test("looks at the strikes next to the money: a stale quote far from it has no say", () => {
    const strikes = [80, 98, 99, 100, 101, 102];
    expect(checked(quoted(100.4, { strikes, noise: [7] }))).toBeCloseTo(100.4, 9);
  });

  test("needs three strikes quoted on both sides", () => {
    expect(checked(quoted(100.4, { strikes: [100, 101] }))).toBeNull();
    expect(checked(quoted(100.4, { strikes: [99, 100, 101] }))).toBeCloseTo(100.4, 9);
    const oneSided = quoted(100.4).map((row) => (row.right === "P" ? { ...row, mid: Number.NaN } : row));
    expect(checked(oneSided)).toBeNull();
  });

  test("is not asked of another day's options, whose dividends are not known", () => {
    expect(checked(quoted(100.4), [{ dte: 1, years: 1 / 365 }])).toBeNull();
  });

  test("is asked of the settlement that is still to come", () => {
    const over = { ...TODAY, root: "SPX", settlesAt: Date.parse("2026-11-20T14:30:00Z") };
    const rows = [...quoted(103, { slice: 0 }), ...quoted(100.4, { slice: 1 })];
    expect(checked(rows, [over, { ...TODAY, root: "SPXW" }])).toBeCloseTo(100.4, 9);
  });
});
