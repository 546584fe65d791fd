import { LRUCache } from "lru-cache";
import type { DailyBar } from "../../engine/vrp/types.ts";
import { ProviderError, type ProviderFailure, type StaleReason } from "../../errors.ts";
import type { Histories } from "../store/histories.ts";
import { lastWholeSession, wholeSessions } from "./sessions.ts";

/** A published series as it is on record, and why it could not be brought up to date. */
export interface Recorded {
  /** Whole sessions, ascending. */
  readonly sessions: readonly DailyBar[];
  readonly failure: StaleReason | null;
}

/** Published series by name. It never throws. */
export interface RecordBook {
  /** Fetched first, when it is time to ask. */
  current(name: string, fetch: () => Promise<readonly DailyBar[]>): Promise<Recorded>;
  /** As it was kept. */
  kept(name: string): Promise<readonly DailyBar[]>;
}

export interface RecordOptions {
  readonly histories: Histories;
  /** ms since 1970 */
  readonly now: () => number;
  readonly log: { warn(fields: object, message: string): void };
}

/** The newest session can be a day or two late: a record that lacks it is worth another look after this time. */
const LATE_MS = 4 * 3_600_000;
const AFTER_FAILURE_MS = 15 * 60_000;

/** A series is fetched when a session is missing at its end, so about once a day, and by one request for all who want it. */
export function createRecordBook({ histories, now, log }: RecordOptions): RecordBook {
  const failed = new LRUCache<string, { readonly failure: ProviderFailure; readonly at: number }>({ max: 1_000 });
  const underWay = new Map<string, Promise<Recorded>>();

  return {
    async current(name, fetch) {
      const begun = underWay.get(name) ?? bringUpToDate(name, fetch).finally(() => underWay.delete(name));
      underWay.set(name, begun);
      return begun;
    },
    kept: async (name) => (await load(name))?.sessions ?? [],
  };

  async function bringUpToDate(name: string, fetch: () => Promise<readonly DailyBar[]>): Promise<Recorded> {
    const kept = await load(name);
    const sessions = kept?.sessions ?? [];
    const last = lastWholeSession(now());
    if (kept && (sessions.at(-1)!.date >= last || isWithin(kept.fetchedAt, LATE_MS)))
      return { sessions, failure: null };
    const before = failed.get(name);
    if (before && isWithin(before.at, AFTER_FAILURE_MS)) return { sessions, failure: before.failure };
    try {
      const fetched = wholeSessions(await fetch(), last);
      if (fetched.length === 0) throw new ProviderError("cboe", "no-data", `${name}: no whole session`);
      // What the store cannot keep is shown nevertheless, and fetched again when it is asked for next.
      await histories.put(name, fetched).catch((error: unknown) => log.warn({ err: error }, "history was not kept"));
      return { sessions: fetched, failure: null };
    } catch (error) {
      const failure = error instanceof ProviderError ? error.failure : "bad-response";
      log.warn({ err: error, series: name }, "history could not be fetched");
      failed.set(name, { failure, at: now() });
      return { sessions, failure };
    }
  }

  async function load(name: string) {
    return histories.get(name).catch((error: unknown) => {
      log.warn({ err: error }, "history could not be read");
      return null;
    });
  }

  /** A clock that was set back makes a record look as if it came from the future: then it counts as old. */
  function isWithin(at: number, ms: number): boolean {
    return now() >= at && now() - at < ms;
  }
}
