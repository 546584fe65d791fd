import type { AppContext } from "../context.ts";
import type { Reading } from "../engine/regime.ts";
import type { Estimator } from "../engine/vrp/types.ts";
import { vrpReading } from "../engine/vrp/reading.ts";
import type { VrpAnswer } from "../views/exposures/view.ts";

type Bot = Pick<AppContext, "history" | "published">;

/**
 * What options pay by the record of the symbol, realised volatility from close to close unless told otherwise. Never throws: what
 * is missing is in the reading and the notes.
 */
export async function readVrp(
  { snapshot }: Reading,
  { history, published }: Bot,
  estimator: Estimator = "close_to_close",
): Promise<VrpAnswer> {
  const record = await history.of(snapshot.symbol);
  return {
    reading: vrpReading({ snapshot, history: record, estimator }),
    volIndex: record.volIndex,
    notes: record.notes,
    madeUp: record.madeUp,
    vendor: published && { plan: published.status().plan },
  };
}
