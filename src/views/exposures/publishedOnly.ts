import { publishedRegime, type Published } from "../../engine/published.ts";
import type { Ticker } from "../../engine/ticker.ts";
import type { ProviderFailure } from "../../errors.ts";
import type { PublishedAnswer } from "../../services/published.ts";
import { money, newYorkTime, price, strike } from "../format.ts";
import type { Post } from "../post.ts";
import { signColor } from "../regimeColor.ts";
import { MODEL_NOTE, REGIME_NAME } from "../words.ts";
import { asOfMost, figureLines, notesField, publishedName } from "./published.ts";
import { noteSentences } from "./publishedNotes.ts";
import { publishedSigns } from "./publishedSigns.ts";
import { listField } from "./view.ts";

/** Behind "no figures of ours: ". */
export const WHY_OURS_IS_MISSING: Record<ProviderFailure, string> = {
  "unknown-symbol": "our own source lists no options for this symbol",
  "not-entitled": "our own data plan does not cover this symbol",
  "rate-limited": "our own source asks us to slow down",
  blocked: "our own source refuses this machine",
  unreachable: "our own source does not answer",
  "bad-response": "our own source sent something we cannot read",
  "no-data": "our own source has no data on this symbol right now",
  overloaded: "the bot is too busy to compute its own",
  cooldown: "you asked for newer numbers too often",
};

export interface PublishedPostOptions {
  readonly symbol: Ticker;
  /** What kept our own source from answering. */
  readonly failure: ProviderFailure;
  readonly now: Date;
  /** The slash command that reproduces the reply. */
  readonly command: string;
}

/** The reply when only the vendor answered: its figures as published, no picture, and why ours are missing. */
export function publishedPost(
  { figures, notes }: PublishedAnswer & { readonly figures: Published },
  { symbol, failure, now, command }: PublishedPostOptions,
): Post {
  const { source } = figures;
  const mark = source.sample ? "SAMPLE · " : "";
  const asOf = asOfMost(figures);
  const regime = publishedRegime(figures);
  const sign = regime.bySign ?? regime.byFlip ?? "undetermined";
  const said = noteSentences(notes, { now, hasFigures: true });
  return {
    content: `${source.sample ? "SAMPLE DATA · " : ""}${searchLine(symbol, figures)} (${source.label} · ${newYorkTime(asOf)})`,
    embeds: [
      {
        author: { name: `${regime.disagree ? "SIGN UNCERTAIN" : REGIME_NAME[sign]} · ${source.label}` },
        title: `${mark}${symbol} · FlashAlpha's figures only`,
        color: signColor(regime.disagree ? "undetermined" : sign),
        description: [
          `No picture and no figures of ours: ${WHY_OURS_IS_MISSING[failure]}.`,
          ...publishedSigns(figures, null),
        ].join("\n"),
        fields: [listField(publishedName(figures, now), figureLines(figures, now)), ...notesField(said)],
        footer: {
          text: [`${source.label} · data ${newYorkTime(asOf)}`, command, `${MODEL_NOTE} Not advice.`].join("\n"),
        },
        ...(asOf !== null && { timestamp: asOf }),
      },
    ],
  };
}

function searchLine(symbol: Ticker, { levels, gex }: Published): string {
  const chain = gex?.scope === "chain" ? ` | Net GEX ${money(gex.net)} per 1 %` : "";
  return [
    `${symbol}: spot ${price(levels?.spot ?? gex?.spot ?? null)}`,
    `Call Wall ${strike(levels?.callWall ?? null)}`,
    `Put Wall ${strike(levels?.putWall ?? null)}`,
    `Gamma Flip ${price(levels?.flip ?? gex?.flip ?? null)}${chain}`,
  ].join(" | ");
}
