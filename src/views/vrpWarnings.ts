import type { VrpReading, VrpWarning } from "../engine/vrp/types.ts";
import { monthDay, points } from "./format.ts";
import { noZWords } from "./vrpWords.ts";

const WARNINGS: Readonly<Record<VrpWarning, (reading: VrpReading) => string>> = {
  event_risk: () => "A known event falls before the 30-day point: part of the premium pays for it.",
  negative_gamma: () => "Negative γ: hedging leans with moves, which is when sold options lose most.",
  poor_wing_liquidity: () => "25-delta options are quoted wider than 15 % of their mid.",
  term_inversion: () => "The term curve is inverted: 7 days cost more than 60.",
  extreme_vrp: () => "The z-score is 2.5 or farther from zero: look for what is behind it.",
  insufficient_history_for_zscore: ({ zScore }) => `Too little history for a z-score: ${noZWords(zScore)}.`,
  iv_disagreement: () => "Our at-the-money IV and the feed's 30-day IV differ by more than 10 %.",
  iv_one_sided: () => "Expiries are listed on one side of 30 days only: the IV is the nearest expiry's.",
  split_in_history: ({ split }) =>
    split === null
      ? "A split in the history: closes before it are left out."
      : `A ${splitRatio(split.ratio)} split on ${monthDay(split.date)}, ${split.date.slice(0, 4)}: closes before it are left out, so there is less history.`,
  gap_in_history: () => "Sessions without a close are missing in the history: volatility is measured over the others.",
  stale_history: ({ realisedTo }) =>
    realisedTo === null
      ? "The last close on record is more than three sessions old: realised volatility of today is not known."
      : `The last close on record is that of ${monthDay(realisedTo)}: realised volatility is not up to date.`,
};

/** "4:1"; a reverse split "1:10". */
const splitRatio = (ratio: number): string =>
  ratio >= 1 ? `${Number(ratio.toFixed(2))}:1` : `1:${Number((1 / ratio).toFixed(2))}`;

/** Points of VRP20 that a premium must exceed to be worth its costs, however unusual it is. docs/methodology.md, "z-score". */
const WORTH_ABOVE = 2;

/** What to mind about a premium, a sentence each: high but small first, then the engine's order. */
export function warningSentences(reading: VrpReading): string[] {
  const { zScore, vrp, warnings } = reading;
  const small = zScore.z !== null && zScore.z >= 1 && vrp[20] !== null && vrp[20] <= WORTH_ABOVE;
  return [
    ...(small
      ? [
          `High for its own history, yet VRP20 is ${points(vrp[20])}: not above ${WORTH_ABOVE} points, so it hardly pays.`,
        ]
      : []),
    ...warnings.map((warning) => WARNINGS[warning](reading)),
  ];
}
