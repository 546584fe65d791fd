import type { APIEmbed } from "discord.js";
import type { Controls } from "./controls.ts";

export interface PostFile {
  readonly name: string;
  readonly data: Uint8Array;
  /** Alt text; Discord shows it to screen readers, up to 1,024 characters. */
  readonly description: string;
}

export interface Trace {
  readonly source: string;
  readonly cache: "hit" | "miss" | "stale";
}

/** What the bot says, before anyone decides where: a reply, a channel or a DM. */
export interface Post {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly files?: readonly PostFile[];
  /** Menus and buttons under the post; who may use them is decided where it is sent. */
  readonly controls?: Controls;
  /** For the log line: where the numbers came from. Never sent. */
  readonly trace?: Trace;
}
