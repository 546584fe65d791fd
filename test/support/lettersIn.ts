import type { Letter, LetterKind } from "../../src/services/outbox/letter.ts";
import type { Database } from "../../src/services/store/database.ts";

/** Every letter of an outbox by its id, as the sender hands it to its writer the first time. */
export async function lettersIn(database: Database): Promise<readonly Letter[]> {
  const rows = await database.all<{ [name: string]: string | number | null; recipe: string }>(
    "SELECT * FROM outbox ORDER BY id",
  );
  return rows.map((row) => ({
    id: row["id"] as string,
    kind: row["kind"] as LetterKind,
    slot: row["slot"] as number,
    guildId: row["guild_id"] as string | null,
    userId: row["user_id"] as string | null,
    channelId: row["channel_id"] as string,
    recipe: JSON.parse(row.recipe) as Record<string, unknown>,
    notBefore: row["not_before"] as number,
    expiresAt: row["expires_at"] as number,
    attempts: 1,
    gen: 0,
    firstSentAt: null,
  }));
}
