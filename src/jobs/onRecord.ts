import type { AppContext } from "../context.ts";
import type { Brief } from "../engine/brief.ts";
import { averageDollarVolume } from "../engine/dollarVolume.ts";
import { utcToNewYork } from "../engine/newYork.ts";
import type { Reading } from "../engine/regime.ts";
import { vrpReading } from "../engine/vrp/reading.ts";

/** What the record of days adds to a reading's brief: the z-score of the volatility premium and the average volume. */
export async function onRecord(
  { snapshot }: Reading,
  { history }: Pick<AppContext, "history">,
): Promise<Pick<Brief, "vrpZ" | "adv">> {
  const record = await history.of(snapshot.symbol);
  const { date } = utcToNewYork(Date.parse(snapshot.quoteTime));
  const { zScore } = vrpReading({ snapshot, history: record });
  return { vrpZ: zScore.z, adv: averageDollarVolume(record.bars, date) };
}
