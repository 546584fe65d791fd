import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseChart } from "../../../src/services/history/chart.ts";

const LAST = "2026-11-25";
const parse = (rows: unknown) => parseChart(JSON.stringify({ timestamp: "", symbol: "SPY", data: rows }), LAST);
const day = (date: string, rest: object = {}) => ({
  date,
  open: 10,
  high: 12,
  low: 9,
  close: 11,
  volume: 500,
  ...rest,
});

describe("a historical chart", () => {
  test("prints a stock in numbers and an index in strings, and both are read", () => {
    const index = { open: "7770.810000", high: "7800.5", low: "7700", close: "7790.25", volume: "0.0" };
    expect(parse([day("2026-09-21"), day("2026-09-22", index)])).toEqual([
      { date: "2026-09-21", open: 10, high: 12, low: 9, close: 11, volume: 500 },
      { date: "2026-09-22", open: 7770.81, high: 7800.5, low: 7700, close: 7790.25, volume: null },
    ]);
  });

  test("starts before the listing with zeros, which are no prices", () => {
    const zero = { open: 0, high: 0, low: 0, close: 0, volume: 0 };
    const zeros = { open: "0.0", high: "0.0", low: "0.0", close: "0.0", volume: "0.0" };
    expect(parse([day("2025-01-02", zero), day("2025-01-03", zeros), day("2025-01-06")])).toHaveLength(1);
  });

  test("is read for the three years before its newest session, wherever that stands", () => {
    const dates = ["1975-01-02", "2026-09-22", "2023-09-22", "2023-09-23", "2026-09-21"];
    expect(parse(dates.map((date) => day(date)))?.map(({ date }) => date)).toEqual([
      "2026-09-22",
      "2023-09-23",
      "2026-09-21",
    ]);
  });

  test("with a date of the future does not lose its past", () => {
    expect(parse([day("2026-09-21"), day("2062-09-22")])).toMatchObject([{ date: "2026-09-21" }, {}]);
  });

  test("keeps a session whose open was not recorded, as the S&P 500 of 1975", () => {
    expect(parse([day("1975-01-02", { open: 0 })])).toMatchObject([{ date: "1975-01-02", open: 0, close: 11 }]);
  });

  test.each([
    ["a date that is none", { date: "2026-02-30" }],
    ["a time instead of a date", { date: "2026-09-22T16:00:00" }],
    ["no close", { close: null }],
    ["an empty close", { close: "" }],
    ["a close of letters", { close: "n/a" }],
    ["a negative close", { close: -4 }],
    ["an infinite close", { close: "1e999" }],
  ])("leaves out a row with %s, and nothing else", (_, damage) => {
    expect(parse([day("2026-09-21"), day("2026-09-22", damage), null, 7, day("2026-09-23")])).toMatchObject([
      { date: "2026-09-21" },
      { date: "2026-09-23" },
    ]);
  });

  test.each([
    ["no JSON", "<Error/>"],
    ["cut off", `{"data":[{"date":"2026-09-21",`],
    ["an array", "[]"],
    ["no data", "{}"],
    ["data of another shape", `{"data":{"a":1}}`],
  ])("that is %s is none", (_, text) => {
    expect(parseChart(text, LAST)).toBeNull();
  });

  test("never gives a price that is not a finite number above 0, whatever it prints", () => {
    const anything = fc.record({ date: fc.constant("2026-09-22"), close: fc.anything(), volume: fc.anything() });
    fc.assert(
      fc.property(fc.array(anything), (rows) => {
        const bars = parse(rows) ?? [];
        for (const { close, volume } of bars)
          expect(Number.isFinite(close) && close > 0 && (volume === null || volume > 0)).toBe(true);
      }),
    );
  });
});
