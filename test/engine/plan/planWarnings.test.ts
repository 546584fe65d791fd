import { describe, expect, test } from "vitest";
import { planWarnings } from "../../../src/engine/plan/planWarnings.ts";
import type { Leg, Plan, PlanWarning } from "../../../src/engine/plan/types.ts";
import { planOf } from "../../support/plans.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { zScoreOf } from "../../support/vrpReadings.ts";

/** Nothing to mind: 3.2 on a width of 15, thick legs a cent or so wide, no flip on the way. */
const calm = planOf({ credit: 3.2, earlyWarning: null });
const { quality } = snapshotOf();
const warnings = (plan: Partial<Plan> = {}, rest: Partial<Parameters<typeof planWarnings>[1]> = {}) =>
  planWarnings({ ...calm, ...plan }, { atDelta: [], vrp: { zScore: zScoreOf(252) }, quality, ...rest });
const withLeg = (leg: Partial<Leg>): Partial<Plan> => ({ legs: [calm.legs[0]!, { ...calm.legs[1]!, ...leg }] });

test("a plan in order warns of nothing", () => expect(warnings()).toEqual([]));

describe("a plan warns", () => {
  test.each<[string, PlanWarning, Partial<Plan>, Partial<Plan>]>([
    ["of a credit below a fifth of the width", "thin_credit", { credit: 2.99 }, { credit: 3 }],
    ["of a leg that few hold", "low_oi", withLeg({ oi: 249 }), withLeg({ oi: 250 })],
    ["of a wide leg", "wide_spread", withLeg({ bid: 1.8, ask: 2.2, mid: 2 }), withLeg({ bid: 1.9, ask: 2.19, mid: 2 })],
    ["of a flip on the way to the short put", "flip_before_short", { earlyWarning: 594 }, { earlyWarning: null }],
    [
      "when crossing the spreads takes the gain",
      "only_at_mid",
      { edge: { ...calm.edge, evAtNatural: 0 } },
      { edge: { ...calm.edge, evAtNatural: 0.01 } },
    ],
    ["of negative gamma", "negative_gamma", { gamma: "negative" }, { gamma: "positive" }],
    [
      "of a loss without bound",
      "undefined_risk",
      { maxLoss: { usd: 90, kind: "stress" }, width: null },
      { maxLoss: { usd: 90, kind: "defined" }, width: null },
    ],
    ["of a missing z", "no_z", { z: null }, { z: 0 }],
    ["of a closed market", "market_closed", { session: "closed" }, { session: "open" }],
    [
      "of a value by a model",
      "model_value",
      { maxLoss: { usd: 4, kind: "debit" }, width: null },
      { maxLoss: { usd: 4, kind: "defined" }, width: null },
    ],
  ])("%s", (_, warning, with_, without) => {
    expect(warnings(with_)).toEqual([warning]);
    expect(warnings(without)).not.toContain(warning);
  });

  test("of a z on few days, unless there is none", () => {
    const vrp = { zScore: zScoreOf(40) };
    expect(warnings({}, { vrp })).toEqual(["provisional_z"]);
    expect(warnings({ z: null }, { vrp })).toEqual(["no_z"]);
  });

  test("of degraded open interest", () => {
    expect(warnings({}, { quality: { ...quality, degraded: true } })).toEqual(["degraded"]);
  });

  test("of strikes without a level before anything else", () => {
    expect(warnings({ gamma: "negative" }, { atDelta: ["no_level_put", "no_level_call"] })).toEqual([
      "no_level_put",
      "no_level_call",
      "negative_gamma",
    ]);
  });
});
