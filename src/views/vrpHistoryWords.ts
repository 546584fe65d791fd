import type { HistoryNote } from "../services/history/history.ts";
import { WHY_STALE } from "./caveats.ts";
import type { VrpAnswer } from "./exposures/view.ts";
import { monthDay } from "./format.ts";
import { basisName } from "./vrpWords.ts";

const PARTS: Readonly<Record<HistoryNote["part"], string>> = {
  bars: "Daily closes",
  index: "The volatility index",
};

/** What is missing of the record, and what stands in for a volatility index that is gone. A sentence each. */
export function historySentences({ reading, volIndex, notes, madeUp }: Omit<VrpAnswer, "vendor">): string[] {
  const gone =
    volIndex?.state === "gone"
      ? [`${volIndex.name} is no longer published: the z-score is of ${basisName(reading.zScore)} instead.`]
      : [];
  const late = notes.map(({ part, reason, keptTo }) => {
    const kept = keptTo === null ? "there are none on record" : `the record ends on ${monthDay(keptTo)}`;
    return `${PARTS[part]} could not be fetched, ${kept}. ${WHY_STALE[reason]}.`;
  });
  return [...madeUpSentence(madeUp), ...gone, ...late];
}

/** Said wherever a made-up past stands beside a chain that may be a real one. */
export const madeUpSentence = (madeUp: boolean): string[] =>
  madeUp ? ["**SAMPLE HISTORY**: the past is made up, so z-score, realised volatility and scores are."] : [];
