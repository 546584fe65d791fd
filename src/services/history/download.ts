import type { NyDate } from "../../engine/snapshot.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { DailyBar } from "../../engine/vrp/types.ts";
import { ProviderError } from "../../errors.ts";
import type { DocumentForm } from "../http/exchange.ts";
import type { Http } from "../http.ts";
import { chartUrl, indexTableUrl } from "../providers/cboe/paths.ts";
import { parseChart } from "./chart.ts";
import { parseIndexTable } from "./indexTable.ts";
import { lastWholeSession } from "./sessions.ts";

export interface HistoryDownload {
  /** Daily bars of an underlying, as printed. @throws {ProviderError} */
  bars(symbol: Ticker): Promise<readonly DailyBar[]>;
  /** Sessions of one of Cboe's indices ("VIX"), in index points. @throws {ProviderError} */
  index(name: string): Promise<readonly DailyBar[]>;
}

/** Fifty years of the S&P 500 are a megabyte and a half. */
const MAX_BYTES = 8 * 1024 * 1024;
/** For a turn and the answer: many may wait before it, and nobody waits for it alone. */
const TIMEOUT_MS = 120_000;
/** Patience after a 429 that does not say how long. */
const QUIET_MS = 60_000;

interface Ask {
  readonly url: URL;
  readonly form: DocumentForm;
  readonly parse: (text: string, last: NyDate) => readonly DailyBar[] | null;
}

/**
 * Cboe's historical charts and index tables. 403 and 404 alike are "no-data": the feed does not say whether there is no such
 * document or it refuses us. After a 429 nothing is asked until the time it names.
 */
export function createHistoryDownload({
  http,
  baseUrl,
  now,
}: {
  readonly http: Pick<Http, "getBytes">;
  /** As of the chains: "https://cdn.cboe.com/api/global" */
  readonly baseUrl: string;
  /** ms since 1970 */
  readonly now: () => number;
}): HistoryDownload {
  let quietUntil = 0;
  return {
    bars: (symbol) => ask({ url: chartUrl(baseUrl, symbol), form: "json", parse: parseChart }),
    index: (name) => ask({ url: indexTableUrl(baseUrl, name), form: "csv", parse: parseIndexTable }),
  };

  async function ask({ url, form, parse }: Ask): Promise<readonly DailyBar[]> {
    if (now() < quietUntil) throw slowDown();
    const { status, bytes, retryAfterMs } = await http.getBytes(url, {
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
      form,
    });
    if (status === 429) {
      quietUntil = now() + (retryAfterMs ?? QUIET_MS);
      throw slowDown();
    }
    if (status >= 400) {
      const failure = [401, 403, 404].includes(status) ? "no-data" : "bad-response";
      throw new ProviderError("cboe", failure, `${url.pathname}: HTTP ${status}`);
    }
    const sessions = parse(new TextDecoder().decode(bytes), lastWholeSession(now()));
    if (sessions === null) throw new ProviderError("cboe", "bad-response", `${url.pathname}: not what was expected`);
    if (sessions.length === 0) throw new ProviderError("cboe", "no-data", `${url.pathname}: no session in it`);
    return sessions;
  }

  function slowDown(): ProviderError {
    const retryAt = new Date(quietUntil).toISOString();
    return new ProviderError("cboe", "rate-limited", "history: asked to slow down", { retryAt });
  }
}
