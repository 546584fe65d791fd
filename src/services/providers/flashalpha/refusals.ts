import type { NyDate } from "../../../engine/snapshot.ts";
import type { StaleReason } from "../../../errors.ts";
import { isIndex } from "../../indices.ts";
import { type Call, callKey, planFor } from "./endpoints.ts";
import { covers, type Plan } from "./plans.ts";

export interface PlanRefusal {
  readonly call: Call;
  /** The plan that has it, by the vendor's word or else by our table. */
  readonly needed: Plan;
  /** The plan the key is known or taken to have. */
  readonly current: Plan;
  readonly today: NyDate;
}

/** What the vendor said no to and for how long that is believed, so that no call is spent on hearing it again. */
export interface Refusals {
  /** The key lacks an endpoint for this kind of symbol and expiry. */
  refusePlan(refusal: PlanRefusal): void;
  /** The plan that has the call; null while the key is not known to lack it. */
  planRefused(call: Call, today: NyDate): Plan | null;
  /** Another plan: what the old one lacked says nothing any more. */
  forgetPlans(): void;
  refuseSymbol(call: Call): void;
  /** The same call is not made again for a while. */
  rest(call: Call, reason: StaleReason, ms: number): void;
  /** Why the call would be in vain; null when it may be made. */
  reasonAgainst(call: Call): StaleReason | null;
  refuseKey(): void;
  keyIsRefused(): boolean;
}

const MINUTE = 60_000;
const PLAN_MS = 24 * 60 * MINUTE;
const SYMBOL_MS = 15 * MINUTE;
const KEY_MS = 15 * MINUTE;
const CAPACITY = 5_000;

export function createRefusals(now: () => number): Refusals {
  const plans = createMemory<Plan>(now);
  const symbols = createMemory<StaleReason>(now);
  const calls = createMemory<StaleReason>(now);
  let keyUntil = 0;
  return {
    refusePlan({ call, needed, current, today }) {
      // What our table says the plan has was refused for this symbol, not for its kind.
      const forSymbolOnly = covers(current, planFor(call, today));
      plans.set(forSymbolOnly ? callKey(call) : kindOf(call, today), needed, PLAN_MS);
    },
    planRefused: (call, today) => plans.get(callKey(call)) ?? plans.get(kindOf(call, today)),
    forgetPlans: plans.clear,
    refuseSymbol: ({ symbol }) => symbols.set(symbol, "unknown-symbol", SYMBOL_MS),
    rest: (call, reason, ms) => calls.set(callKey(call), reason, ms),
    reasonAgainst: (call) => symbols.get(call.symbol) ?? calls.get(callKey(call)),
    refuseKey: () => void (keyUntil = now() + KEY_MS),
    keyIsRefused: () => keyUntil > now(),
  };
}

function kindOf({ endpoint, symbol, expiration }: Call, today: NyDate): string {
  const expiry = expiration === null ? "all" : expiration === today ? "today" : "later";
  return `${isIndex(symbol) ? "index" : "stock"} ${endpoint} ${expiry}`;
}

/** Remembers a bounded number of things for a given time each; the oldest leaves first. */
function createMemory<Value>(now: () => number) {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key: string): Value | null {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.value;
      entries.delete(key);
      return null;
    },
    set(key: string, value: Value, ms: number): void {
      if (entries.size >= CAPACITY) entries.delete(entries.keys().next().value!);
      entries.set(key, { value, until: now() + ms });
    },
    clear: () => entries.clear(),
  };
}
