import { onTestFinished } from "vitest";
import { createFeed } from "../../sandbox/feed/feed.ts";
import { sampleSource } from "../../sandbox/feed/sampleSource.ts";
import { createSampleMarket } from "../../sandbox/market/sampleMarket.ts";
import { createApp, type App } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { Database } from "../../src/services/store/database.ts";
import { openSqlite } from "../../src/services/store/sqlite.ts";

/** The app over the sample market through its real feed, both by this clock (ms since 1970), for the test that asks. */
export async function sampleApp(now: () => number): Promise<{ readonly app: App; readonly database: Database }> {
  const clock = () => new Date(now());
  const feed = await createFeed({ source: sampleSource(createSampleMarket(), clock) });
  onTestFinished(() => feed.stop());
  const database = openSqlite(":memory:");
  const label = { text: "SAMPLE market · computed here", sample: true };
  const market = { baseUrl: feed.baseUrl, label };
  const app = createApp(loadConfig({ LOG_LEVEL: "silent" }), { market, now: clock, database });
  onTestFinished(() => app.close());
  return { app, database };
}
