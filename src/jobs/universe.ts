import type { Answer, AppContext, Gap, ReadOptions } from "../context.ts";
import { symbolOf, type Brief, type MissingBrief } from "../engine/brief.ts";
import type { Ticker } from "../engine/ticker.ts";
import type { UniversePostInput } from "../views/universe/input.ts";
import { pictureOf } from "../views/universe/picture.ts";
import { rowOf } from "../views/universe/row.ts";
import { onRecord } from "./onRecord.ts";

type Rows = readonly (Brief | MissingBrief)[];

/** As what it is sent by itself, and to whom: what changed is said against the last one. */
export type UniverseLetter =
  | { readonly kind: "dashboard"; readonly guildId: string }
  | { readonly kind: "digest"; readonly userId: string };

export interface UniverseRequest {
  readonly symbols: readonly Ticker[];
  /** "09:45 ET", "on demand", "test post" */
  readonly name: string;
  readonly letter: UniverseLetter;
}

/** What a dashboard or digest is made of, its picture included, from rows that were read before. @param at ms since 1970 */
export async function universeInput(
  { symbols, name, letter }: UniverseRequest,
  { rows, at: instant }: { readonly rows: Rows; readonly at: number },
  ctx: AppContext,
): Promise<UniversePostInput> {
  const before = await lastRows(letter, { symbols, before: instant }, ctx);
  const at = new Date(instant).toISOString();
  const picture = await ctx.draw("universe", pictureOf(letter.kind, { rows, before, at }, ctx.palette));
  return { rows, before, at, now: ctx.now(), picture, name };
}

/** The rows of these symbols at this moment, in the order given; a dead symbol is a gap. */
export async function readRows(symbols: readonly Ticker[], ctx: AppContext, options: ReadOptions = {}): Promise<Rows> {
  const requests = symbols.map((symbol) => ({ symbol, selection: { kind: "all" } as const }));
  const answers = await ctx.exposure.readMany(requests, options);
  return Promise.all(answers.map((answer) => rowOnRecord(answer, ctx)));
}

/** The rows of a slot, the same for everybody and for every attempt: a symbol is read once, by whoever needs it first. */
export async function slotRows(slot: number, symbols: readonly Ticker[], ctx: AppContext): Promise<Rows> {
  const { briefs } = ctx.store;
  const known = new Set((await briefs.at(slot, symbols)).map(symbolOf));
  const unread = symbols.filter((symbol) => !known.has(symbol));
  if (unread.length > 0) {
    await briefs.keep(slot, await readRows(unread, ctx));
  }
  return briefs.at(slot, symbols);
}

async function rowOnRecord(answer: Answer | Gap, ctx: AppContext): Promise<Brief | MissingBrief> {
  return "missing" in answer ? rowOf(answer) : rowOf(answer, await onRecord(answer.reading, ctx));
}

/** The numbers of the last letter that arrived; null when there was none, or they are no longer kept. */
async function lastRows(
  letter: UniverseLetter,
  { symbols, before }: { readonly symbols: readonly Ticker[]; readonly before: number },
  { store }: AppContext,
): Promise<UniversePostInput["before"]> {
  const slot = await store.outbox.lastSent(letter, before);
  if (slot === null) return null;
  const rows = await store.briefs.at(slot, symbols);
  return rows.length === 0 ? null : { rows, at: new Date(slot).toISOString() };
}
