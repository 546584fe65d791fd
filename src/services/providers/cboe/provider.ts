import type { Conventions } from "../../../engine/chain.ts";
import type { Ticker } from "../../../engine/ticker.ts";
import type { WorkerPool } from "../../../workers/pool.ts";
import type { ClockWatch } from "../../clockWatch.ts";
import type { Http } from "../../http.ts";
import type { ExposureProvider } from "../../provider.ts";
import { createCboeDownload } from "./download.ts";

/** How the market behind the feed is called on every reply. */
export interface MarketLabel {
  readonly text: string;
  /** Made-up data: everything shown must say SAMPLE. */
  readonly sample: boolean;
}

export interface CboeOptions {
  readonly http: Http;
  readonly pool: Pick<WorkerPool, "run">;
  readonly baseUrl: string;
  readonly label: MarketLabel;
  readonly knownGood?: Ticker;
  readonly conventions: (symbol: Ticker) => Conventions;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
  readonly clock?: Pick<ClockWatch, "compare">;
}

const DELAY_MINUTES = 15;
/** The feed moves once a minute at most; outside the session only the morning's open interest changes. */
const FRESH_IN_SESSION_MS = 60_000;
const FRESH_OUTSIDE_MS = 15 * 60_000;

/**
 * Cboe's delayed quotes, computed here. The payload is a packed chain, so one download serves every selection of expiries;
 * parsing and computing happen in a worker thread.
 */
export function createCboeProvider({
  knownGood,
  http,
  pool,
  baseUrl,
  label,
  conventions,
  now,
  log,
  clock,
}: CboeOptions): ExposureProvider {
  const download = createCboeDownload({
    http,
    baseUrl,
    now,
    log,
    ...(knownGood && { knownGood }),
    ...(clock && { clock }),
  });
  const source = { provider: "cboe", label: label.text, delayMinutes: DELAY_MINUTES, sample: label.sample };
  return {
    name: "cboe",
    async load(symbol: Ticker, signal: AbortSignal) {
      const { bytes, fetchedAt, httpDate } = await download(symbol, signal);
      const document = { symbol, bytes, fetchedAt, httpDate, source };
      const { packed, session } = await pool.run("ingest", { document, conventions: conventions(symbol) }, [
        bytes.buffer,
      ]);
      return { payload: packed, fetchedAt, freshForMs: session === "open" ? FRESH_IN_SESSION_MS : FRESH_OUTSIDE_MS };
    },
    snapshot: (packed, { selection }) => pool.run("analyse", { packed, options: { selection } }),
    board: (packed, dates) => pool.run("board", { packed, dates }),
  };
}
