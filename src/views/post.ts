import type { APIEmbed } from "discord.js";

export interface PostFile {
  readonly name: string;
  readonly data: Uint8Array;
  /** Alt text; Discord shows it to screen readers, up to 1,024 characters. */
  readonly description: string;
}

/** What the bot says, before anyone decides where: a reply, a channel or a DM. */
export interface Post {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly files?: readonly PostFile[];
}
