import { setTimeout as sleep } from "node:timers/promises";
import {
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  TaskCancelledError,
} from "cockatiel";
import { Agent, type Dispatcher } from "undici";
import { ProviderError } from "../errors.ts";
import { BodyError } from "./http/body.ts";
import { type DocumentForm, exchange, type ExchangeRequest, type HttpResponse, Retriable } from "./http/exchange.ts";
import { createPoliteRate } from "./http/politeRate.ts";

export type { HttpResponse } from "./http/exchange.ts";

export interface GetOptions {
  /** The caller's patience; aborting is not held against the source unless the reason is a timeout. */
  readonly signal?: AbortSignal;
  /** For everything together: waiting for a turn, retries, headers and the whole body. */
  readonly timeoutMs?: number;
  /** Cap on the decompressed body. */
  readonly maxBytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is expected; default: JSON. */
  readonly form?: DocumentForm;
  /** Told when a try goes out; what waits for a turn or meets the open breaker never does. */
  readonly onLeave?: () => void;
  /** Asked before a second or third try: a source with a few calls a day counts them. Default: yes. */
  readonly mayRetry?: () => boolean;
}

/** One source's line to the outside. */
export interface Http {
  /**
   * GET a document. 2xx and 4xx come back as data (403, 404 and 429 mean different things to different sources);
   * a redirect is never followed.
   * @throws {ProviderError} "unreachable" (no answer, 5xx, too slow, breaker open), "rate-limited" (our own queue is
   * full), "bad-response" (redirect, not what was expected, too large, damaged). Nothing else.
   */
  getBytes(url: URL, options?: GetOptions): Promise<HttpResponse>;
  /** Whether the source failed so often that it is not asked for the moment, or was not asked since. */
  isGivenUp(): boolean;
  close(): Promise<void>;
}

export interface HttpLimits {
  readonly perSecond: number;
  readonly burst: number;
  readonly concurrent: number;
  readonly queued: number;
  /** Consecutive failures that open the breaker, and how long it stays open before a single probe. */
  readonly breakerFailures: number;
  readonly breakerOpenMs: number;
  /** Upper end of the first back-off; the second is twice that. The actual pause is drawn evenly from 0 up ("full jitter"). */
  readonly backoffMs: number;
}
const LIMITS: HttpLimits = {
  perSecond: 2,
  burst: 4,
  concurrent: 4,
  queued: 64,
  breakerFailures: 5,
  breakerOpenMs: 30_000,
  backoffMs: 400,
};

/** No source needs longer for its largest document, and Discord's users do not wait longer. */
const TIMEOUT_MS = 8_000;
const MAX_BYTES = 32 * 1024 * 1024;
const RETRIES = 2;

export interface HttpDependencies {
  /** Name of the source: in every error, and one breaker, bulkhead and rate each. */
  readonly source: string;
  readonly userAgent: string;
  readonly log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  readonly dispatcher?: Dispatcher;
  readonly limits?: Partial<HttpLimits>;
  readonly random?: () => number;
}

export function createHttp({
  source,
  userAgent,
  log,
  dispatcher,
  limits,
  random = Math.random,
}: HttpDependencies): Http {
  const limit = { ...LIMITS, ...limits };
  const agent = dispatcher ?? new Agent({ connections: limit.concurrent, connect: { timeout: 4_000 } });
  const rate = createPoliteRate(limit);
  const lanes = bulkhead(limit.concurrent, limit.queued);
  const breaker = circuitBreaker(handleWhen(isHeldAgainstSource), {
    breaker: new ConsecutiveBreaker(limit.breakerFailures),
    halfOpenAfter: limit.breakerOpenMs,
  });
  breaker.onBreak(() => log.warn({ provider: source }, "source given up for a while"));
  breaker.onReset(() => log.info({ provider: source }, "source answers again"));

  return {
    async getBytes(url, options = {}) {
      const { signal, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, headers = {}, form = "json" as const } = options;
      const place = `GET ${url.host}${url.pathname}`;
      const deadline = AbortSignal.timeout(timeoutMs);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const request = {
        url,
        maxBytes,
        form,
        signal: either,
        dispatcher: agent,
        headers: { ...headers, "user-agent": userAgent },
      };
      try {
        // A turn in the bulkhead's queue does not end with the signal, so the wait for it does.
        return await orAbort(either, () =>
          lanes.execute(() => attempts(request, { ...options, endsAt: performance.now() + timeoutMs }), either),
        );
      } catch (error) {
        throw translate(error, { place, caller: signal });
      }
    },
    isGivenUp: () => breaker.state !== CircuitState.Closed,
    async close() {
      if (!dispatcher) await agent.destroy();
    },
  };

  async function attempts(
    request: ExchangeRequest,
    { endsAt, onLeave = () => {}, mayRetry = () => true }: GetOptions & { readonly endsAt: number },
  ): Promise<HttpResponse> {
    for (let attempt = 0; ; attempt++) {
      await rate.take(request.signal);
      try {
        return await breaker.execute(() => {
          onLeave();
          return exchange(request);
        });
      } catch (error) {
        if (!(error instanceof Retriable) || attempt === RETRIES) throw error;
        const pause = Math.max(random() * limit.backoffMs * 2 ** attempt, error.retryAfterMs ?? 0);
        if (performance.now() + pause >= endsAt || !mayRetry()) throw error;
        await sleep(pause, undefined, { signal: request.signal });
      }
    }
  }

  function translate(
    error: unknown,
    { place, caller }: { place: string; caller: AbortSignal | undefined },
  ): ProviderError {
    const cause = { cause: error };
    if (error instanceof ProviderError) return error;
    if (error instanceof BulkheadRejectedError)
      return new ProviderError(source, "rate-limited", `${place}: too many requests wait already`, cause);
    if (isBrokenCircuitError(error))
      return new ProviderError(source, "unreachable", `${place}: source failed repeatedly, not asked`, cause);
    if (caller?.aborted && !isTimeout(caller.reason))
      return new ProviderError(source, "unreachable", `${place}: cancelled by the caller`, cause);
    if (isTimeout(error) || isAbort(error) || error instanceof TaskCancelledError)
      return new ProviderError(source, "unreachable", `${place}: no complete answer in time`, cause);
    if (error instanceof Retriable)
      return new ProviderError(source, "unreachable", `${place}: ${error.message}`, cause);
    const message = error instanceof Error ? error.message : "unknown failure";
    return new ProviderError(source, "bad-response", `${place}: ${message}`, cause);
  }
}

/** A caller who walks away says nothing about the source. */
const isHeldAgainstSource = (error: unknown): boolean =>
  error instanceof Retriable || error instanceof BodyError || isTimeout(error);
const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === "TimeoutError";
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

async function orAbort<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([run(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
