import type { APIEmbedField } from "discord.js";
import type { ViewInput } from "./view.ts";

/** The vendor's block of a reply; none where no vendor is configured. */
export function publishedField({ published }: ViewInput): APIEmbedField[] {
  return published ? [] : [];
}
