import type { Sql } from "./database.ts";
import { tablesWith } from "./privacy.ts";

/** Servers that have the bot or had it, so that nothing of one that removed it is kept for long. */
export interface Guilds {
  /** These have the bot: what was said of their leaving is over. */
  present(guildIds: readonly string[]): Promise<void>;
  /** These and no others have the bot; of those that had it and are not among them this is when they left, ms. */
  are(guildIds: readonly string[], at: number): Promise<void>;
  /** This one removed it, ms; the first time counts. */
  left(guildId: string, at: number): Promise<void>;
  /** Deletes what belongs to servers that left 30 days ago or earlier. Rows by table; none left out of the count. */
  sweep(now: number): Promise<Readonly<Record<string, number>>>;
}

/** Long enough to come back after a mistake. */
const KEEP_MS = 30 * 86_400_000;
const ROWS_AT_ONCE = 500;

/** Those that order something within the hour of their coming and going are known by what they ordered. */
const KNOWN = `SELECT guild_id FROM guild WHERE left_at IS NULL
  UNION SELECT guild_id FROM dashboard UNION SELECT guild_id FROM alert WHERE guild_id IS NOT NULL`;

export function createGuilds(sql: Sql): Guilds {
  const guilds: Guilds = {
    async present(guildIds) {
      for (let i = 0; i < guildIds.length; i += ROWS_AT_ONCE) {
        const some = guildIds.slice(i, i + ROWS_AT_ONCE);
        await sql.run(
          `INSERT INTO guild (guild_id) VALUES ${some.map((_, j) => `($${j + 1})`).join(", ")}
           ON CONFLICT (guild_id) DO UPDATE SET left_at = NULL`,
          some,
        );
      }
    },
    async are(guildIds, at) {
      await guilds.present(guildIds);
      const present = new Set(guildIds);
      for (const { guild_id: id } of await sql.all<{ guild_id: string }>(KNOWN))
        if (!present.has(id)) await guilds.left(id, at);
    },
    async left(guildId, at) {
      await sql.run(
        `INSERT INTO guild (guild_id, left_at) VALUES ($1, $2)
         ON CONFLICT (guild_id) DO UPDATE SET left_at = COALESCE(guild.left_at, excluded.left_at)`,
        [guildId, at],
      );
    },
    sweep: (now) =>
      sql.transaction(async (tx) => {
        const counts: Record<string, number> = {};
        const tables = (await tablesWith(tx, "guild_id")).filter((table) => table !== "guild");
        // The table that says who left goes last.
        for (const table of [...tables, "guild"]) {
          const rows = await tx.run(
            `DELETE FROM ${table} WHERE guild_id IN (SELECT guild_id FROM guild WHERE left_at <= $1)`,
            [now - KEEP_MS],
          );
          if (rows > 0) counts[table] = rows;
        }
        return counts;
      }),
  };
  return guilds;
}
