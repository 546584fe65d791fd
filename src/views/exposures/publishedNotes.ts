import type { PublishedBlock } from "../../engine/published.ts";
import type { StaleReason } from "../../errors.ts";
import type { PublishedNote } from "../../services/published.ts";
import { shortTime } from "../format.ts";

const BLOCK_NAME: Record<PublishedBlock, string> = {
  levels: "levels",
  gex: "GEX",
  dex: "DEX",
  vex: "VEX",
  chex: "CHEX",
  vrp: "VRP",
  vrpHistory: "VRP history",
};

/** The vendor's plans by name; anything else it may call one is not repeated. */
export const PLANS: ReadonlySet<string> = new Set(["Free", "Basic", "Growth", "Alpha"]);

const FAILED: Record<StaleReason, string> = {
  "unknown-symbol": "FlashAlpha has no options data for this symbol",
  "not-entitled": "The FlashAlpha plan does not cover this symbol",
  "rate-limited": "FlashAlpha asks us to slow down",
  blocked: "FlashAlpha refuses this machine",
  unreachable: "FlashAlpha does not answer",
  "bad-response": "FlashAlpha sent something we cannot read",
  "no-data": "FlashAlpha has no data right now",
  overloaded: "The bot is busy",
  slow: "FlashAlpha is slow",
  cooldown: "You asked for newer figures too often",
};

/** Why figures of the vendor are missing or old, one plain sentence each, none twice. */
export function noteSentences(
  notes: readonly PublishedNote[],
  { now, hasFigures }: { readonly now: Date; readonly hasFigures: boolean },
): string[] {
  const sentences = notes.map((note) => {
    switch (note.kind) {
      case "plan":
        return `${listOf(note.blocks)} ${note.blocks.length === 1 && note.blocks[0] !== "levels" ? "needs" : "need"} ${PLANS.has(note.plan) ? `FlashAlpha's ${note.plan} plan` : "a larger FlashAlpha plan"}.`;
      case "quota":
        return `Today's FlashAlpha calls are used up; back at ${shortTime(note.resetsAt, now)}.`;
      case "share":
        return `This server's share of today's FlashAlpha calls is used up; back at ${shortTime(note.resetsAt, now)}.`;
      case "key":
        return "FlashAlpha refuses the key; the operator finds the reason in the log.";
      case "failed":
        return `${FAILED[note.reason]}${hasFigures ? ": figures may be missing or old" : ""}.`;
    }
  });
  return [...new Set(sentences)];
}

/** "DEX, VEX and CHEX", first letter large. */
function listOf(blocks: readonly PublishedBlock[]): string {
  const names = blocks.map((block) => BLOCK_NAME[block]);
  const text = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "this");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
