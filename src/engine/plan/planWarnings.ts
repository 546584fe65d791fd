import type { ExposureSnapshot } from "../snapshot.ts";
import type { VrpReading } from "../vrp/types.ts";
import type { Plan, PlanWarning } from "./types.ts";

const LEAST_CREDIT = 0.2;
const LEAST_OI = 250;
const WIDEST_SPREAD = 0.15;

/** What a reader has to know of a plan before he likes it, in a fixed order. @param atDelta short strikes without a level */
export function planWarnings(
  plan: Omit<Plan, "warnings" | "passedOver">,
  {
    atDelta,
    vrp,
    quality,
  }: {
    readonly atDelta: readonly PlanWarning[];
    readonly vrp: Pick<VrpReading, "zScore">;
    readonly quality: ExposureSnapshot["quality"];
  },
): PlanWarning[] {
  const { legs, width, credit, maxLoss, gamma, session, z } = plan;
  const holds: readonly (readonly [PlanWarning, boolean])[] = [
    ["thin_credit", width !== null && credit < LEAST_CREDIT * width],
    ["low_oi", legs.some(({ oi }) => oi < LEAST_OI)],
    ["wide_spread", legs.some(({ bid, ask, mid }) => ask - bid > WIDEST_SPREAD * mid)],
    ["flip_before_short", plan.earlyWarning !== null],
    ["only_at_mid", plan.edge.evAtNatural <= 0],
    ["negative_gamma", gamma === "negative"],
    ["undefined_risk", maxLoss.kind === "stress"],
    ["no_z", z === null],
    ["provisional_z", z !== null && vrp.zScore.provisional],
    ["degraded", quality.degraded],
    ["market_closed", session === "closed"],
    ["model_value", maxLoss.kind === "debit"],
  ];
  return [...atDelta, ...holds.flatMap(([warning, held]) => (held ? [warning] : []))];
}
