import type { PublishedBlock } from "../../../engine/published.ts";
import type { PublishedNote } from "../../published.ts";
import { type Endpoint, givers, isExposure } from "./endpoints.ts";
import { covers, PLAN_NAME, type Plan } from "./plans.ts";
import type { Reach } from "./reach.ts";

export interface LackingOptions {
  readonly reach: Reach;
  /** The plan an endpoint would need; null when the key has it. */
  readonly missing: (endpoint: Endpoint) => Plan | null;
}

type PlanNote = Extract<PublishedNote, { kind: "plan" }>;

/** What of the wishes no endpoint of the key gives: one note per plan that would. What no plan gives is not mentioned. */
export function lackingPlans(
  wants: readonly PublishedBlock[],
  { reach, missing }: LackingOptions,
): readonly PlanNote[] {
  const possible = wants.filter((block) => !isExposure(block) || reach.kind !== "none");
  const byPlan = Map.groupBy(possible, (block) => smallest(givers(block).map(missing)));
  byPlan.delete(null);
  return [...byPlan].map(([plan, blocks]) => ({ kind: "plan", blocks, plan: PLAN_NAME[plan!] }));
}

/** The smallest plan that would do; null when one endpoint needs no other plan. */
const smallest = (plans: readonly (Plan | null)[]): Plan | null =>
  plans.reduce((least, plan) => (least === null || plan === null ? null : covers(plan, least) ? least : plan));

/** Each kind of trouble once, however many calls met it. */
export function uniqueNotes(notes: readonly PublishedNote[]): readonly PublishedNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}
