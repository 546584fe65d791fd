import type { Ticker } from "../../src/engine/ticker.ts";
import { createHistoryDownload } from "../../src/services/history/download.ts";
import { createHistory, type HistoryAsking, type HistoryOptions } from "../../src/services/history/history.ts";
import { createHttp } from "../../src/services/http.ts";
import type { Database } from "../../src/services/store/database.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";
import { createStore } from "../../src/services/store/store.ts";
import { chartOf, sessionsTo, tableOf } from "./pastOnFile.ts";
import { recordedLog } from "./recordedLog.ts";
import * as up from "./upstream.ts";

export const SPY = "SPY" as Ticker;
/** The sessions the feed has, oldest first. */
export const DATES = sessionsTo("2026-11-25", 30);
export const CHART = "/api/delayed_quotes/charts/historical/SPY.json";
export const TABLE = "/api/us_indices/daily_prices/VIX_History.csv";
/** A Wednesday, an hour after the close. */
const EVENING = Date.parse("2026-11-25T22:00:00Z");

export type HistoryScene = Awaited<ReturnType<typeof historyScene>>;

/** A feed that has SPY and the VIX, and bots that ask it. */
export async function historyScene() {
  const upstream = await up.startUpstream({ [CHART]: up.json(chartOf(DATES)), [TABLE]: table(DATES) });
  const closing: (() => Promise<void>)[] = [];
  const scene = {
    upstream,
    /** ms since 1970 */
    now: EVENING,
    /** The documents that were asked for. */
    asked: () => upstream.requests.map(({ path }) => path.split("/").at(-1)),
    /** A bot over this store; another one over the same is the bot after a restart. */
    bot(database: Database = openSqlite(":memory:"), options: Partial<HistoryOptions> = {}) {
      const { log, lines } = recordedLog();
      const limits = { perSecond: 1e6, burst: 100, backoffMs: 1, breakerFailures: 100 };
      const http = createHttp({ source: "cboe", userAgent: "test", log, limits });
      closing.push(() => http.close());
      const now = () => scene.now;
      const store = createStore(database, now);
      const download = createHistoryDownload({ http, baseUrl: `${upstream.origin}/api`, now });
      const history = createHistory({ download, store, now, log, ...options });
      const of = (symbol = SPY, asking: HistoryAsking = {}) => history.of(symbol, asking);
      return { database, store, lines, of };
    },
    async close() {
      for (const close of closing) await close();
      await upstream.close();
    },
  };
  return scene;
}

export const table = (dates: readonly string[]) => up.status(200, { "content-type": "text/csv" }, tableOf(dates));
