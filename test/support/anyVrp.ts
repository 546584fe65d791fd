import * as fc from "fast-check";
import type { Estimator, Structure, VrpMissing, VrpReading, VrpWarning } from "../../src/engine/vrp/types.ts";
import { vrpOf, zScoreOf } from "./vrpReadings.ts";

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const points = (min: number, max: number) => maybe(fc.double({ min, max, noNaN: true }));
const vol = points(0.1, 480);
const premium = points(-400, 400);
const windows = (value: typeof vol) => fc.record({ 5: value, 10: value, 20: value, 30: value, 60: value });
const part = (max: number) => fc.double({ min: 0, max, noNaN: true });
const scored = fc.record({ value: maybe(part(100)), coverage: part(1) });

const STRUCTURES: readonly Structure[] = [
  "short_put_spread",
  "short_strangle",
  "iron_condor",
  "calendar_spread",
  "jade_lizard",
  "short_straddle",
];
const WARNINGS: readonly VrpWarning[] = [
  "event_risk",
  "negative_gamma",
  "poor_wing_liquidity",
  "term_inversion",
  "extreme_vrp",
  "insufficient_history_for_zscore",
  "iv_disagreement",
  "iv_one_sided",
  "split_in_history",
  "gap_in_history",
  "stale_history",
];

const strategies = fc.record(
  Object.fromEntries(
    STRUCTURES.map((structure) => [
      structure,
      fc.tuple(scored, fc.subarray(["no_premium", "gamma_not_positive", "event"] as const)).map(([one, gates]) => ({ ...one, gates })), // prettier-ignore
    ]),
  ),
) as unknown as fc.Arbitrary<VrpReading["strategies"]>;

const zScore = fc
  .tuple(
    fc.integer({ min: 0, max: 252 }),
    points(-90, 90),
    points(0.01, 40),
    premium,
    fc.constantFrom("cboe_index", "iv30", "atm30"),
    fc.constantFrom<VrpMissing>("no_iv_on_basis", "no_spread", "too_few_closes"),
  )
  .map(([n, mean, sd, today, basis, missing]) => {
    const score = zScoreOf(n, { basis, index: basis === "cboe_index" ? "VXAPL" : null, today });
    if (n < 20) return score;
    if (today === null || mean === null || sd === null)
      return { ...score, z: null, percentile: null, mean: null, sd: null, provisional: false, missing };
    return { ...score, mean, sd, z: (today - mean) / sd };
  });

/** Any reading of a premium, whether its figures fit together or not. */
export const anyVrp: fc.Arbitrary<VrpReading> = fc
  .record({
    zScore,
    realised: windows(vol),
    vrp: windows(premium),
    variancePremium: points(-4, 4),
    richness: points(-5, 1),
    fairVol: vol,
    convexityPremium: premium,
    slope: points(-3, 3),
    harvest: points(0, 1),
    flowRisk: fc.record({ value: part(100), coverage: part(1) }),
    netHarvest: points(0, 100),
    strategies,
    directional: fc.record({ downsideRv: vol, upsideRv: vol, downside: premium, upside: premium, skew25: premium }),
    term: fc.tuple(vol, vol, vol, vol, premium).map(([a, b, c, d, p]) => [
      { days: 7 as const, window: 5, iv: a, rv: b, vrp: p },
      { days: 14 as const, window: 10, iv: b, rv: c, vrp: p },
      { days: 30 as const, window: 20, iv: c, rv: d, vrp: p },
      { days: 60 as const, window: 42, iv: d, rv: a, vrp: p },
    ]),
    warnings: fc.subarray([...WARNINGS]),
    estimator: fc.constantFrom<Estimator>("close_to_close", "parkinson", "garman_klass", "yang_zhang"),
    split: maybe(fc.constant({ date: "2026-09-14", ratio: 4 })),
  })
  .map((values) => vrpOf(values));
