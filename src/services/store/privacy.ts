import type { Row, Sql, SqlValue } from "./database.ts";

/** What is kept under one user's id, by what it is: rows with their columns, instants in ISO. Plain JSON. */
export type Kept = Readonly<Record<string, readonly Row[]>>;

export interface Privacy {
  exportOf(userId: string): Promise<Kept>;
  /** Deletes all of it, what is still to be sent included; a server's dashboard stays, without his name. Rows, by what they are. */
  forget(userId: string): Promise<Readonly<Record<string, number>>>;
}

/** Whoever writes something for users whom he read of holds it too, so that nothing is written for one who is being forgotten. */
export const USERS_LOCK = "users";

/** What tables are called before users; a further one goes by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  watch: "watchlist",
  alert: "alerts",
  plan: "plans",
  dashboard: "dashboards",
  outbox: "messages",
};
/** These belong to a server; a user only set them up. */
const OF_SERVERS: ReadonlySet<string> = new Set(["dashboard"]);

export function createPrivacy(sql: Sql): Privacy {
  return {
    async exportOf(userId) {
      const kept: Record<string, readonly Row[]> = {};
      for (const table of await tablesWith(sql, "user_id")) {
        const rows = await sql.all(`SELECT * FROM ${table} WHERE user_id = $1`, [userId]);
        if (rows.length > 0) kept[NAMES[table] ?? table] = rows.map(readable);
      }
      return kept;
    },
    forget: (userId) =>
      sql.transaction(async (tx) => {
        await tx.lock(USERS_LOCK);
        const counts: Record<string, number> = {};
        for (const table of await tablesWith(tx, "user_id")) {
          const change = OF_SERVERS.has(table) ? `UPDATE ${table} SET user_id = NULL` : `DELETE FROM ${table}`;
          const rows = await tx.run(`${change} WHERE user_id = $1`, [userId]);
          if (rows > 0) counts[NAMES[table] ?? table] = rows;
        }
        return counts;
      }),
  };
}

/** Found by the name of the column, so that a table that is added later is not forgotten. */
export const tablesWith = async (sql: Sql, column: string): Promise<readonly string[]> =>
  (await sql.columns()).filter(({ name }) => name === column).map(({ table }) => table);

const INSTANT = /_at$|_until$|^(?:since|slot|not_before)$/;

const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, SqlValue] => [
      name,
      typeof value === "number" && INSTANT.test(name) ? new Date(value).toISOString() : value,
    ]),
  );
