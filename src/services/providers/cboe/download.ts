import type { Instant } from "../../../engine/snapshot.ts";
import { parseTicker, type Ticker } from "../../../engine/ticker.ts";
import { ProviderError } from "../../../errors.ts";
import type { ClockWatch } from "../../clockWatch.ts";
import type { Http, HttpResponse } from "../../http.ts";
import { documentUrl } from "./paths.ts";

export interface Download {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fetchedAt: Instant;
  readonly httpDate: Instant | null;
}

export interface CboeDownloadOptions {
  readonly http: Pick<Http, "getBytes">;
  readonly baseUrl: string;
  /** A symbol this source has for certain: when even that is refused, we are. Default: SPY. */
  readonly knownGood?: Ticker;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
  /** Told of every answer; left out where the source's clock is not that of today, as with a recording. */
  readonly clock?: Pick<ClockWatch, "compare">;
}

const SPY = parseTicker("SPY")!;
/** One question tells for a while whether the feed lets us in. */
const VERDICT_MS = 5 * 60_000;
/** Patience after a 429 that does not say how long. */
const QUIET_MS = 60_000;

/**
 * Downloads a chain document. The feed answers 403 to an unknown symbol, a wrong path and a blocked address alike; a
 * known-good symbol tells them apart. After a 429 nothing is asked until the time it names.
 * @throws {ProviderError} "unknown-symbol", "blocked", "rate-limited", and what the HTTP layer throws.
 */
export function createCboeDownload({ http, baseUrl, knownGood = SPY, now, log, clock }: CboeDownloadOptions) {
  let quietUntil = 0;
  let verdict: { readonly admitted: boolean; readonly until: number } | null = null;
  let question: Promise<boolean> | null = null;
  /** Symbols the feed has answered: when one of these is refused, an older verdict does not explain it. */
  const answered = new Set<Ticker>([knownGood]);

  return async function download(symbol: Ticker, signal: AbortSignal): Promise<Download> {
    const { status, bytes, date } = await ask(documentUrl(baseUrl, "options", symbol), signal);
    if (status === 404) throw unknown(symbol);
    if (status === 401 || status === 403) throw (await isAdmitted(symbol)) ? unknown(symbol) : blocked();
    if (status >= 400) throw new ProviderError("cboe", "bad-response", `HTTP ${status}`);
    answered.add(symbol);
    return { bytes, fetchedAt: now().toISOString(), httpDate: date?.toISOString() ?? null };
  };

  async function ask(url: URL, signal?: AbortSignal): Promise<HttpResponse> {
    const quiet = quietUntil - now().getTime();
    if (quiet > 0) throw rateLimited(quiet, quietUntil);
    const sentAt = now().getTime();
    const response = await http.getBytes(url, signal && { signal });
    clock?.compare({ response, sentAt });
    if (response.status === 429) {
      const wait = response.retryAfterMs ?? QUIET_MS;
      quietUntil = now().getTime() + wait;
      log.warn({ provider: "cboe", waitMs: wait }, "the feed asks us to slow down");
      throw rateLimited(wait, quietUntil);
    }
    return response;
  }

  /** Whoever is refused at the same moment shares one question, so it does not end with one caller's patience. */
  async function isAdmitted(refused: Ticker): Promise<boolean> {
    const current = verdict !== null && verdict.until > now().getTime();
    if (current && !(verdict!.admitted && answered.has(refused))) return verdict!.admitted;
    question ??= askKnownGood().finally(() => (question = null));
    return question;
  }

  async function askKnownGood(): Promise<boolean> {
    const { status } = await ask(documentUrl(baseUrl, "quotes", knownGood));
    verdict = { admitted: status < 400, until: now().getTime() + VERDICT_MS };
    if (!verdict.admitted) log.warn({ provider: "cboe", status }, "the feed refuses a symbol it is known to carry");
    return verdict.admitted;
  }
}

const unknown = (symbol: Ticker) => new ProviderError("cboe", "unknown-symbol", `${symbol} is not in the feed`);
const blocked = () => new ProviderError("cboe", "blocked", "the feed refuses this address");
const rateLimited = (ms: number, until: number) =>
  new ProviderError("cboe", "rate-limited", `asked to wait ${Math.ceil(ms / 1000)} seconds`, {
    retryAt: new Date(until).toISOString(),
  });
