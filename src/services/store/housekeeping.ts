import { createOutbox } from "../outbox/outbox.ts";
import { createAlerts } from "./alerts.ts";
import { createBriefs } from "./briefs.ts";
import type { Sql } from "./database.ts";
import { createGuilds } from "./guilds.ts";
import { createPlans } from "./plans.ts";
import { createRuns } from "./runs.ts";

/** How many rows went. */
export interface Tidied {
  readonly letters: number;
  readonly runs: number;
  readonly briefs: number;
  readonly leases: number;
  /** That have ended. */
  readonly alerts: number;
  /** That have expired, or that nobody armed. */
  readonly plans: number;
  /** Of servers that removed the bot. */
  readonly ofGuilds: number;
}

const DAY = 86_400_000;
/** Five weeks: "what changed" looks back to the last letter, and nobody remembers one that is older. */
const KEEP_MS = 35 * DAY;

/** Removes what nobody will look at any more; once a day is plenty. @param now ms since 1970 */
export async function tidy(sql: Sql, now: number): Promise<Tidied> {
  const before = now - KEEP_MS;
  const clock = () => now;
  return {
    letters: await createOutbox(sql, clock).prune(before),
    runs: await createRuns(sql, clock).prune(before),
    briefs: await createBriefs(sql).prune(before),
    alerts: await createAlerts(sql, clock).prune(now),
    plans: await createPlans(sql, clock).prune(),
    // A day late, since whoever is late himself may still come and renew it.
    leases: await sql.run("DELETE FROM lease WHERE until < $1", [now - DAY]),
    ofGuilds: Object.values(await createGuilds(sql).sweep(now)).reduce((sum, rows) => sum + rows, 0),
  };
}
