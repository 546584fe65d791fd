import type { Answer, AppContext, Gap } from "../context.ts";
import type { Brief, MissingBrief } from "../engine/brief.ts";
import { utcToNewYork } from "../engine/newYork.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { UniversePostInput } from "../views/universe/input.ts";
import { pictureOf } from "../views/universe/picture.ts";
import { rowOf } from "../views/universe/row.ts";
import type { Asker } from "./command.ts";

export interface UniverseRequest {
  readonly symbols: readonly Ticker[];
  /** "on demand", "test post" */
  readonly name: string;
  /** As what it is sent by itself, and to whom: what changed is said against the last one. */
  readonly letter:
    | { readonly kind: "dashboard"; readonly guildId: string }
    | { readonly kind: "digest"; readonly userId: string };
}

/**
 * What a dashboard or digest is made of at this moment, its picture included. A dead symbol is a gap. Copies of the last quarter
 * of an hour will do; what is older is fetched on account of the caller.
 */
export async function readUniverse(
  { symbols, name, letter }: UniverseRequest,
  ctx: AppContext,
  { userId, guildId }: Asker,
): Promise<UniversePostInput> {
  const now = ctx.now();
  const at = now.toISOString();
  const requests = symbols.map((symbol) => ({ symbol, selection: { kind: "all" } as const }));
  const [answers, before] = await Promise.all([
    ctx.exposure.readMany(requests, { freshness: "recent", asker: { userId, guildId } }),
    lastOf(letter, symbols, ctx),
  ]);
  const rows = await Promise.all(answers.map((answer) => rowWithVolume(answer, ctx)));
  const picture = await ctx.draw("universe", pictureOf(letter.kind, { rows, before, at }, ctx.palette));
  return { rows, before, at, now, picture, name };
}

async function rowWithVolume(answer: Answer | Gap, { store }: AppContext): Promise<Brief | MissingBrief> {
  if ("missing" in answer) return rowOf(answer);
  const { symbol, quoteTime } = answer.reading.snapshot;
  const { date } = utcToNewYork(Date.parse(quoteTime));
  return rowOf(answer, await store.daily.averageDollarVolume(symbol, date));
}

/** The numbers of the last letter that arrived; null when there was none, or they are no longer kept. */
async function lastOf(
  letter: UniverseRequest["letter"],
  symbols: readonly Ticker[],
  { store, now }: AppContext,
): Promise<UniversePostInput["before"]> {
  const slot = await store.outbox.lastSent(letter, now().getTime());
  if (slot === null) return null;
  const rows = await store.briefs.at(slot, symbols);
  return rows.length === 0 ? null : { rows, at: new Date(slot).toISOString() };
}
