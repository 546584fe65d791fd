import { PRODUCT } from "../../src/engine/chain.ts";
import { createClockWatch } from "../../src/services/clockWatch.ts";
import { createExposureService, type ExposureServiceOptions } from "../../src/services/exposure.ts";
import { createHttp, type HttpLimits } from "../../src/services/http.ts";
import { createPayloadCache } from "../../src/services/payloadCache.ts";
import { createCboeProvider } from "../../src/services/providers/cboe/provider.ts";
import { inlinePool } from "./inlinePool.ts";
import { recordedLog } from "./recordedLog.ts";

export interface CboeServiceOptions {
  /** Where the feed is. */
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly limits?: Partial<HttpLimits>;
  readonly patience?: Partial<Pick<ExposureServiceOptions, "timeoutMs" | "patienceMs">>;
}

/** The exposure service over Cboe's provider as `app.ts` builds it, without threads and without pauses between retries. */
export function cboeService({ baseUrl, now, limits, patience }: CboeServiceOptions) {
  const { log, lines } = recordedLog();
  const http = createHttp({
    source: "cboe",
    userAgent: "test",
    log,
    limits: { perSecond: 1e6, burst: 100, backoffMs: 1, ...limits },
  });
  const clock = createClockWatch({ now, log });
  const label = { text: "Cboe delayed · computed here", sample: false };
  const provider = createCboeProvider({
    http,
    pool: inlinePool,
    baseUrl,
    label,
    conventions: () => PRODUCT,
    now,
    log,
    clock,
  });
  const service = createExposureService({
    providers: [provider],
    cache: createPayloadCache({ keepMs: 24 * 3_600_000, maxBytes: 16 * 1024 * 1024 }),
    now: () => now().getTime(),
    allowance: { take: () => 0 },
    timeoutMs: 5_000,
    patienceMs: 2_000,
    unknownForMs: 15 * 60_000,
    ...patience,
  });
  return { service, clock, lines, close: () => http.close() };
}
