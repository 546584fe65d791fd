import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passesGate, scanRow, sortScan, type ScanRow } from "../../../src/engine/plan/scan.ts";
import type { Cell } from "../../../src/engine/regime.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { anyScan } from "../../support/anyScan.ts";
import { readingOf, snapshotOf, withLevels } from "../../support/snapshots.ts";
import { readSnapshot } from "../../../src/engine/regime.ts";
import { scanRowOf } from "../../support/scanCases.ts";
import { nothingKnown, vrpOf, zScoreOf } from "../../support/vrpReadings.ts";

const vrp20 = (value: number | null) => ({ 5: 1, 10: 1, 20: value, 30: 1, 60: 1 });
const gateOf = (z: number | null, value: number | null) =>
  scanRowOf({}, { zScore: zScoreOf(252, { z }), vrp: vrp20(value) }).failed;

describe("the gate", () => {
  // docs/methodology.md, "Morning scan": z ≥ 1 and VRP20 > 2, the first with its border, the second without.
  test.each([
    [1, 2.01, []],
    [1, 2, ["vrp20"]],
    [0.9999, 2.01, ["z"]],
    [0.9999, 2, ["z", "vrp20"]],
    [-3, 9, ["z"]],
    [null, 9, ["z"]],
    [1.5, null, ["vrp20"]],
    [null, null, ["z", "vrp20"]],
  ] as const)("z %s and VRP20 %s fail %j", (z, value, failed) => {
    expect(gateOf(z, value)).toEqual(failed);
    expect(passesGate({ failed: gateOf(z, value) })).toBe(failed.length === 0);
  });
});

describe("a row", () => {
  test("has what the documented example says, and of the days on record only how many", () => {
    const row = scanRow(readingOf(), vrpOf());
    expect(row).toMatchObject({
      symbol: "SPY",
      cell: "A",
      zScore: { z: 1.45, n: 252, basis: "cboe_index", index: "VIX", provisional: false },
      vrp20: { value: 5.41, basis: "atm30" },
      realisedTo: "2026-11-20",
      harvest: 0.72,
      flowRisk: { value: 18.1, coverage: 1 },
      netHarvest: 59,
      // Highest score of those that A allows; the calendar's 78.
      best: { structure: "calendar_spread", score: 78 },
    });
    expect(row.zScore).not.toHaveProperty("history");
  });

  test("takes support and resistance, which lie on their side of spot, not the walls", () => {
    const levels = { callWall: { strike: 580, gex: 1, strength: 0.5 }, putWall: { strike: 620, gex: -1, strength: 0.5 }, resistance: { strike: 610, gex: 1, strength: 0.3 }, support: { strike: 590, gex: -1, strength: 0.3 } }; // prettier-ignore
    const row = scanRow(readSnapshot(withLevels(snapshotOf(), levels)), vrpOf());
    expect([row.support, row.resistance]).toEqual([590, 610]);
  });

  test("in D has no structure, whatever the scores; in B one with defined risk; in C the calendar first", () => {
    const best = (cell: Cell) => scanRow(readingOf(), vrpOf({ cell })).best;
    expect(best("D")).toBeNull();
    expect(best("B")).toEqual({ structure: "iron_condor", score: 70 });
    const low = { ...vrpOf().strategies, calendar_spread: { value: 3, coverage: 1, gates: [] } };
    expect(scanRow(readingOf(), vrpOf({ cell: "C", strategies: low })).best).toEqual({ structure: "calendar_spread", score: 3 }); // prettier-ignore
  });

  test("of a symbol nobody knows anything of is all null, and fails both halves", () => {
    const row = scanRow(readingOf(), nothingKnown());
    expect([row.vrp20, row.harvest, row.netHarvest, row.best, row.zScore.z]).toEqual([null, null, null, null, null]);
    expect(row.failed).toEqual(["z", "vrp20"]);
  });

  test("says when the chain is degraded", () => {
    const { snapshot, regime } = readingOf();
    const quality = { ...snapshot.quality, degraded: true };
    expect(scanRow({ regime, snapshot: { ...snapshot, quality } }, vrpOf()).degraded).toBe(true);
    expect(scanRow(readingOf(), vrpOf()).degraded).toBe(false);
  });

  test("is plain JSON", () => {
    const row = scanRow(readingOf(), vrpOf());
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });
});

const row = (symbol: string, cell: Cell, z: number | null): ScanRow => scanRowOf({ symbol: symbol as Ticker, cell, zScore: { ...scanRowOf().zScore, z } }); // prettier-ignore

describe("the order", () => {
  test("is A, B, C, D, in each the highest z first, none last, equal ones by symbol", () => {
    const rows = [
      row("D1", "D", 3),
      row("C1", "C", null),
      row("C2", "C", -1),
      row("C3", "C", 0.9),
      row("A1", "A", 1.2),
      row("B1", "B", 4),
      row("A3", "A", 2),
      row("A2", "A", 2),
    ];
    expect(sortScan(rows).map(({ symbol }) => symbol)).toEqual(["A2", "A3", "A1", "B1", "C3", "C2", "C1", "D1"]);
  });

  test("any scan: does not depend on the order it came in, and loses nobody", () => {
    fc.assert(fc.property(anyScan(20), ({ rows }) => {
      const sorted = sortScan(rows);
      expect(sortScan(rows.toReversed())).toEqual(sorted);
      expect(new Set(sorted)).toEqual(new Set(rows));
      for (const [i, one] of sorted.slice(1).entries()) expect(one.cell >= sorted[i]!.cell).toBe(true);
    }), { numRuns: 60 }); // prettier-ignore
  });
});
