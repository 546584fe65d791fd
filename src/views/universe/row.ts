import { briefOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import type { Answer, Gap } from "../../services/exposure.ts";
import { missingBrief } from "./gap.ts";

/**
 * The row of a table out of what the sources said of a symbol; one without exposure has no numbers, and says so.
 * @param adv average dollar volume of a session, $; null: not known
 */
export function rowOf(answer: Answer | Gap, adv: number | null = null): Brief | MissingBrief {
  if ("missing" in answer) return missingBrief(answer);
  const { symbol, strikes } = answer.reading.snapshot;
  return strikes.length === 0 ? { missing: symbol, why: "no open interest listed" } : briefOf(answer.reading, { adv });
}
