/** The vendor's plans as its reference has them; written down here once more, so that a slip in ours is seen. */
export type FakePlan = "free" | "basic" | "growth" | "alpha";

export const ORDER: readonly FakePlan[] = ["free", "basic", "growth", "alpha"];
export const NAME: Readonly<Record<FakePlan, string>> = {
  free: "Free",
  basic: "Basic",
  growth: "Growth",
  alpha: "Alpha",
};
export const DAILY: Readonly<Record<FakePlan, number | "unlimited">> = {
  free: 5,
  basic: 250,
  growth: 2_500,
  alpha: "unlimited",
};

export type FakeEndpoint = "levels" | "gex" | "dex" | "vex" | "chex" | "sheet" | "vrp" | "vrpHistory";
export const ENDPOINTS: readonly FakeEndpoint[] = ["levels", "gex", "dex", "vex", "chex", "sheet", "vrp", "vrpHistory"];
/** Those that are of the symbol as a whole. */
export const WITHOUT_EXPIRY: readonly FakeEndpoint[] = ["levels", "vrp", "vrpHistory"];

const INDICES = new Set(["SPX", "NDX", "RUT", "XSP", "DJX", "VIX", "SOX"]);

export interface Asked {
  readonly endpoint: FakeEndpoint;
  readonly symbol: string;
  readonly expiration: string | null;
}

/** The smallest plan the vendor sells the request with. SOX is an index our list does not know. */
export function requiredPlan({ endpoint, symbol, expiration }: Asked, today: string): FakePlan {
  const plans: FakePlan[] = ["free"];
  if (endpoint === "gex" && expiration === null) plans.push("growth");
  if (endpoint === "dex" || endpoint === "vex" || endpoint === "chex") plans.push("basic");
  if (endpoint === "sheet") plans.push("growth");
  if (endpoint === "vrp" || endpoint === "vrpHistory") plans.push("alpha");
  if (expiration === today) plans.push("growth");
  if (INDICES.has(symbol)) plans.push("basic");
  return ORDER.findLast((plan) => plans.includes(plan))!;
}
