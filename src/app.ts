import { join } from "node:path";
import PACKAGE from "../package.json" with { type: "json" };
import { secretsOf, type Config } from "./config.ts";
import type { AppContext, SymbolDirectory } from "./context.ts";
import { PRODUCT, type Carry, type Conventions } from "./engine/chain.ts";
import type { Ticker } from "./engine/ticker.ts";
import { createLog } from "./log.ts";
import { createClockWatch } from "./services/clockWatch.ts";
import { createAllowance } from "./services/allowance.ts";
import { createExposureService } from "./services/exposure.ts";
import { createHistoryDownload } from "./services/history/download.ts";
import { createHistory, type HistoryOptions } from "./services/history/history.ts";
import { createHttp, type HttpLimits } from "./services/http.ts";
import { createPayloadCache } from "./services/payloadCache.ts";
import { createCboeProvider, type MarketLabel } from "./services/providers/cboe/provider.ts";
import { createFlashAlpha, type FlashAlphaOptions } from "./services/providers/flashalpha/source.ts";
import type { Database } from "./services/store/database.ts";
import { openSqlite } from "./services/store/sqlite.ts";
import { createStore } from "./services/store/store.ts";
import { openRemoteCache, shareCache } from "./services/sharedCache.ts";
import { closestSymbols, suggestSymbols } from "./services/symbols.ts";
import { createUpkeep } from "./services/upkeep.ts";
import { rememberPictures } from "./workers/pictures.ts";
import { createPool } from "./workers/pool.ts";

/** What the sandbox replaces; the real thing passes nothing. */
export interface Surroundings {
  /** Where the market is fetched and what it is called; default: the configured feed, called Cboe. */
  readonly market?: {
    readonly baseUrl: string;
    readonly label: MarketLabel;
    readonly knownGood?: Ticker;
    /** Rate and yield a recording was analysed with; null: the configured carry. */
    readonly carryOf?: (symbol: Ticker) => Carry | null;
    /** Documents of other days: the server's clock, which is theirs, says nothing about ours. */
    readonly recorded?: boolean;
    /** A made-up past: rows of sessions before anybody watched. Whatever rests on them is called made up. */
    readonly pastRows?: HistoryOptions["madeUpRows"];
    /** A source of our own need not be spared as a stranger's. */
    readonly limits?: Partial<HttpLimits>;
  };
  /** A vendor beside a market of our own; never the configured one, whose figures are of another market. */
  readonly vendor?: Pick<FlashAlphaOptions, "baseUrl" | "apiKey" | "quotaFile" | "plan" | "label"> & {
    /** As with a market of our own. */
    readonly limits?: Partial<HttpLimits>;
  };
  readonly symbols?: SymbolDirectory;
  /** Default: one in memory, gone with the process. */
  readonly database?: Database;
  readonly now?: () => Date;
}

export interface App {
  /** All that commands reach, but for the way to Discord. */
  readonly ctx: Omit<AppContext, "door">;
  readonly database: Database;
  /** For an operator's probe: whether threads and the store take work, and the sources that are given up for the moment. */
  status(): Promise<{ readonly workers: boolean; readonly store: boolean; readonly degraded: readonly string[] }>;
  close(): Promise<void>;
}

const VERSION = PACKAGE.version;
const MEGABYTE = 1024 * 1024;
const MINUTE = 60_000;
/** An older copy is better than none, for a day. */
const KEPT_MS = 24 * 60 * MINUTE;
/** Some hundred pictures: what a busy minute asks for again. */
const PICTURE_BYTES = 16 * MEGABYTE;

/** A line of its own, so that a history of many symbols never stands before a chain; both together stay below 4 a second. */
const HISTORY_LIMITS: Partial<HttpLimits> = { perSecond: 1, burst: 8, concurrent: 2, queued: 256 };

/** Every construction and every environment decision of the bot. */
export function createApp(config: Config, surroundings: Surroundings = {}): App {
  const { now = () => new Date(), symbols = { suggest: suggestSymbols, closest: closestSymbols } } = surroundings;
  const market: NonNullable<Surroundings["market"]> = surroundings.market ?? {
    baseUrl: config.CBOE_BASE_URL,
    label: CBOE,
  };
  const database = surroundings.database ?? openSqlite(":memory:");
  const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config) });
  const pool = createPool({ threads: config.WORKER_THREADS });
  const http = createHttp({
    source: "cboe",
    userAgent: USER_AGENT,
    log,
    ...(market.limits && { limits: market.limits }),
  });
  const historyHttp = createHttp({
    source: "cboe",
    userAgent: USER_AGENT,
    log,
    limits: { ...HISTORY_LIMITS, ...market.limits },
  });
  const clock = createClockWatch({ now, log });
  const vendor = surroundings.market ? surroundings.vendor : configuredVendor(config);
  const vendorHttp =
    vendor &&
    createHttp({
      source: "flashalpha",
      userAgent: USER_AGENT,
      log,
      ...(vendor.limits && { limits: vendor.limits }),
    });
  const memory = createPayloadCache({ keepMs: KEPT_MS, maxBytes: config.CACHE_MEGABYTES * MEGABYTE });
  const cache =
    config.CACHE_URL && !surroundings.market
      ? shareCache({
          memory,
          remote: openRemoteCache(config.CACHE_URL, { keepMs: KEPT_MS, onTrouble: (what) => log.warn(what) }),
          now: () => now().getTime(),
        })
      : memory;
  const exposure = createExposureService({
    providers: [
      createCboeProvider({
        ...market,
        http,
        pool,
        conventions: (symbol) => conventionsFor(symbol, config, market),
        now,
        log,
        ...(!market.recorded && { clock }),
      }),
    ],
    cache,
    now: () => now().getTime(),
    allowance: createAllowance({ now: () => performance.now() }),
    timeoutMs: 8_000,
    patienceMs: 4_000,
    unknownForMs: 15 * MINUTE,
  });
  const store = createStore(database, () => now().getTime());
  const history = createHistory({
    download: createHistoryDownload({ http: historyHttp, baseUrl: market.baseUrl, now: () => now().getTime() }),
    store,
    now: () => now().getTime(),
    log,
    ...(market.pastRows && { madeUpRows: market.pastRows }),
  });
  const givenUp = () => [...(http.isGivenUp() ? ["cboe"] : []), ...(vendorHttp?.isGivenUp() ? ["flashalpha"] : [])];
  return {
    ctx: {
      exposure,
      symbols,
      store,
      upkeep: createUpkeep(),
      history,
      published: !vendor || !vendorHttp ? null : createFlashAlpha({ ...vendor, http: vendorHttp, now, log }),
      lead: config.SOURCES.startsWith("flashalpha") ? "published" : "ours",
      draw: rememberPictures((chart, input) => pool.run("draw", { chart, input }), { maxBytes: PICTURE_BYTES }),
      palette: config.CHART_COLORS,
      about: { version: VERSION, startedAt: now().toISOString() },
      now,
      clockOffMs: () => clock.offMs(),
      log,
    },
    database,
    status: async () => ({ workers: pool.isAlive(), store: await isWritable(database), degraded: givenUp() }),
    async close() {
      await Promise.all([
        pool.close(),
        http.close(),
        historyHttp.close(),
        vendorHttp?.close(),
        cache.close(),
        database.close(),
      ]);
    },
  };
}

const isWritable = (database: Database) =>
  database.probe().then(
    () => true,
    () => false,
  );

const CBOE: MarketLabel = { text: "Cboe delayed · computed here", sample: false };

function configuredVendor(config: Config): Surroundings["vendor"] {
  const { FLASHALPHA_API_KEY: apiKey, FLASHALPHA_BASE_URL: baseUrl, FLASHALPHA_PLAN: plan = null } = config;
  if (!apiKey || config.SOURCES === "cboe") return undefined;
  return { apiKey, baseUrl, plan, quotaFile: join(config.DATA_DIR, "flashalpha-quota.json") };
}

/** Some edges of the feed refuse clients without one. */
const USER_AGENT = "Mozilla/5.0 (compatible; gexcord; self-hosted)";

function conventionsFor(symbol: Ticker, config: Config, market: Surroundings["market"]): Conventions {
  const recorded = market?.carryOf?.(symbol);
  if (recorded) return { ...PRODUCT, ...recorded, carry: "fixed" };
  return { ...PRODUCT, carry: config.CARRY, rate: config.RISK_FREE_RATE, dividendYield: config.DIVIDEND_YIELD };
}
