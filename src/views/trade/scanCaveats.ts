import type { ScanRow } from "../../engine/plan/scan.ts";
import { monthDay } from "../format.ts";
import { ageCaveats, named } from "../universe/words.ts";
import { madeUpSentence } from "../vrpHistoryWords.ts";
import type { ScanPostInput } from "./scanInput.ts";

/** What a reader must know before trusting the table; each is one sentence, and said once for all rows. */
export function scanCaveats({ rows, late, madeUp, now }: ScanPostInput): string[] {
  const those = (is: (row: ScanRow) => boolean) => rows.filter(is).map(({ symbol }) => symbol);
  const say = (symbols: readonly string[], words: string) => (symbols.length === 0 ? [] : [`${words}: ${named(symbols)}.`]); // prettier-ignore
  return [
    ...(isSampleScan(rows) ? ["**SAMPLE DATA**: a made-up market, not prices anyone can trade."] : []),
    ...madeUpSentence(madeUp),
    ...say(late, "The source gave nothing newer, so these stand on an older copy"),
    ...ageCaveats(rows, now),
    ...indexSentence(rows),
    ...say(those(({ zScore }) => zScore.provisional), "Provisional z, of fewer than 60 days"), // prettier-ignore
    ...say(those(({ zScore: { z } }) => z === null), "No z-score, which counts as not high"), // prettier-ignore
    ...say(those(({ vrp20 }) => vrp20?.basis === "iv30"), "VRP20 of the feed's IV, there being none of ours"), // prettier-ignore
    ...say(those(({ degraded }) => degraded), "Data quality is reduced"), // prettier-ignore
  ];
}

/** A volatility index is published by the day, so its z-score is a close older than everything else. */
function indexSentence(rows: readonly ScanRow[]): string[] {
  const scores = rows.flatMap(({ zScore: { index, asOf, z } }) => (index === null || asOf === null || z === null ? [] : [{ index, asOf }])); // prettier-ignore
  if (scores.length === 0) return [];
  const names = [...new Set(scores.map(({ index }) => index))];
  const days = [...new Set(scores.map(({ asOf }) => asOf))].sort().map(monthDay);
  return [`A z of ${names.join(", ")} is as of the close of ${days.join(", ")}; VRP20 is of the quotes.`];
}

export const isSampleScan = (rows: readonly ScanRow[]): boolean => rows.some(({ source }) => source.sample);
