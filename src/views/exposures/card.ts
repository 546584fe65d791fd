import type { APIEmbed } from "discord.js";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { caveatsOf } from "../caveats.ts";
import { monthDay, newYorkTime, selectionName } from "../format.ts";
import type { Post } from "../post.ts";
import { regimeColor } from "../regimeColor.ts";
import { MODEL_NOTE, REGIME_NAME, shareLine } from "../words.ts";
import { publishedField } from "./published.ts";
import { wideField, type ViewInput, type ViewWords } from "./view.ts";

/**
 * A view's words in the frame that every exposure reply has: a searchable line, one embed with regime, caveats, age and
 * source, and the picture. Author line, colour and picture are always ours. Where a vendor's figures lead, they come first
 * and ours follow under our own label.
 */
export function card(words: ViewWords, input: ViewInput, picture: { name: string; data: Uint8Array }): Post {
  const { reading, stale, retryAt, now, clockOffMs, command } = input;
  const { snapshot, regime } = reading;
  const caveats = caveatsOf(reading, { stale, retryAt, now, clockOffMs });
  const published = words.published ?? publishedField(input);
  const vendorLeads = input.lead === "published" && input.published?.figures != null;
  const mind = caveats.length > 0 ? [wideField("Mind", caveats.map((c) => `• ${c}`))] : []; // prettier-ignore
  const author = `${REGIME_NAME[regime.gamma]} · confidence ${regime.confidence}`;
  const embed: APIEmbed = {
    author: { name: vendorLeads ? `${author} · ${snapshot.source.label}` : author },
    title: `${snapshot.source.sample ? "SAMPLE · " : ""}${snapshot.symbol} · ${words.subject} · ${selectionName(snapshot.selection)}`,
    color: regimeColor(reading),
    ...(!vendorLeads && { description: words.sentences.join("\n") }),
    fields: [
      ...(vendorLeads ? [...published, wideField(ourLabel(snapshot), words.sentences)] : []),
      ...words.fields,
      ...(vendorLeads ? [] : published),
      ...mind,
    ],
    image: { url: `attachment://${picture.name}` },
    footer: { text: footerText(snapshot, command) },
    timestamp: snapshot.quoteTime,
  };
  return {
    content: shareLine(reading),
    embeds: [embed],
    files: [{ ...picture, description: words.alt }],
  };
}

const ourLabel = ({ source, quoteTime }: ExposureSnapshot) => `${source.label} · ${newYorkTime(quoteTime)}`;

function footerText({ source, quoteTime, oiDate }: ExposureSnapshot, command: string): string {
  return [
    `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)} · OI of ${monthDay(oiDate)}`,
    command,
    `${MODEL_NOTE} Not advice.`,
  ].join("\n");
}
