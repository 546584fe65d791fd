import type { APIEmbedField } from "discord.js";
import type { PublishedBlock } from "../../engine/published.ts";
import type { Reading } from "../../engine/regime.ts";
import type { ExpirySelection } from "../../engine/selection.ts";
import type { Instant } from "../../engine/snapshot.ts";
import type { VolIndex, VrpReading } from "../../engine/vrp/types.ts";
import type { StaleReason } from "../../errors.ts";
import type { HistoryNote } from "../../services/history/history.ts";
import type { PublishedAnswer } from "../../services/published.ts";
import type { ReadingChartName } from "../charts/index.ts";
import { LIMITS } from "../limits.ts";

/** Whose figures a reply leads with, where a vendor publishes some. */
export type Lead = "ours" | "published";

/** What the words of a view are made of. */
export interface ViewInput {
  readonly reading: Reading;
  /** Why the reading is older than it should be; null when it is fresh. */
  readonly stale: StaleReason | null;
  /** When asking again can help, if that is known. */
  readonly retryAt: Instant | null;
  /** The whole chain's reading, for a view that covers a part of it and compares; else null. */
  readonly whole: Reading | null;
  /** What options pay beyond what the underlying moved; null for a view that does not say. */
  readonly vrp: VrpAnswer | null;
  /** A vendor's figures on the same symbol; null when no vendor is configured. */
  readonly published: PublishedAnswer | null;
  readonly lead: Lead;
  /** The slash command that reproduces the reply. */
  readonly command: string;
  readonly now: Date;
  /** Ms this machine's clock is ahead of the source's; 0 when nobody compared. */
  readonly clockOffMs: number;
}

/** A VRP reading, and what there is to say about the record it rests on. */
export interface VrpAnswer {
  readonly reading: VrpReading;
  readonly volIndex: VolIndex | null;
  readonly notes: readonly HistoryNote[];
  /** The past is invented, as it is beside recorded chains and in the sample market. */
  readonly madeUp: boolean;
  /** A vendor that has a VRP of its own, with the plan of its key where that is known; null without a key. */
  readonly vendor: { readonly plan: string | null } | null;
}

export interface ViewWords {
  /** Behind the symbol in the title: "dealer exposure". */
  readonly subject: string;
  /** At most three. */
  readonly sentences: readonly string[];
  readonly fields: readonly APIEmbedField[];
  /** What there is of a vendor's, where it is not levels and exposures. */
  readonly published?: readonly APIEmbedField[];
  /** Alt text of the picture. */
  readonly alt: string;
}

/** One way to look at a reading: what it is called, which picture it has, and its words. */
export interface ExposureView {
  /** In the View menu. */
  readonly name: string;
  readonly hint: string;
  /** The slash command that shows it, with the option that picks it where one is needed: "gex", "gex view:heatmap". */
  readonly command: string;
  readonly chart: ReadingChartName;
  /** What of a vendor's figures belongs into it. */
  readonly wants: readonly PublishedBlock[];
  /** The expiries it covers by definition; null: the user chooses. */
  readonly fixed: ExpirySelection | null;
  /** Whether its words are made of a VRP reading too. */
  readonly vrp?: true;
  words(input: ViewInput): ViewWords;
}

/** An inline field of a few short lines. */
export const shortField = (name: string, lines: readonly string[]): APIEmbedField => ({
  name,
  value: lines.join("\n"),
  inline: true,
});

/** A field over the whole width. */
export const wideField = (name: string, lines: readonly string[]): APIEmbedField => ({
  name,
  value: lines.join("\n"),
  inline: false,
});

/** A field over the whole width that is never cut inside a line: what does not fit is counted. */
export const listField = (name: string, lines: readonly string[]): APIEmbedField =>
  wideField(name, linesWithin(lines, LIMITS.fieldValue));

/** The lines as long as they fit together, then how many more there would be. */
export function linesWithin(lines: readonly string[], limit: number): string[] {
  if (lines.join("\n").length <= limit) return [...lines];
  const more = (left: number) => `… and ${left} more`;
  const kept: string[] = [];
  let length = more(lines.length).length;
  for (const line of lines) {
    length += line.length + 1;
    if (length > limit) break;
    kept.push(line);
  }
  return [...kept, more(lines.length - kept.length)];
}
