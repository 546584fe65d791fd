import type { APIEmbed } from "discord.js";
import type { Post } from "../../src/views/post.ts";

/** Every text of a post that a person can read or hear, in the order shown. */
export function wordsOf({ content = "", embeds = [], files = [] }: Post): string[] {
  return [content, ...embeds.flatMap(embedWords), ...files.map(({ description }) => description)];
}

const embedWords = ({ author, title = "", description = "", fields = [], footer }: APIEmbed): string[] => [
  author?.name ?? "",
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
  footer?.text ?? "",
];

/** What JavaScript prints when nobody thought of a case. */
export const SLIPS = /\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object|\$n\/a|\*\*\*\*|\$-|--/;
