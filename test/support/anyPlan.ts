import * as fc from "fast-check";
import type { Plan, PlanWarning } from "../../src/engine/plan/types.ts";
import type { Structure } from "../../src/engine/vrp/types.ts";
import { planCase } from "./planCases.ts";

const STRUCTURES: readonly Structure[] = [
  "short_put_spread",
  "short_strangle",
  "iron_condor",
  "calendar_spread",
  "jade_lizard",
  "short_straddle",
];
const WARNINGS: readonly PlanWarning[] = [
  "no_level_put",
  "no_level_call",
  "thin_credit",
  "low_oi",
  "wide_spread",
  "flip_before_short",
  "only_at_mid",
  "negative_gamma",
  "undefined_risk",
  "no_z",
  "provisional_z",
  "degraded",
  "market_closed",
  "model_value",
];

/** Any plan of any structure, from a dime to an index, with levels that may lie anywhere. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    structure: fc.constantFrom(...STRUCTURES),
    spot: fc.double({ min: 3, max: 25_000, noNaN: true }),
    steps: fc.double({ min: 20, max: 400, noNaN: true }),
    iv: fc.double({ min: 0.06, max: 1.6, noNaN: true }),
    flip: fc.option(fc.double({ min: 0.7, max: 1.3, noNaN: true })),
    support: fc.option(fc.double({ min: 0.6, max: 1, noNaN: true })),
    resistance: fc.option(fc.double({ min: 1, max: 1.4, noNaN: true })),
    warnings: fc.subarray([...WARNINGS]),
    bankroll: fc.option(fc.double({ min: 100, max: 1e9, noNaN: true })),
    sample: fc.boolean(),
    closed: fc.boolean(),
  })
  .map(({ structure, spot, steps, iv, flip, support, resistance, warnings, bankroll, sample, closed }) => {
    const at = (part: number | null) => part && Number((part * spot).toFixed(2));
    const spacing = Math.max(0.5, Math.round(spot / steps));
    const plan = planCase(structure, { spot: Number(spot.toFixed(2)), spacing, iv });
    return {
      ...plan,
      levels: { flip: at(flip), support: at(support), resistance: at(resistance) },
      warnings: [...new Set([...plan.warnings, ...warnings])],
      size: { ...plan.size, bankroll, contracts: bankroll && Math.floor((0.02 * bankroll) / (100 * plan.maxLoss.usd)) },
      source: { ...plan.source, sample },
      session: closed ? ("closed" as const) : ("open" as const),
    };
  })
  // Strikes too coarse for two of them are no plan.
  .filter(({ maxLoss }) => maxLoss.usd > 0.01);
