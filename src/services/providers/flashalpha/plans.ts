/** The vendor's plans, the smaller first. Each has everything of those before it. */
const PLANS = ["free", "basic", "growth", "alpha"] as const;
export type Plan = (typeof PLANS)[number];

/** As the vendor writes them. */
export const PLAN_NAME: Readonly<Record<Plan, string>> = {
  free: "Free",
  basic: "Basic",
  growth: "Growth",
  alpha: "Alpha",
};

const MINUTE = 60_000;
const FRESH_MS: Readonly<Record<Plan, number>> = {
  free: 60 * MINUTE,
  basic: 10 * MINUTE,
  growth: 2 * MINUTE,
  alpha: MINUTE / 2,
};

/** For how long, in ms, asking again is not worth a call of the plan; a plan not known yet may be the smallest. */
export const freshFor = (plan: Plan | null): number => FRESH_MS[plan ?? "free"];

export const covers = (plan: Plan, needed: Plan): boolean => PLANS.indexOf(plan) >= PLANS.indexOf(needed);

export const larger = (a: Plan, b: Plan): Plan => (covers(a, b) ? a : b);

/** A plan by the vendor's word for it, in any case; null for "unknown", "undetermined" and whatever else it may write. */
export function parsePlan(text: unknown): Plan | null {
  const word = typeof text === "string" ? text.trim().toLowerCase() : "";
  return PLANS.find((plan) => plan === word) ?? null;
}

/**
 * The plan that has this many calls a day: 5 or 10 are Free (the vendor documents both), 250 Basic, 2,500 Growth. Between
 * two it is the smaller: what is not covered then costs an answer, what is not there would cost a call.
 */
export function planOfLimit(limit: number | "unlimited" | null): Plan | null {
  if (limit === null) return null;
  if (limit === "unlimited") return "alpha";
  return limit >= 2_500 ? "growth" : limit >= 250 ? "basic" : "free";
}
