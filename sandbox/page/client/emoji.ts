import type { APIMessageComponentEmoji } from "discord.js";
import { element } from "./element.ts";

/** Custom emojis are pictures on Discord's servers; here their name has to do. */
export function emojiOf(emoji: APIMessageComponentEmoji | undefined): HTMLElement | null {
  if (!emoji?.name) return null;
  return element("span", { class: "emoji", "aria-hidden": "true" }, emoji.id ? `:${emoji.name}:` : emoji.name);
}
