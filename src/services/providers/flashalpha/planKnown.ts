import { type Plan, planOfLimit } from "./plans.ts";

export interface PlanKnown {
  /** Null while nothing is known. */
  plan(): Plan | null;
  /** The vendor named the plan (403, 429). */
  told(plan: Plan | null): void;
}

export interface PlanKnownOptions {
  /** As the operator set it; null: find out. */
  readonly setting: Plan | null;
  readonly limit: () => number | "unlimited" | null;
  /** The plan is another one than before. */
  readonly onChange: () => void;
}

/**
 * What plan the key has: by the vendor's own word, else by the setting, else by the number of calls a day. A word counts
 * until the number of calls changes, which is what an upgrade looks like.
 */
export function createPlanKnown({ setting, limit, onChange }: PlanKnownOptions): PlanKnown {
  let word: { readonly plan: Plan; readonly limit: number | "unlimited" | null } | null = null;
  let last = find();

  function find(): Plan | null {
    if (word && word.limit !== null && word.limit !== limit()) word = null;
    return word?.plan ?? setting ?? planOfLimit(limit());
  }

  return {
    plan() {
      const plan = find();
      if (plan !== last && last !== null) onChange();
      return (last = plan);
    },
    told(plan) {
      if (plan !== null) word = { plan, limit: limit() };
    },
  };
}
