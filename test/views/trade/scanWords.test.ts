import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sortScan } from "../../../src/engine/plan/scan.ts";
import { rowTexts, rowWords } from "../../../src/views/trade/scanWords.ts";
import { anyScan } from "../../support/anyScan.ts";
import { SCAN_CASES, scanRowOf } from "../../support/scanCases.ts";

test("a row has less and less where room is short, and always symbol, z and VRP20", () => {
  const row = scanRowOf();
  expect(rowWords(row, "short").split("\n")).toEqual([
    "**SPY** z +1.4 (252 d) · VRP20 +5.4 · passes · net 59 reduced",
    expect.stringMatching(/^Calendar spread 78 · flip \d+\.\d\d · S 600 · R \d+$/),
  ]);
  expect(rowWords(row, "shortest")).toBe("**SPY** z +1.4 · VRP20 +5.4 · Calendar spread 78");
  expect(rowWords(row, "bare")).toBe("**SPY** z +1.4 · VRP20 +5.4 ✓");
  expect(rowWords({ ...row, failed: ["z"] }, "bare")).toBe("**SPY** z +1.4 · VRP20 +5.4");
});

test("the last rows lose words first, and no more than it takes", () => {
  const rows = sortScan(SCAN_CASES["fifty in A"]!().rows);
  const room = 4_000;
  const texts = rowTexts(rows, room);
  const length = texts.join("\n").length;
  expect(length).toBeLessThanOrEqual(room);
  // One row's worth of words more would not fit.
  expect(length).toBeGreaterThan(room - 150);
  const levels = texts.map((text, i) => (["full", "short", "shortest", "bare"] as const).findIndex((detail) => rowWords(rows[i]!, detail) === text)); // prettier-ignore
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(new Set(levels).size).toBe(2);
});

test("any rows: in full where there is room, and each of them where there is none", () => {
  fc.assert(fc.property(anyScan(10), ({ rows }) => {
    expect(rowTexts(rows, 10_000)).toEqual(rows.map((row) => rowWords(row, "full")));
    expect(rowTexts(rows, 0)).toEqual(rows.map((row) => rowWords(row, "bare")));
  }), { numRuns: 40 }); // prettier-ignore
});
