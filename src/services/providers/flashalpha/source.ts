import { utcToNewYork } from "../../../engine/newYork.ts";
import type { Http } from "../../http.ts";
import { underlyingOf } from "../../indices.ts";
import type {
  PublishedAnswer,
  PublishedNote,
  PublishedRequest,
  PublishedSource,
  PublishedStatus,
} from "../../published.ts";
import { assemble } from "./assemble.ts";
import { createCalls } from "./calls.ts";
import { chooseEndpoints } from "./choice.ts";
import { type Call, type Endpoint, planFor, steadyFor, takesExpiry } from "./endpoints.ts";
import { createLedger } from "./ledger.ts";
import { createNotices } from "./notices.ts";
import { lackingPlans, uniqueNotes } from "./notes.ts";
import { createPlanKnown } from "./planKnown.ts";
import { covers, freshFor, PLAN_NAME, type Plan } from "./plans.ts";
import { createQuotaFile, type QuotaStore, shortHash } from "./quotaFile.ts";
import { type Reach, reachOf } from "./reach.ts";
import { createRefusals } from "./refusals.ts";
import { createShelf } from "./shelf.ts";

export interface FlashAlphaOptions {
  readonly http: Pick<Http, "getBytes">;
  /** "https://lab.flashalpha.com" */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Where the day's calls are counted across restarts; null: in memory only. */
  readonly quotaFile: string | null;
  /** As the operator knows it; null: found out from the vendor's answers. */
  readonly plan?: Plan | null;
  readonly label?: { readonly text: string; readonly sample: boolean };
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
  /** How long a caller waits; what is under way then goes on for the next one. */
  readonly patienceMs?: number;
}

const LABEL = { text: "FlashAlpha · as published", sample: false };
const PATIENCE_MS = 4_000;
/** Finding out about plan and symbol, asking for the rest, and asking anew for what turned out to be refused, twice. */
const ROUNDS = 4;
/** Every plan has it, so it costs no refusal to find out which plan it is. */
const FIRST: readonly Endpoint[] = ["levels"];

interface Asking {
  readonly request: PublishedRequest;
  readonly reach: Reach;
  readonly callTo: (endpoint: Endpoint) => Call;
  readonly payer: string;
  readonly notes: PublishedNote[];
}

/**
 * FlashAlpha's figures as published, with as few calls as the plan of the key allows. Source of every number: the vendor's
 * answer; unit and sign as in `Published`. Asking never throws.
 * @throws {RangeError} at once when the key cannot be sent as a header.
 */
export function createFlashAlpha(options: FlashAlphaOptions): PublishedSource {
  const { http, baseUrl, apiKey, log, label = LABEL, patienceMs = PATIENCE_MS } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new RangeError("the key of FlashAlpha holds a character no key has");
  const now = () => options.now().getTime();
  const today = () => utcToNewYork(now()).date;
  const notices = createNotices(log);
  const refusals = createRefusals(now);
  const ledger = createLedger({ store: storeFor(options, now), now });
  const known = createPlanKnown({
    setting: options.plan ?? null,
    limit: () => ledger.state().limit,
    onChange: () => refusals.forgetPlans(),
  });
  const shelf = createShelf({ now, freshMs: ({ endpoint }) => Math.max(freshFor(known.plan()), steadyFor(endpoint)) });
  const source = { provider: "flashalpha", label: label.text, sample: label.sample };
  const calls = createCalls({ http, baseUrl, apiKey, ledger, refusals, known, shelf, notices, now });
  return { name: "flashalpha", read, status };

  async function read(request: PublishedRequest): Promise<PublishedAnswer> {
    const asking: Asking = { request, ...aim(request), payer: shortHash(request.payer), notes: [] };
    ledger.asked(asking.payer);
    await inTime(asking);
    const notes = uniqueNotes(asking.notes);
    const { callTo } = asking;
    // Figures are never old without a note that says why.
    const kept = (endpoint: Endpoint) =>
      notes.length > 0 || shelf.isFresh(callTo(endpoint)) ? shelf.get(callTo(endpoint)) : null;
    return { figures: assemble(request, { source, kept }), notes };
  }

  function aim({ symbol, selection }: PublishedRequest): Pick<Asking, "reach" | "callTo"> {
    const reach = reachOf(selection, today());
    const expiration = reach.kind === "expiry" ? reach.date : null;
    const underlying = underlyingOf(symbol);
    return {
      reach,
      callTo: (endpoint) => ({ endpoint, symbol: underlying, expiration: takesExpiry(endpoint) ? expiration : null }),
    };
  }

  /** Whoever runs out of patience leaves; what is under way goes on and serves the next one. */
  async function inTime(asking: Asking): Promise<void> {
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      asking.notes.push({ kind: "failed", reason: "slow" });
      patience.resolve();
    }, patienceMs);
    const collected = collect(asking).catch((error: unknown) => {
      log.warn({ provider: "flashalpha", err: error }, "asking failed");
      asking.notes.push({ kind: "failed", reason: "bad-response" });
    });
    await Promise.race([collected, patience.promise]);
    clearTimeout(timer);
  }

  /** Fills the shelf with what is wanted, and the notes with what could not be had. */
  async function collect(asking: Asking): Promise<void> {
    const { callTo, notes, payer } = asking;
    const tried = new Set<Endpoint>();
    for (let round = 0; round < ROUNDS && notes.length === 0; round++) {
      const endpoints = round === 0 && known.plan() === null ? FIRST : choose(asking);
      const open = endpoints.filter((endpoint) => !tried.has(endpoint) && !shelf.isFresh(callTo(endpoint)));
      // A symbol the vendor may not know costs one call to find out, not one per block.
      const batch = shelf.knows(callTo("levels").symbol) ? open : open.slice(0, 1);
      if (batch.length === 0) break;
      for (const endpoint of batch) tried.add(endpoint);
      const outcomes = await Promise.all(batch.map((endpoint) => calls.fetch(callTo(endpoint), payer)));
      for (const refusal of outcomes) if (refusal !== null && refusal.kind !== "plan") notes.push(refusal);
    }
    notes.push(...planNotes(asking));
  }

  function choose({ request, reach, callTo }: Asking): readonly Endpoint[] {
    return chooseEndpoints(request.wants, {
      reach,
      can: (endpoint) => planMissing(callTo(endpoint)) === null,
      isFresh: (endpoint) => shelf.isFresh(callTo(endpoint)),
    });
  }

  function planNotes({ request, reach, callTo, notes }: Asking): readonly PublishedNote[] {
    if (known.plan() === null && notes.length > 0) return [];
    const lacking = lackingPlans(request.wants, { reach, missing: (endpoint) => planMissing(callTo(endpoint)) });
    for (const { blocks, plan } of lacking)
      notices.say(`plan ${plan}`, { blocks, plan }, "the plan of the key lacks some figures");
    return lacking;
  }

  /** The plan the key would need for the call; null when it has it, as far as is known. */
  function planMissing(call: Call): Plan | null {
    const needed = planFor(call, today());
    return refusals.planRefused(call, today()) ?? (covers(known.plan() ?? "free", needed) ? null : needed);
  }

  function status(): PublishedStatus {
    const { limit, remaining, resetsAt } = ledger.state();
    const plan = known.plan();
    const [answerAt, failure] = [calls.lastAnswerAt(), calls.lastFailure()];
    return {
      plan: plan && PLAN_NAME[plan],
      limit,
      remaining,
      resetsAt: remaining === null ? null : instant(resetsAt),
      keyRefused: refusals.keyIsRefused(),
      lastAnswerAt: answerAt === null ? null : instant(answerAt),
      lastFailure: failure && { reason: failure.reason, at: instant(failure.at) },
    };
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();

const UNKEPT: QuotaStore = { load: () => null, save: () => {} };

function storeFor({ quotaFile, apiKey, log }: FlashAlphaOptions, now: () => number): QuotaStore {
  return quotaFile === null ? UNKEPT : createQuotaFile({ path: quotaFile, apiKey, now, log });
}
