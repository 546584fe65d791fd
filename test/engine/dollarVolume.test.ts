import { expect, test } from "vitest";
import { averageDollarVolume } from "../../src/engine/dollarVolume.ts";
import type { DailyBar } from "../../src/engine/vrp/types.ts";

const bar = (date: string, volume: number | null, close = 10): DailyBar => ({
  date,
  open: close,
  high: close,
  low: close,
  close,
  volume,
});
const days = (count: number) =>
  Array.from({ length: count }, (_, index) => `2026-10-${String(index + 1).padStart(2, "0")}`);

test("the average dollar volume is the mean of shares times close over the sessions before that date", () => {
  const bars = days(6).map((date, index) => bar(date, (index + 1) * 1000));
  // (1 + 2 + 3 + 4 + 5) × 1,000 × $10 / 5; the sixth is the day asked for.
  expect(averageDollarVolume(bars, "2026-10-06")).toBe(30_000);
});

test("it is unknown with four sessions and known with five", () => {
  const bars = days(5).map((date) => bar(date, 1000));
  expect(averageDollarVolume(bars.slice(1), "2026-12-01")).toBeNull();
  expect(averageDollarVolume(bars, "2026-12-01")).toBe(10_000);
});

test("it is of the last twenty sessions: older ones do not count", () => {
  const bars = days(21).map((date, index) => bar(date, index === 0 ? 1e9 : 1000));
  expect(averageDollarVolume(bars, "2026-12-01")).toBe(10_000);
});

test("it is unknown for an index, which has no volume", () => {
  expect(
    averageDollarVolume(
      days(9).map((date) => bar(date, null)),
      "2026-12-01",
    ),
  ).toBeNull();
});
