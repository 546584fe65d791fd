import type { AppContext } from "../context.ts";
import { isBrief } from "../engine/brief.ts";
import { utcToNewYork } from "../engine/newYork.ts";
import { closeMinutes } from "../engine/nyse.ts";
import { readRows } from "./universe.ts";

/** Quotes are a quarter of an hour late, and the last prints come after the bell. */
const AFTER_CLOSE_MINUTES = 45;

/**
 * In the evening of a session, keeps its numbers of every symbol that somebody watches: averages over days are taken over them.
 * What is kept already is not read again. Returns how many symbols were kept.
 */
export async function keepSession(ctx: AppContext): Promise<number> {
  const { store } = ctx;
  const { date, minutes } = utcToNewYork(ctx.now().getTime());
  const close = closeMinutes(date);
  if (close === null || minutes < close + AFTER_CLOSE_MINUTES) return 0;
  const symbols = await store.daily.missing(await store.watched(), date);
  const rows = (await readRows(symbols, ctx)).filter(isBrief);
  for (const row of rows) await store.daily.keep(row);
  return rows.length;
}
