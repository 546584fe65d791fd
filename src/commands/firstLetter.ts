import type { AppContext } from "../context.ts";
import type { UniverseLetter } from "../jobs/universe.ts";
import type { UniversePostInput } from "../views/universe/input.ts";

/** A letter that was sent at once, as confirmation or test. */
export interface FirstLetter {
  readonly letter: UniverseLetter;
  readonly channelId: string;
  readonly messageId: string | null;
  /** What it was made of. */
  readonly input: Pick<UniversePostInput, "rows" | "at">;
}

/** Keeps it like every later one, so that the next tells what changed since; for the transaction that saves the order. */
export async function rememberFirst(
  { letter, channelId, messageId, input }: FirstLetter,
  { briefs, outbox }: Pick<AppContext["store"], "briefs" | "outbox">,
): Promise<void> {
  const slot = Date.parse(input.at);
  const { guildId = null, userId = null } = { ...letter } as { guildId?: string; userId?: string };
  await briefs.keep(slot, input.rows);
  const id = `${letter.kind} first ${slot} ${guildId ?? userId}`;
  const times = { slot, notBefore: slot, expiresAt: slot };
  await outbox.record({ id, kind: letter.kind, guildId, userId, channelId, recipe: {}, ...times }, messageId);
}
