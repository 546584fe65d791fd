import { utcToNewYork } from "../../../engine/newYork.ts";
import type { StaleReason } from "../../../errors.ts";
import type { HttpResponse } from "../../http.ts";
import type { PublishedNote } from "../../published.ts";
import { type Call, isOfChain, planFor } from "./endpoints.ts";
import { readFigures } from "./figures.ts";
import type { Ledger, Turn } from "./ledger.ts";
import type { Notices } from "./notices.ts";
import type { PlanKnown } from "./planKnown.ts";
import { covers, freshFor, parsePlan, type Plan } from "./plans.ts";
import { isSoon, nextUtcMidnight, readRateHeaders } from "./rateHeaders.ts";
import type { Refusals } from "./refusals.ts";
import { refusalAnswer } from "./schemas.ts";
import type { Shelf } from "./shelf.ts";

/** Why a call gave nothing; for a plan which one has it. */
export type CallRefusal =
  | Exclude<PublishedNote, { readonly kind: "plan" }>
  | { readonly kind: "plan"; readonly needed: Plan };

export interface AnswersOptions {
  readonly ledger: Ledger;
  readonly refusals: Refusals;
  readonly known: PlanKnown;
  readonly shelf: Shelf;
  readonly notices: Notices;
  readonly now: () => number;
}

const MINUTE = 60_000;
/** A bad date stays bad, and a door closed without a reason stays closed for a while. */
const CLOSED_MS = 15 * MINUTE;
/** What a plan lacks it lacks until it is changed. */
const LACKING_MS = 24 * 60 * MINUTE;
/** A 429 that says "now" is not believed to the second. */
const LEAST_QUIET_MS = 1_000;

export function createAnswers({ ledger, refusals, known, shelf, notices, now }: AnswersOptions) {
  return {
    /** What an answer means: figures for the shelf (null), or a refusal that is remembered for as long as it holds. */
    take(call: Call, { response, turn }: { response: HttpResponse; turn: Turn }): CallRefusal | null {
      // Nobody's calls are debited for a key that is nobody's.
      if (response.status === 401) turn.giveBack();
      else turn.settle(readRateHeaders((name) => response.header(name), now()));
      if (response.status !== 401) notices.over("key");
      if (response.status < 300) return figures(call, response);
      return refusal(call, response);
    },
  };

  function figures(call: Call, { bytes }: HttpResponse): CallRefusal | null {
    const reading = readFigures(bytes, call, { fetchedAt: now() });
    if (reading.kind === "figures") {
      shelf.put(call, { figures: reading.figures, fetchedAt: now() });
      return null;
    }
    if (reading.kind === "bad-response")
      notices.say(`shape ${call.endpoint}`, { endpoint: call.endpoint }, "an answer has another shape");
    return rest(call, reading.kind, freshFor(known.plan()) / 4);
  }

  function refusal(call: Call, response: HttpResponse): CallRefusal {
    switch (response.status) {
      case 400:
        return rest(call, "no-data", CLOSED_MS);
      case 401:
        refusals.refuseKey();
        notices.say("key", { status: 401 }, "the key is refused, nothing is asked for 15 minutes");
        return { kind: "key" };
      case 403:
        return forbidden(call, response);
      case 404:
        if (!isOfChain(call.endpoint)) return rest(call, "no-data", CLOSED_MS);
        refusals.refuseSymbol(call);
        return failed("unknown-symbol");
      case 429:
        return tooMany(response);
      default:
        notices.say("failed", { status: response.status }, "source failed");
        return rest(call, "bad-response", CLOSED_MS);
    }
  }

  function forbidden(call: Call, { bytes }: HttpResponse): CallRefusal {
    const { error, current_plan, required_plan } = refusalAnswer.parse(parseJson(bytes));
    const today = utcToNewYork(now()).date;
    known.told(parsePlan(current_plan));
    const current = known.plan() ?? "free";
    const byTable = planFor(call, today);
    const needed = parsePlan(required_plan) ?? byTable;
    if (covers(current, needed)) {
      notices.say("forbidden", { endpoint: call.endpoint }, "a call is forbidden that the plan should have");
      return rest(call, "not-entitled", error === "tier_restricted" ? LACKING_MS : CLOSED_MS);
    }
    refusals.refusePlan({ call, needed, current, today });
    return { kind: "plan", needed };
  }

  function tooMany({ bytes, retryAfterMs }: HttpResponse): CallRefusal {
    const { current_plan, reset_at } = refusalAnswer.parse(parseJson(bytes));
    known.told(parsePlan(current_plan));
    const byHeader = retryAfterMs === null ? null : now() + Math.max(retryAfterMs, LEAST_QUIET_MS);
    const byBody = reset_at !== null && isSoon(reset_at, now()) ? reset_at : null;
    const until = byHeader ?? byBody ?? nextUtcMidnight(now());
    ledger.beQuiet(until);
    notices.say("quota", {}, "the day's calls are used up");
    return { kind: "quota", resetsAt: new Date(until).toISOString() };
  }

  function rest(call: Call, reason: StaleReason, ms: number): CallRefusal {
    refusals.rest(call, reason, ms);
    return failed(reason);
  }
}

const failed = (reason: StaleReason): CallRefusal => ({ kind: "failed", reason });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return null;
  }
}
