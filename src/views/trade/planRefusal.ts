import type { APIEmbed } from "discord.js";
import type { PlanOutcome, PlanRefusal } from "../../engine/plan/types.ts";
import { CELLS, whenOf } from "../cells.ts";
import { listField } from "../exposures/view.ts";
import { monthDay } from "../format.ts";
import type { Post } from "../post.ts";
import { zScore } from "../universe/tableWords.ts";
import { STRUCTURES } from "../vrpWords.ts";
import { aboutData, planFrame, type PlanSurroundings } from "./planFrame.ts";
import { planControls } from "./planControls.ts";
import { passedOverLines, termLines } from "./planTerm.ts";

export type Refused = Extract<PlanOutcome, { readonly kind: "refused" }>;

interface Words {
  /** Behind "No plan: ". */
  readonly why: (around: PlanSurroundings, refused: Refused) => string;
  /** What would have to be otherwise. */
  readonly otherwise: (around: PlanSurroundings) => string;
}

const CLOSES = "The bot keeps the daily closes it can fetch; `/vrp` shows how many there are.";

const REFUSALS: Readonly<Record<PlanRefusal, Words>> = {
  cell: {
    why: ({ reading: { regime } }, { cell }) =>
      `cell ${cell}, ${CELLS[cell].name} (${whenOf(cell, regime.gamma)}): ${CELLS[cell].meaning}. Nothing is sold here`,
    otherwise: ({ vrp: { reading } }) =>
      `A z-score of 1 or more makes it cell B (now ${reading.zScore.z === null ? "none" : zScore(reading.zScore.z)}), positive net gamma cell C.`,
  },
  no_iv: {
    why: () => "no implied volatility at the money, so nothing can be priced",
    otherwise: () => "Two-sided quotes at the money, as a market that is open has them.",
  },
  no_realised: {
    why: () => "no realised volatility of 20 days to forecast from",
    otherwise: () => CLOSES,
  },
  no_expiry: {
    why: () => "no tenor pays, or none that pays can be traded",
    otherwise: () => "A premium at 7, 14, 30 or 60 days with quotes at most 10 % wide, or `expiry:` of your own.",
  },
  expiry_not_listed: {
    why: ({ wish }) => `${wish.expiry ?? "the expiry"} is not listed, has expired or is not quoted`,
    otherwise: () => "Another `expiry:`; those that are listed are offered while you type.",
  },
  event_front: {
    why: () =>
      "only the front pays (VRP7 above 0, VRP30 at most 1), which an event would explain; only a calendar would do, and none stands",
    otherwise: () => "A premium at 30 days above 1 vol point, or `expiry:` of your own.",
  },
  no_structure: {
    why: ({ wish }, { cell }) =>
      wish.structure === null
        ? `nothing that cell ${cell} allows stands`
        : `the ${STRUCTURES[wish.structure].toLowerCase()} you asked for does not stand in cell ${cell}`,
    otherwise: ({ wish }) =>
      wish.structure === null
        ? "A lower realised volatility or dearer options: the forecast has to leave a gain at the mid."
        : "Leave out `structure:` to see what the cell allows.",
  },
};

/** Why there is no plan, what was looked at, and what would change it. Not an error: it is the answer. */
export function planRefusalPost(refused: Refused, around: PlanSurroundings): Post {
  const { symbol, source } = around.reading.snapshot;
  const { date } = refused;
  const { why, otherwise } = REFUSALS[refused.why];
  const reason = why(around, refused);
  const embed: APIEmbed = {
    ...planFrame(around, { subject: "no plan" }),
    description: `**No plan:** ${reason}.`,
    fields: [
      ...(refused.passedOver.length > 0
        ? [
            listField(
              `Passed over${date === null ? "" : ` for ${monthDay(date)}`}`,
              passedOverLines(refused.passedOver),
            ),
          ]
        : []),
      listField("Expiry by premium", termLines(refused.term, date)),
      listField("What would change it", [otherwise(around)]),
      ...aboutData(around),
    ],
  };
  return {
    content: `${source.sample ? "SAMPLE DATA · " : ""}${symbol}, no plan: ${reason} (${source.delayMinutes}-min delayed)`,
    embeds: [embed],
    controls: planControls({ symbol, palette: around.palette }, null),
  };
}
