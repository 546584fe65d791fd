import type { AppContext } from "../context.ts";
import type { Reading } from "../engine/regime.ts";
import { vrpReading } from "../engine/vrp/reading.ts";
import type { VrpAnswer } from "../views/exposures/view.ts";

type Bot = Pick<AppContext, "history" | "published">;

/** What options pay by the record of the symbol. Never throws: what is missing is in the reading and the notes. */
export async function readVrp({ snapshot }: Reading, { history, published }: Bot): Promise<VrpAnswer> {
  const record = await history.of(snapshot.symbol);
  return {
    reading: vrpReading({ snapshot, history: record }),
    volIndex: record.volIndex,
    notes: record.notes,
    madeUp: record.madeUp,
    vendor: published && { plan: published.status().plan },
  };
}
