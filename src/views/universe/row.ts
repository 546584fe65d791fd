import { briefOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import type { Answer, Gap } from "../../services/exposure.ts";
import { missingBrief, NO_OPEN_INTEREST } from "./gap.ts";

/**
 * The row of a table out of what the sources said of a symbol; one without exposure has no numbers, and says so.
 * @param known what the record of days adds; left out: nothing is known of it
 */
export function rowOf(answer: Answer | Gap, known: Partial<Pick<Brief, "vrpZ" | "adv">> = {}): Brief | MissingBrief {
  if ("missing" in answer) return missingBrief(answer);
  const { symbol, strikes } = answer.reading.snapshot;
  return strikes.length === 0 ? { missing: symbol, why: NO_OPEN_INTEREST } : briefOf(answer.reading, known);
}
