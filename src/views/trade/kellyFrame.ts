import type { APIEmbed, APIEmbedField } from "discord.js";
import type { Post } from "../post.ts";
import { KELLY_NOTE } from "./planFrame.ts";

const VIOLET = 0xa78bfa;
/** docs/methodology.md "Sizing". */
export const CAP_SENTENCE =
  "The bot bets a quarter of Kelly at most, and never more than 2 % of a bankroll (cell B, C: 1 %).";

/** A calculation on Kelly's criterion in the frame that all of them have. */
export function kellyPost(of: {
  readonly title: string;
  readonly description: readonly string[];
  readonly fields: readonly APIEmbedField[];
  /** Where its numbers are from. */
  readonly source: string;
  readonly command: string;
  readonly timestamp?: string;
}): Post {
  const embed: APIEmbed = {
    title: of.title,
    color: VIOLET,
    description: of.description.join("\n"),
    fields: [...of.fields],
    footer: {
      text: [of.source, of.command, `${KELLY_NOTE} Ours, not back-tested. Not advice.`].join("\n"),
    },
    ...(of.timestamp !== undefined && { timestamp: of.timestamp }),
  };
  return { embeds: [embed] };
}

/** A probability or fraction to three decimals, so that it can be checked against another calculator: "7.684 %". */
export const exactPercent = (part: number): string => `${(100 * part).toFixed(3).replace("-", "−")} %`;
