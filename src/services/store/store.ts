import type { Ticker } from "../../engine/ticker.ts";
import { createOutbox, type Outbox } from "../outbox/outbox.ts";
import { createAlerts, type Alerts } from "./alerts.ts";
import { createBriefs, type Briefs } from "./briefs.ts";
import { createDaily, type Daily } from "./daily.ts";
import { createDashboards, type Dashboards } from "./dashboards.ts";
import type { Sql } from "./database.ts";
import { createDigests, type Digests } from "./digests.ts";
import { createHistories, type Histories } from "./histories.ts";
import { createGuilds, type Guilds } from "./guilds.ts";
import { tidy, type Tidied } from "./housekeeping.ts";
import { createPlans, type Plans } from "./plans.ts";
import { createPrivacy, type Privacy } from "./privacy.ts";
import { createRuns, type Runs } from "./runs.ts";
import { watchedSymbols } from "./watched.ts";
import { createWatchlists, type Watchlists } from "./watchlists.ts";

/** What users own, and what must be sent. Every method may throw a `StoreError`; then nothing was written. */
export interface Store {
  readonly watchlists: Watchlists;
  readonly digests: Digests;
  readonly dashboards: Dashboards;
  readonly alerts: Alerts;
  readonly plans: Plans;
  readonly runs: Runs;
  readonly outbox: Outbox;
  readonly briefs: Briefs;
  readonly daily: Daily;
  readonly histories: Histories;
  readonly guilds: Guilds;
  readonly privacy: Privacy;
  /** Every symbol that somebody watches, has on a dashboard or waits for, by its letters. */
  watched(): Promise<readonly Ticker[]>;
  /** Removes what nobody will look at any more; for once a day. */
  tidy(): Promise<Tidied>;
  /** All or nothing; inside, only the store handed in may be used. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
}

/** @param now ms since 1970, on the clock that schedules go by */
export function createStore(sql: Sql, now: () => number): Store {
  return {
    watchlists: createWatchlists(sql, now),
    digests: createDigests(sql, now),
    dashboards: createDashboards(sql, now),
    alerts: createAlerts(sql, now),
    plans: createPlans(sql, now),
    runs: createRuns(sql, now),
    outbox: createOutbox(sql, now),
    briefs: createBriefs(sql),
    daily: createDaily(sql, now),
    histories: createHistories(sql, now),
    guilds: createGuilds(sql),
    privacy: createPrivacy(sql),
    watched: () => watchedSymbols(sql),
    tidy: () => tidy(sql, now()),
    transaction: (work) => sql.transaction((tx) => work(createStore(tx, now))),
  };
}
