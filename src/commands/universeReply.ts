import type { AppContext } from "../context.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { UniversePostInput } from "../views/universe/input.ts";
import { rowOf } from "../views/universe/row.ts";
import type { Asker } from "./command.ts";

export interface UniverseRequest {
  readonly symbols: readonly Ticker[];
  /** "on demand", "test post" */
  readonly name: string;
  /** Who was sent the same as a letter: what changed since the last one is said. Null: nobody. */
  readonly letter:
    | { readonly kind: "dashboard"; readonly guildId: string }
    | { readonly kind: "digest"; readonly userId: string }
    | null;
}

/**
 * What a dashboard or digest is made of at this moment. A dead symbol is a gap. Copies of the last quarter of an hour will do,
 * what is older is fetched on account of the caller.
 */
export async function readUniverse(
  { symbols, name, letter }: UniverseRequest,
  ctx: AppContext,
  { userId, guildId }: Asker,
): Promise<UniversePostInput> {
  const now = ctx.now();
  const requests = symbols.map((symbol) => ({ symbol, selection: { kind: "all" } as const }));
  const [answers, before] = await Promise.all([
    ctx.exposure.readMany(requests, { freshness: "recent", asker: { userId, guildId } }),
    lastOf(letter, symbols, ctx),
  ]);
  return { rows: answers.map(rowOf), before, at: now.toISOString(), now, picture: null, name };
}

/** The numbers of the last letter that arrived; null when there was none, or they are no longer kept. */
async function lastOf(
  letter: UniverseRequest["letter"],
  symbols: readonly Ticker[],
  { store, now }: AppContext,
): Promise<UniversePostInput["before"]> {
  const slot = letter && (await store.outbox.lastSent(letter, now().getTime()));
  if (slot === null) return null;
  const rows = await store.briefs.at(slot, symbols);
  return rows.length === 0 ? null : { rows, at: new Date(slot).toISOString() };
}
