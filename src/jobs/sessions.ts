import type { AppContext } from "../context.ts";
import { utcToNewYork } from "../engine/newYork.ts";
import { closeMinutes } from "../engine/nyse.ts";
import { dailySnapshot } from "../engine/vrp/dailySnapshot.ts";

/** Quotes are a quarter of an hour late, and the last prints come after the bell. */
const AFTER_CLOSE_MINUTES = 45;

/**
 * In the evening of a session, keeps its numbers of every symbol that somebody watches: what volatility is measured against, and
 * what cannot be had later. What is kept already is not read again. Returns how many symbols were kept.
 */
export async function keepSession({ store, exposure, history, now }: AppContext): Promise<number> {
  const { date, minutes } = utcToNewYork(now().getTime());
  const close = closeMinutes(date);
  if (close === null || minutes < close + AFTER_CLOSE_MINUTES) return 0;
  const symbols = await store.daily.missing(await store.watched(), date);
  const requests = symbols.map((symbol) => ({ symbol, selection: { kind: "all" } as const }));
  let kept = 0;
  for (const answer of await exposure.readMany(requests)) {
    if ("missing" in answer) continue;
    const { snapshot } = answer.reading;
    const row = dailySnapshot(snapshot, (await history.of(snapshot.symbol)).bars);
    // The feed may stand at an earlier session, as for a symbol that is not traded any more.
    if (row?.date !== date) continue;
    await store.daily.keep(row);
    kept++;
  }
  return kept;
}
