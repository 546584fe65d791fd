import type { Reading } from "../engine/regime.ts";
import type { VrpReading } from "../engine/vrp/types.ts";
import { selectionKey } from "../engine/selection.ts";
import { csvOf, jsonOf } from "./data.ts";
import { explainEmbed } from "./explainReading.ts";
import type { Post, PostFile } from "./post.ts";
import type { Extra } from "./replyState.ts";

/** The reply with what was asked for besides: why this regime, or its figures as files for a spreadsheet and a program. */
export function withExtra(
  post: Post,
  extra: Extra,
  { reading, vrp, now }: { readonly reading: Reading; readonly vrp: VrpReading | null; readonly now: Date },
): Post {
  switch (extra) {
    case "none":
      return post;
    case "explain":
      return { ...post, embeds: [...(post.embeds ?? []), explainEmbed(reading, { now })] };
    case "data":
      return { ...post, files: [...(post.files ?? []), ...dataFiles(reading, vrp)] };
  }
}

function dataFiles(reading: Reading, vrp: VrpReading | null): PostFile[] {
  const { symbol, selection, source } = reading.snapshot;
  const name = `${source.sample ? "SAMPLE-" : ""}${symbol}-${selectionKey(selection)}`;
  const file = (ending: string, text: string, what: string): PostFile => ({
    name: `${name}.${ending}`,
    data: new TextEncoder().encode(text),
    description: `${source.sample ? "SAMPLE DATA: " : ""}${what} of ${symbol}`,
  });
  return [
    file("csv", csvOf(reading), "exposures by strike, comma-separated,"),
    file("json", jsonOf(reading, vrp), "every figure we computed, as JSON,"),
  ];
}
