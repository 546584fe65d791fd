import type { APIEmbed } from "discord.js";
import type { Reading } from "../../engine/regime.ts";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { caveatsOf } from "../caveats.ts";
import { monthDay, newYorkTime, selectionName } from "../format.ts";
import type { Post } from "../post.ts";
import { MODEL_NOTE, REGIME_NAME, shareLine } from "../words.ts";
import { publishedField } from "./published.ts";
import { wideField, type ViewInput, type ViewWords } from "./view.ts";

const GREEN = 0x22c55e;
const RED = 0xef4444;
const AMBER = 0xf59e0b;
const GREY = 0x8b949e;

/**
 * A view's words in the frame that every exposure reply has: a searchable line, one embed with regime, caveats, age and
 * source, and the picture.
 */
export function card(words: ViewWords, input: ViewInput, picture: { name: string; data: Uint8Array }): Post {
  const { reading, stale, now, clockOffMs, command, lead } = input;
  const { snapshot, regime } = reading;
  const caveats = caveatsOf(reading, { stale, now, clockOffMs });
  const published = publishedField(input);
  const mind = caveats.length > 0 ? [wideField("Mind", caveats.map((c) => `• ${c}`))] : []; // prettier-ignore
  const embed: APIEmbed = {
    author: { name: `${REGIME_NAME[regime.gamma]} · confidence ${regime.confidence}` },
    title: `${snapshot.source.sample ? "SAMPLE · " : ""}${snapshot.symbol} · ${words.subject} · ${selectionName(snapshot.selection)}`,
    color: colorOf(reading),
    description: words.sentences.join("\n"),
    fields: [
      ...(lead === "published" ? published : []),
      ...words.fields,
      ...(lead === "ours" ? published : []),
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

/** Green or red by the sign of gamma; amber at the flip; grey when there is no call to make. */
function colorOf({ regime }: Reading): number {
  if (regime.gamma === "undetermined") return GREY;
  if (regime.distancePct !== null && regime.distancePct <= 0.5) return AMBER;
  return regime.gamma === "positive" ? GREEN : RED;
}

function footerText({ source, quoteTime, oiDate }: ExposureSnapshot, command: string): string {
  return [
    `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)} · OI of ${monthDay(oiDate)}`,
    command,
    `${MODEL_NOTE} Not advice.`,
  ].join("\n");
}
