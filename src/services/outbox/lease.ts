import type { Sql } from "../store/database.ts";

/** A right that one process has at a time, for as long as it renews it. */
export interface Lease {
  /** Takes or renews it. Returns until when it is ours, ms; null when somebody else has it. @throws {StoreError} */
  hold(): Promise<number | null>;
  /** Gives it back, so that nobody has to wait. */
  drop(): Promise<void>;
  /** Takes it from a holder that is no more. */
  release(isGone: (owner: string) => boolean): Promise<void>;
}

export interface LeaseOptions {
  readonly name: string;
  /** Unique to this process. */
  readonly owner: string;
  /** ms since 1970, on a clock that all holders share. */
  readonly now: () => number;
  readonly forMs: number;
}

export function createLease(sql: Sql, { name, owner, now, forMs }: LeaseOptions): Lease {
  return {
    async hold() {
      const at = now();
      const until = at + forMs;
      const taken = await sql.run(
        `INSERT INTO lease (name, owner, until) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
         WHERE lease.owner = excluded.owner OR lease.until <= $4`,
        [name, owner, until, at],
      );
      return taken > 0 ? until : null;
    },
    drop: () => take(owner),
    async release(isGone) {
      const [held] = await sql.all<{ owner: string }>("SELECT owner FROM lease WHERE name = $1", [name]);
      if (held && isGone(held.owner)) await take(held.owner);
    },
  };

  async function take(from: string): Promise<void> {
    await sql.run("DELETE FROM lease WHERE name = $1 AND owner = $2", [name, from]);
  }
}
