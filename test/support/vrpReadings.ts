import type { VrpReading, ZScore } from "../../src/engine/vrp/types.ts";
import { classifyCell, type Reading } from "../../src/engine/regime.ts";
import type { VrpAnswer } from "../../src/views/exposures/view.ts";
import { snapshotOf } from "./snapshots.ts";
import { readSnapshot } from "../../src/engine/regime.ts";

/** Weekdays before Nov 23, 2026, ascending. */
export function weekdaysBefore(count: number): string[] {
  const dates: string[] = [];
  for (let day = Date.parse("2026-11-20"); dates.length < count; day -= 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) dates.unshift(date.toISOString().slice(0, 10));
  }
  return dates;
}

/** A z-score over so many days whose mean is 3 and whose spread is about 2 points. */
export function zScoreOf(n: number, overrides: Partial<ZScore> = {}): ZScore {
  const history = weekdaysBefore(n).map((date, index) => ({
    date,
    vrp: 3 + 2 * Math.sin(index / 9) + 1.4 * Math.sin(index * 1.7),
  }));
  const enough = n >= 20;
  return {
    basis: "cboe_index",
    index: "VIX",
    n,
    today: 5.9,
    asOf: "2026-11-23",
    z: enough ? 1.45 : null,
    percentile: enough ? 93.2 : null,
    mean: enough ? 3 : null,
    sd: enough ? 2 : null,
    provisional: enough && n < 60,
    missing: enough ? null : "warmup",
    history,
    ...overrides,
  };
}

/** What selling options in the snapshot of `snapshots.ts` is paid for, made without the engine. */
export function vrpOf(overrides: Partial<VrpReading> = {}, gamma: Reading["regime"]["gamma"] = "positive"): VrpReading {
  const zScore = overrides.zScore ?? zScoreOf(252);
  return {
    symbol: readSnapshot(snapshotOf()).snapshot.symbol,
    quoteTime: "2026-11-23T14:45:00Z",
    iv: { value: 18.45, basis: "atm30" },
    estimator: "close_to_close",
    closeToClose: { rv20: 13.04, z: zScore.z },
    realisedTo: "2026-11-20",
    realised: { 5: 12.77, 10: 12.6, 20: 13.04, 30: 13.9, 60: 14.8 },
    estimators: { parkinson: 12.1, garmanKlass: 12.3, yangZhang: 13.4 },
    vrp: { 5: 5.68, 10: 5.85, 20: 5.41, 30: 4.55, 60: 3.65 },
    variancePremium: 0.017,
    richness: 0.293,
    fairVol: 20.1,
    convexityPremium: 1.65,
    zScore,
    directional: { downsideRv: 13.68, upsideRv: 12.61, downside: 7.35, upside: 4.21, skew25: 4.21 },
    term: [
      { days: 7, window: 5, iv: 15.89, rv: 12.77, vrp: 3.12 },
      { days: 14, window: 10, iv: 17.1, rv: 12.6, vrp: 4.5 },
      { days: 30, window: 20, iv: 18.45, rv: 13.04, vrp: 5.41 },
      { days: 60, window: 42, iv: 19.5, rv: 14.3, vrp: 5.2 },
    ],
    slope: 0.196,
    ...cellOf(gamma, zScore.z),
    gammaSupport: 0.75,
    harvest: zScore.z === null ? null : 0.72,
    flowRisk: { value: 18.1, coverage: 1 },
    netHarvest: zScore.z === null ? null : 59,
    strategies: {
      short_put_spread: { value: 68, coverage: 1, gates: [] },
      short_strangle: { value: 71, coverage: 1, gates: [] },
      iron_condor: { value: 70, coverage: 0.9, gates: [] },
      calendar_spread: { value: 78, coverage: 1, gates: [] },
      jade_lizard: { value: 75, coverage: 1, gates: [] },
      short_straddle: { value: 70, coverage: 1, gates: [] },
    },
    regime: zScore.z === null ? "fair_value" : "harvestable",
    warnings: zScore.z === null ? ["insufficient_history_for_zscore"] : [],
    split: null,
    missing: zScore.z === null ? { z: "warmup", harvest: "no_z", netHarvest: "no_z" } : {},
    ...overrides,
  };
}

const cellOf = (gamma: Reading["regime"]["gamma"], z: number | null) => classifyCell(gamma, z);

/** The same with a record that lacks nothing, and no vendor. */
export const vrpAnswerOf = (overrides: Partial<VrpReading> = {}, rest: Partial<VrpAnswer> = {}): VrpAnswer => ({
  reading: vrpOf(overrides),
  volIndex: { name: "VIX", state: "published" },
  notes: [],
  madeUp: false,
  vendor: null,
  ...rest,
});

/** Nothing that a chain without quotes and a symbol without a past could say. */
export const nothingKnown = (): VrpReading => {
  const none = { value: null, coverage: 0.2, gates: [] } as const;
  const empty = { 5: null, 10: null, 20: null, 30: null, 60: null } as const;
  return vrpOf({
    iv: null,
    closeToClose: { rv20: null, z: null },
    realisedTo: null,
    realised: empty,
    vrp: empty,
    estimators: { parkinson: null, garmanKlass: null, yangZhang: null },
    variancePremium: null,
    richness: null,
    fairVol: null,
    convexityPremium: null,
    zScore: zScoreOf(0, { basis: "iv30", index: null, today: null, asOf: null }),
    directional: { downsideRv: null, upsideRv: null, downside: null, upside: null, skew25: null },
    term: [7, 14, 30, 60].map((days) => ({ days: days as 7, window: 5, iv: null, rv: null, vrp: null })),
    slope: null,
    harvest: null,
    flowRisk: { value: 55, coverage: 0.4 },
    netHarvest: null,
    strategies: {
      short_put_spread: none,
      short_strangle: none,
      iron_condor: none,
      calendar_spread: none,
      jade_lizard: none,
      short_straddle: none,
    },
    missing: {
      iv: "no_iv",
      vrp20: "no_iv",
      z: "warmup",
      downside: "no_wing",
      upside: "no_wing",
      slope: "no_term_node",
      harvest: "no_z",
      netHarvest: "no_z",
      short_put_spread: "low_coverage",
    },
  });
};

/** Premiums that break pictures and wording, by name. */
export const VRP_CASES: Readonly<Record<string, () => VrpReading>> = {
  "252 days": () => vrpOf(),
  "no history": () => nothingKnown(),
  "closes, but no IV on record": () => vrpOf({ zScore: zScoreOf(0) }),
  "one day": () => vrpOf({ zScore: zScoreOf(1) }),
  "19 days": () => vrpOf({ zScore: zScoreOf(19) }),
  "20 days": () => vrpOf({ zScore: zScoreOf(20) }),
  "59 days": () => vrpOf({ zScore: zScoreOf(59) }),
  "60 days": () => vrpOf({ zScore: zScoreOf(60) }),
  "negative premium": () =>
    vrpOf({
      vrp: { 5: -12, 10: -8.4, 20: -6.3, 30: -2, 60: 0.1 },
      zScore: zScoreOf(252, { today: -7.4, z: -5.2, percentile: 0 }),
      directional: { downsideRv: 30, upsideRv: 20, downside: -9, upside: -3.2, skew25: 4.2 },
      regime: "toxic_short_vol",
      warnings: ["negative_gamma", "extreme_vrp", "term_inversion"],
      netHarvest: 1.2,
      harvest: 0.05,
    }),
  "nine sigmas": () => vrpOf({ zScore: zScoreOf(252, { today: 121, z: 59, percentile: 100 }), warnings: ["extreme_vrp"] }), // prettier-ignore
  "no IV today": () =>
    vrpOf({
      zScore: zScoreOf(252, {
        today: null,
        asOf: null,
        z: null,
        percentile: null,
        mean: null,
        sd: null,
        missing: "no_iv_on_basis",
      }),
    }),
  "a month without rows": () => {
    const whole = zScoreOf(120);
    const history = whole.history.filter((_, index) => index < 40 || index > 62);
    return vrpOf({ zScore: { ...whole, history, n: history.length }, warnings: ["gap_in_history"] });
  },
  "a split in the history": () =>
    vrpOf({ zScore: zScoreOf(34), split: { date: "2026-09-14", ratio: 4 }, warnings: ["split_in_history"] }),
  "another estimator": () =>
    vrpOf({ estimator: "garman_klass", zScore: zScoreOf(252, { basis: "iv30", index: null, z: 0.4 }) }),
  "one wing": () =>
    vrpOf({ directional: { downsideRv: 13.7, upsideRv: 12.6, downside: null, upside: null, skew25: null } }),
};
