import type { Published } from "../../engine/published.ts";
import type { PublishedAnswer } from "../../services/published.ts";
import { newYorkTime, points } from "../format.ts";
import type { Post } from "../post.ts";
import { signColor } from "../regimeColor.ts";
import { zScore } from "../universe/tableWords.ts";
import { asOfMost, notesField, publishedName } from "./published.ts";
import { noteSentences } from "./publishedNotes.ts";
import { WHY_OURS_IS_MISSING, type PublishedPostOptions } from "./publishedOnly.ts";
import { vrpLines } from "./publishedVrp.ts";
import { listField } from "./view.ts";

/** The reply about the premium when only the vendor answered: its VRP as published, no cell, and why ours is missing. */
export function publishedVrpPost(
  { figures, notes }: PublishedAnswer & { readonly figures: Published },
  { symbol, failure, now, command }: PublishedPostOptions,
): Post {
  const { source } = figures;
  const asOf = asOfMost(figures);
  const said = noteSentences(notes, { now, hasFigures: true });
  return {
    content: `${source.sample ? "SAMPLE DATA · " : ""}${symbol}: ${headline(figures)} (${source.label} · ${asOf === null ? "its record only" : newYorkTime(asOf)})`,
    embeds: [
      {
        author: { name: `VOLATILITY PREMIUM · ${source.label}` },
        title: `${source.sample ? "SAMPLE · " : ""}${symbol} · FlashAlpha's VRP only`,
        color: signColor("undetermined"),
        description: `No picture, no cell and no figures of ours: ${WHY_OURS_IS_MISSING[failure]}.`,
        fields: [listField(publishedName(figures, now), vrpLines(figures, { now, ours: null })), ...notesField(said)],
        footer: {
          text: [
            `${source.label}${asOf === null ? "" : ` · data ${newYorkTime(asOf)}`}`,
            command,
            "RV looks back: not what a seller will earn. Not advice.",
          ].join("\n"),
        },
        ...(asOf !== null && { timestamp: asOf }),
      },
    ],
  };
}

function headline({ vrp }: Published): string {
  const z = vrp?.z ?? null;
  return `VRP20 ${points(vrp?.vrp[20] ?? null)} vol points | z ${z === null ? "n/a" : zScore(z)}`;
}
