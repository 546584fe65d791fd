import type { APIEmbed, APIMessage } from "discord.js";

/** A message as plain text for a terminal: what a person would read on the screen, top to bottom. */
export function readableMessage({ content, embeds }: APIMessage): string {
  return [content, ...embeds.map(readableEmbed)].filter(Boolean).join("\n\n");
}

function readableEmbed({ author, title, description, fields = [], footer }: APIEmbed): string {
  const blocks = [author?.name, title, description && plain(description)];
  for (const { name, value } of fields) blocks.push(`${name}\n${indent(plain(value))}`);
  blocks.push(footer?.text);
  return blocks.filter(Boolean).join("\n\n");
}

/** Without the markup Discord would render. */
const plain = (text: string) => text.replace(/\*\*|`/g, "").replace(/(?<!\w)\*(\S[^*\n]*?)\*/g, "$1");

const indent = (text: string) => text.replace(/^/gm, "  ");
