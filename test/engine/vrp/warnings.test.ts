import { describe, expect, test } from "vitest";
import type { VolSurface } from "../../../src/engine/vrp/surface.ts";
import { warningsOf, type WarningInput } from "../../../src/engine/vrp/warnings.ts";
import { zScore } from "../../../src/engine/vrp/zScore.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { rowsBefore } from "./history.ts";

const { vol } = snapshotOf();
const rows = rowsBefore(
  "2026-11-20",
  "iv30",
  Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 2 : 4)),
);
const standingAt = (today: number, from = rows) =>
  zScore({ basis: "iv30", index: null, rows: from, today, asOf: "2026-11-20", missing: null });
const CLEAN: WarningInput = {
  vol,
  closes: { bars: [], session: "2026-11-20", split: null, stale: false, late: false, missing: 0 },
  zScore: standingAt(3),
  slope: 0.1,
  negativeGamma: false,
  event: false,
};
const of = (input: Partial<WarningInput>) => warningsOf({ ...CLEAN, ...input });
const withVol = (input: Partial<VolSurface>) => of({ vol: { ...vol, ...input } });
const wing = (spreadPct: number | null) => ({ iv: 20, strike: 100, spreadPct });

describe("warnings", () => {
  test("are none on a clean day", () => {
    expect(of({})).toEqual([]);
  });

  test("tell what a seller should know first", () => {
    expect(of({ event: true })).toEqual(["event_risk"]);
    expect(of({ negativeGamma: true })).toEqual(["negative_gamma"]);
    expect(of({ zScore: standingAt(3, rows.slice(-19)) })).toEqual(["insufficient_history_for_zscore"]);
    expect(withVol({ atm30OneSided: true })).toEqual(["iv_one_sided"]);
  });

  test("a wing is illiquid from a spread of more than 15 % on either side; unknown is not wide", () => {
    expect(withVol({ put25: wing(15.1) })).toEqual(["poor_wing_liquidity"]);
    expect(withVol({ call25: wing(15.1) })).toEqual(["poor_wing_liquidity"]);
    expect(withVol({ put25: wing(15), call25: wing(null) })).toEqual([]);
    expect(withVol({ put25: null, call25: null })).toEqual([]);
  });

  test("a term structure is inverted when it falls, not when it is flat or unknown", () => {
    expect(of({ slope: -0.001 })).toEqual(["term_inversion"]);
    expect([of({ slope: 0 }), of({ slope: null })]).toEqual([[], []]);
  });

  test("a premium is extreme from 2.5 deviations, either way", () => {
    const { mean, sd } = standingAt(3);
    const away = (z: number) => of({ zScore: standingAt(mean! + z * sd!) });
    expect([away(2.51), away(-2.51)]).toEqual([["extreme_vrp"], ["extreme_vrp"]]);
    expect([away(2.49), away(-2.49)]).toEqual([[], []]);
  });

  test("our IV and the feed's disagree when they are more than a tenth apart", () => {
    expect(withVol({ atm30: 22.1, iv30: 20 })).toEqual(["iv_disagreement"]);
    expect(withVol({ atm30: 17.9, iv30: 20 })).toEqual(["iv_disagreement"]);
    expect(withVol({ atm30: 22, iv30: 20 })).toEqual([]);
    expect(withVol({ atm30: null })).toEqual([]);
  });

  test("history has a split, a gap, or ends too early", () => {
    const closes = (of: Partial<WarningInput["closes"]>) => ({ closes: { ...CLEAN.closes, ...of } });
    expect(of(closes({ split: { date: "2026-10-01", ratio: 4 } }))).toEqual(["split_in_history"]);
    expect(of(closes({ missing: 1 }))).toEqual(["gap_in_history"]);
    expect(of(closes({ late: true }))).toEqual(["stale_history"]);
  });
});
