import type { LetterKind } from "../outbox/letter.ts";
import type { Sql } from "./database.ts";

/** How a slot ended: its letters were planned, or there was nobody or nothing; or it was skipped, and why. */
export type RunOutcome = "planned" | "too-late";

export interface Run {
  /** "dashboard 2026-11-24 09:45 America/New_York trading" */
  readonly slot: string;
  readonly job: LetterKind;
  /** The instant of the slot, ms. */
  readonly at: number;
  readonly outcome: RunOutcome;
  readonly letters: number;
}

export interface Runs {
  /** Keys of the slots since then that were decided. */
  since(at: number): Promise<ReadonlySet<string>>;
  /** False when somebody decided it before: then nothing may be planned. */
  decide(run: Omit<Run, "letters">): Promise<boolean>;
  count(slot: string, letters: number): Promise<void>;
  /** The last ones of a job, newest first. */
  last(job: LetterKind, limit: number): Promise<readonly Run[]>;
  prune(before: number): Promise<number>;
}

export function createRuns(sql: Sql, now: () => number): Runs {
  return {
    async since(at) {
      const rows = await sql.all<{ slot: string }>("SELECT slot FROM run WHERE at >= $1", [at]);
      return new Set(rows.map(({ slot }) => slot));
    },
    decide: async ({ slot, job, at, outcome }) =>
      (await sql.run(
        "INSERT INTO run (slot, job, at, outcome, decided_at, letters) VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (slot) DO NOTHING",
        [slot, job, at, outcome, now()],
      )) > 0,
    async count(slot, letters) {
      await sql.run("UPDATE run SET letters = $2 WHERE slot = $1", [slot, letters]);
    },
    last: (job, limit) =>
      sql.all<{ slot: string; job: LetterKind; at: number; outcome: RunOutcome; letters: number }>(
        "SELECT slot, job, at, outcome, letters FROM run WHERE job = $1 ORDER BY at DESC LIMIT $2",
        [job, limit],
      ),
    prune: (before) => sql.run("DELETE FROM run WHERE at < $1", [before]),
  };
}
