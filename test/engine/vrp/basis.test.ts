import { describe, expect, test } from "vitest";
import type { DailySnapshot } from "../../../src/engine/vrp/types.ts";
import { row, rowOf, rowsBefore } from "./history.ts";
import { FRIDAY, premiums, read, RV20, TODAY, VIX } from "./morning.ts";

describe("what the z-score is measured on", () => {
  const both = (date: string, index: number, feed: number): DailySnapshot => {
    const { iv } = row(date);
    return row(date, { iv: { ...iv, cboe_index: index, iv30: feed }, realised: { ...row(date).realised, 20: 10 } });
  };

  test("is the feed's IV for a symbol without an index: today's against stored rows of it", () => {
    const { zScore } = read();
    expect(zScore).toMatchObject({ basis: "iv30", index: null, n: 60, asOf: TODAY, provisional: false, missing: null });
    expect(zScore.today, "not the level of 18.45").toBeCloseTo(18.3 - RV20, 12);
  });

  test("is the index where the exchange has one, its last close against closes up to that day", () => {
    const rows = [...rowsBefore(FRIDAY, "cboe_index", premiums(60)), rowOf(FRIDAY, "cboe_index", 9)];
    const { zScore } = read({ rows, volIndex: VIX });
    expect(zScore).toMatchObject({ basis: "cboe_index", index: "VIX", n: 60, asOf: FRIDAY, today: 9 });
  });

  test("is one and the same for today and history, whatever else the rows hold", () => {
    const rows = rowsBefore(TODAY, "iv30", premiums(60)).map(({ date }, i) => both(date, 30 + (i % 3), 14 + (i % 5)));
    expect(read({ rows }).zScore).toMatchObject({ basis: "iv30", mean: 6 });
    expect(read({ rows, volIndex: VIX }).zScore).toMatchObject({ basis: "cboe_index", n: 59, asOf: FRIDAY });
  });

  test("does not switch on a day without the feed's IV: there is no z then", () => {
    const { zScore, missing, cell, vrpUnavailable } = read({}, { surface: { iv30: null } });
    expect(zScore).toMatchObject({ basis: "iv30", z: null, missing: "no_iv_on_basis" });
    expect(missing).toMatchObject({ z: "no_iv_on_basis", harvest: "no_z", netHarvest: "no_z" });
    expect(["C", "D"], "missing is not high").toContain(cell);
    expect(vrpUnavailable).toBe(true);
  });

  test("is ours for a symbol that never had the feed's", () => {
    const rows = rowsBefore(TODAY, "atm30", premiums(60));
    const { zScore } = read({ rows }, { surface: { iv30: null } });
    expect(zScore).toMatchObject({ basis: "atm30", n: 60, missing: null });
    expect(zScore.today).toBeCloseTo(18.45 - RV20, 12);
  });

  test("falls to the feed's IV when the index is no longer published, on rows of that alone", () => {
    const rows = [...rowsBefore("2026-11-16", "cboe_index", premiums(200)), ...rowsBefore(TODAY, "iv30", premiums(5))];
    const { zScore, missing } = read({ rows, volIndex: { name: "VXAPL", state: "gone" } });
    expect(zScore).toMatchObject({ basis: "iv30", index: null, n: 5, z: null, missing: "warmup" });
    expect(missing.z).toBe("warmup");
  });

  test("has no z when the last close of the index is more than three sessions old, or lacks its realised volatility", () => {
    const old = rowsBefore("2026-11-18", "cboe_index", premiums(60));
    expect(read({ rows: old, volIndex: VIX }).zScore).toMatchObject({ z: null, missing: "no_iv_on_basis", asOf: null });
    const bare = rowsBefore(TODAY, "cboe_index", premiums(60)).map(({ date, iv }) => row(date, { iv }));
    expect(read({ rows: bare, volIndex: VIX }).zScore).toMatchObject({ z: null, missing: "too_few_closes" });
    const lagging = [
      ...rowsBefore(FRIDAY, "cboe_index", premiums(60)),
      row(FRIDAY, { iv: { ...row(FRIDAY).iv, cboe_index: 20 } }),
    ];
    expect(read({ rows: lagging, volIndex: VIX }).zScore, "the day before has both").toMatchObject({
      asOf: "2026-11-19",
      n: 59,
    });
  });
});
