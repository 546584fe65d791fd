import { utcToNewYork } from "../../../engine/newYork.ts";
import { ProviderError, type StaleReason } from "../../../errors.ts";
import type { Http, HttpResponse } from "../../http.ts";
import type { PublishedNote } from "../../published.ts";
import { createAnswers, type CallRefusal } from "./answers.ts";
import { type Call, callKey, callUrl } from "./endpoints.ts";
import type { Ledger, Turn } from "./ledger.ts";
import type { Notices } from "./notices.ts";
import type { PlanKnown } from "./planKnown.ts";
import { freshFor } from "./plans.ts";
import type { Refusals } from "./refusals.ts";
import type { Shelf } from "./shelf.ts";

export interface CallsOptions {
  readonly http: Pick<Http, "getBytes">;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly ledger: Ledger;
  readonly refusals: Refusals;
  readonly known: PlanKnown;
  readonly shelf: Shelf;
  readonly notices: Notices;
  readonly now: () => number;
}

export interface Calls {
  /**
   * Sees to it that the answer is on the shelf: fresh already, under way for someone else, or asked for on the payer's
   * account. Null when it is there, else why not. Never rejects.
   */
  fetch(call: Call, payer: string): Promise<CallRefusal | null>;
  lastAnswerAt(): number | null;
  lastFailure(): { readonly reason: StaleReason; readonly at: number } | null;
}

/** A sheet of SPX has some hundred kilobytes. */
const MAX_BYTES = 4 * 1024 * 1024;
/** The connection was never made, so nothing was heard and nothing debited. */
const NEVER_HEARD = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export function createCalls(options: CallsOptions): Calls {
  const { http, baseUrl, apiKey, ledger, refusals, known, shelf, notices, now } = options;
  const answers = createAnswers(options);
  const underWay = new Map<string, Promise<CallRefusal | null>>();
  let lastAnswerAt: number | null = null;
  let lastFailure: { readonly reason: StaleReason; readonly at: number } | null = null;

  return {
    fetch: async (call, payer) => (shelf.isFresh(call) ? null : (underWay.get(callKey(call)) ?? start(call, payer))),
    lastAnswerAt: () => lastAnswerAt,
    lastFailure: () => lastFailure,
  };

  async function start(call: Call, payer: string): Promise<CallRefusal | null> {
    const refused = refusalBefore(call);
    if (refused) return refused;
    const taken = ledger.take(payer);
    if ("denied" in taken) {
      if (taken.denied.kind === "quota") notices.say("quota", {}, "the day's calls are used up");
      return taken.denied;
    }
    const answer = ask(call, taken.turn).finally(() => underWay.delete(callKey(call)));
    underWay.set(callKey(call), answer);
    return answer;
  }

  function refusalBefore(call: Call): CallRefusal | null {
    if (refusals.keyIsRefused()) return { kind: "key" };
    const reason = refusals.reasonAgainst(call);
    if (reason) return failed(reason);
    const needed = refusals.planRefused(call, utcToNewYork(now()).date);
    return needed && { kind: "plan", needed };
  }

  async function ask(call: Call, turn: Turn): Promise<CallRefusal | null> {
    let left = false;
    let response: HttpResponse;
    try {
      response = await http.getBytes(callUrl(baseUrl, call), {
        headers: { "x-api-key": apiKey },
        maxBytes: MAX_BYTES,
        onLeave: () => (left = true),
        mayRetry: () => turn.again(),
      });
    } catch (error) {
      if (!left || isNeverHeard(error)) turn.giveBack();
      else turn.settle(null);
      return fail(call, { error, left });
    }
    const refusal = answers.take(call, { response, turn });
    const reason = refusal && reasonOf(refusal);
    if (reason) lastFailure = { reason, at: now() };
    if (refusal === null) {
      lastAnswerAt = now();
      notices.over("failed");
      notices.over("quota");
    }
    return refusal;
  }

  function fail(call: Call, { error, left }: { error: unknown; left: boolean }): CallRefusal {
    const reason = error instanceof ProviderError ? error.failure : "bad-response";
    // Hammering a source in trouble would spend the day's calls on it: a fourth of a good answer's time is its rest.
    if (left) refusals.rest(call, reason, freshFor(known.plan()) / 4);
    lastFailure = { reason, at: now() };
    notices.say("failed", { err: error }, "source failed");
    return failed(reason);
  }
}

const failed = (reason: StaleReason): PublishedNote & { kind: "failed" } => ({ kind: "failed", reason });

/** What a plan lacks, and a key it does not take, is no failure of the source. */
function reasonOf(refusal: CallRefusal): StaleReason | null {
  if (refusal.kind === "failed") return refusal.reason;
  return refusal.kind === "key" || refusal.kind === "plan" ? null : "rate-limited";
}

function isNeverHeard(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && NEVER_HEARD.has(String(cause.code))) return true;
  return false;
}
