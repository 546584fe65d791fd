import { describe, expect, test } from "vitest";
import { averageDollarVolume } from "../../../src/engine/dollarVolume.ts";
import { dealerFlowRisk } from "../../../src/engine/vrp/harvest.ts";
import { strategyScores } from "../../../src/engine/vrp/strategies.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { barsTo, rowsBefore, swinging } from "./history.ts";
import { BARS, FRIDAY, premiums, read, RV20, TODAY } from "./morning.ts";

describe("history", () => {
  test("of none leaves implied volatility, gamma and the cell, each gap with its reason", () => {
    const reading = read({ bars: [], rows: [] });
    expect(reading.iv!.value).toBe(18.45);
    expect(reading).toMatchObject({ realisedTo: null, variancePremium: null, harvest: null, netHarvest: null });
    expect(reading.missing).toMatchObject({ vrp20: "too_few_closes", downside: "too_few_closes", z: "too_few_closes" });
    expect(reading.warnings).toEqual([]);
    expect(reading.flowRisk.coverage, "no volume either").toBeCloseTo(0.65, 12);
  });

  test("of 19 rows has no z and says so, of 20 a provisional one, of 60 a plain one", () => {
    const rows = (n: number) => read({ rows: rowsBefore(TODAY, "iv30", premiums(n)) });
    expect(rows(19).warnings).toContain("insufficient_history_for_zscore");
    expect(rows(19).missing).toMatchObject({ z: "warmup", harvest: "no_z" });
    expect(rows(59)).toMatchObject({ zScore: { provisional: true, missing: null }, warnings: [] });
    expect(rows(60).zScore.provisional).toBe(false);
  });

  test("with a split is used from the split on, and says so", () => {
    const bars = [...barsTo("2026-10-09", swinging(40, 0.0065, 400), 250_000), ...BARS.slice(-30)];
    const reading = read({ bars });
    expect(reading).toMatchObject({ split: { ratio: 4 }, realised: { 60: null } });
    expect(reading.realised[20], "as if it had never been").toBe(RV20);
    expect(reading.warnings).toContain("split_in_history");
  });

  test("over Thanksgiving has no gap; a session without a bar is one", () => {
    const quoteTime = "2026-11-30T17:00:00Z";
    const bars = barsTo("2026-11-27", swinging(61, 0.0065));
    expect(read({ bars }, { quoteTime }).warnings).toEqual([]);
    expect(read({ bars: bars.toSpliced(50, 1) }, { quoteTime }).warnings).toEqual(["gap_in_history"]);
  });

  test("that ended more than three sessions ago is not today's volatility", () => {
    const reading = read({ bars: barsTo("2026-11-17", swinging(61, 0.0065)) });
    expect(reading).toMatchObject({
      realised: { 20: null },
      realisedTo: null,
      missing: { vrp20: "stale_closes", z: "stale_closes" },
    });
    expect(reading.warnings).toContain("stale_history");
  });
});

describe("what follows", () => {
  test("regime, warnings and gates hear of a known event", () => {
    const term = { 7: 30, 14: 25, 30: 18.45, 60: 19.5 };
    const { regime, warnings, strategies } = read({}, { event: true, surface: { term } });
    expect(regime).toBe("event_only");
    expect(warnings).toEqual(["event_risk", "term_inversion"]);
    expect(strategies.short_put_spread.gates).toContain("event");
  });

  test("the cell is gamma's sign and a z of 1 or more", () => {
    const high = { rows: rowsBefore(TODAY, "iv30", premiums(60).map((vrp) => vrp - 4)) }; // prettier-ignore
    expect(read(high).zScore.z!).toBeGreaterThan(1);
    const net = (gex: number) => ({ net: { ...snapshotOf().net, gex } });
    expect([read(high, net(1e9)).cell, read(high, net(-1e9)).cell]).toEqual(["A", "B"]);
    const low = { rows: rowsBefore(TODAY, "iv30", premiums(60).map((vrp) => vrp + 9)) }; // prettier-ignore
    expect([read(low, net(1e9)).cell, read(low, net(-1e9)).cell]).toEqual(["C", "D"]);
    expect(read(high, net(1e9)).regime).toBe("harvestable");
    expect(read(high, net(-1e9)).warnings).toContain("negative_gamma");
  });

  test("scores are worked out from the very figures that are shown", () => {
    // A billion shares a day at about $100; VEX is 8 % of that, GEX 4 %.
    const bars = barsTo(FRIDAY, swinging(61, 0.0065), 1e9);
    const net = { ...snapshotOf().net, gex: 4e9, vex: 8e9 };
    const reading = read({ bars }, { net });
    const { harvest, flowRisk, netHarvest, gammaSupport, zScore, vrp, directional, term, slope } = reading;
    const { levels, spot } = snapshotOf();
    const distancePct = (100 * Math.abs(spot - levels.flip.price!)) / spot;
    const adv = averageDollarVolume(bars, TODAY);
    const gamma = "positive";
    const input = { gamma, distancePct, stability: null, netGex: net.gex, netVex: net.vex, adv } as const;
    expect(flowRisk).toEqual(dealerFlowRisk({ ...input, zeroDteShare: snapshotOf().zeroDteShare }));
    expect(netHarvest).toBeCloseTo(100 * harvest! * (1 - flowRisk.value / 100), 9);
    const width = (levels.resistance!.strike - levels.support!.strike) / (2 * spot * 0.1845 * Math.sqrt(30 / 365));
    const scores = strategyScores({
      gamma,
      gammaSupport,
      flowRisk: flowRisk.value,
      z: zScore.z,
      iv: 18.45,
      vrp20: vrp[20],
      put25: 21.03,
      call25: 16.82,
      downsideVrp: directional.downside,
      upsideVrp: directional.upside,
      iv7: 15.89,
      vrp7: term[0]!.vrp,
      slope,
      range: width,
      spreadPct: 2,
      event: false,
    });
    expect(reading.strategies).toEqual(scores);
  });

  test("room for a strangle is from support to resistance, in expected moves of 30 days", () => {
    const move = 603.42 * 0.1845 * Math.sqrt(30 / 365);
    const walls = (width: number | null) => {
      const { levels } = snapshotOf();
      const at = (strike: number) => ({ strike, gex: 1e9, strength: 0.5 });
      const support = width === null ? null : at(603.42 - width * move);
      return read({}, { levels: { ...levels, support, resistance: at(603.42 + (width ?? 0) * move) } }).strategies
        .iron_condor;
    };
    expect(walls(1.6).value! - walls(0.8).value!).toBe(15);
    expect(walls(null).coverage).toBeCloseTo(0.85, 12);
  });
});
