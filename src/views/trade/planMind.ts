import type { Plan, PlanWarning } from "../../engine/plan/types.ts";
import { part } from "./planEdge.ts";

const WARNINGS: Readonly<Record<PlanWarning, (plan: Plan) => string>> = {
  no_level_put: () =>
    "The short put stands at a delta: no listed strike lies beyond both support and the expected move.",
  no_level_call: () => "The short call stands at a delta: no listed strike lies beyond both resistance and the expected move.", // prettier-ignore
  thin_credit: ({ credit, width }) => `Thin credit: ${part(credit / (width || 1))} of the width, below a fifth.`,
  low_oi: () => "A leg has less than 250 contracts of open interest.",
  wide_spread: () => "A leg is quoted wider than 15 % of its mid.",
  flip_before_short: () => "The flip lies between spot and the short put: gamma turns before the strike is reached.",
  only_at_mid: () => "**Only at the mid**: sold at the bid and bought at the ask nothing is expected of it.",
  negative_gamma: () => "Negative γ: hedging leans with moves, which is when sold options lose most.",
  undefined_risk: () => "Undefined risk: the loss can exceed anything shown, and so can a margin call.",
  no_z: () => "No z-score: the cell rests on gamma alone.",
  provisional_z: () => "The z-score is provisional: it rests on fewer than 60 days.",
  degraded: () => "Data quality of the chain is reduced, and the levels with it.",
  market_closed: () => "Market closed: quotes of the last close, which nobody trades at.",
  model_value: () => "Value and breakevens at the first expiry are the model's: the later month at its IV of today.",
};

/** What to mind about a plan, a sentence each, in the engine's order. */
export const mindLines = (plan: Plan): string[] => plan.warnings.map((warning) => WARNINGS[warning](plan));
