import type { APIEmbedField } from "discord.js";
import type { Published, PublishedExposure, PublishedPart } from "../../engine/published.ts";
import type { Instant } from "../../engine/snapshot.ts";
import { age, distance, MISSING, money, monthDay, newYorkTime, price, quantity, shortTime, strike } from "../format.ts";
import { noteSentences } from "./publishedNotes.ts";
import { publishedSigns } from "./publishedSigns.ts";
import { listField, type ViewInput } from "./view.ts";

/** The vendor's block of a reply, and what there is to say about it; none where no vendor is configured. */
export function publishedField({
  published,
  reading,
  now,
}: Pick<ViewInput, "published" | "reading" | "now">): APIEmbedField[] {
  if (!published) return [];
  const { figures, notes } = published;
  const said = noteSentences(notes, { now, hasFigures: figures !== null });
  if (!figures) return [listField("FlashAlpha · no figures", said.length > 0 ? said : [whyNothing(reading)])];
  const lines = [...figureLines(figures, now), ...publishedSigns(figures, reading)];
  return [listField(publishedName(figures, now), lines), ...notesField(said)];
}

/** Notes have a field of their own, so that no combination of them crowds out a figure. */
export const notesField = (sentences: readonly string[]): APIEmbedField[] =>
  sentences.length > 0 ? [listField("FlashAlpha · what is missing", sentences)] : [];

/** It has no filter for days to expiry, and today's expiry only on a day that has one. */
const whyNothing = ({ snapshot: { selection } }: ViewInput["reading"]): string =>
  selection.kind === "all" || selection.kind === "date"
    ? "It has nothing on this symbol."
    : "It publishes the whole chain and single expiries, not this selection of them.";

/** "FlashAlpha · as published · 14:58 ET": whose figures, and when they held. */
export function publishedName(figures: Published, now: Date): string {
  const mark = figures.source.sample && !figures.source.label.includes("SAMPLE") ? "SAMPLE · " : "";
  const asOf = asOfMost(figures);
  return `${mark}${figures.source.label}${asOf === null ? "" : ` · ${shortTime(asOf, now)}`}`;
}

/** The time of the block a reader looks at first; null without any block. */
export function asOfMost({ levels, gex, dex, vex, chex, vrp }: Published): Instant | null {
  return (levels ?? gex ?? dex ?? vex ?? chex ?? vrp)?.asOf ?? null;
}

/** Levels, net exposures and age, exactly as published: distances from the vendor's spot, its units, n/a for what it left out. */
export function figureLines(figures: Published, now: Date): string[] {
  const main = asOfMost(figures);
  const { levels, gex } = figures;
  const own = (part: PublishedPart) => (part.asOf === main ? "" : ` (as of ${shortTime(part.asOf, now)})`);
  return [
    ...(levels ? levelLines(levels) : gex ? [`Flip ${computed(gex.flip, gex.spot)}${spotWords(gex.spot)}`] : []),
    ...(["gex", "dex", "vex", "chex"] as const).flatMap((key) => {
      const part = figures[key];
      if (!part) return [];
      const scope = part !== gex && part.scope === gex?.scope ? "" : scopeWords(part);
      return [`${NET[key](part)}${scope}${own(part)}`];
    }),
    `Its figures are from ${newYorkTime(main)}, ${age(main, now)}.`,
  ];
}

function levelLines(levels: NonNullable<Published["levels"]>): string[] {
  const { spot } = levels;
  const at = (level: number | null) => listed(level, spot);
  return [
    `Flip ${computed(levels.flip, spot)}${spotWords(spot)}`,
    `Call wall ${at(levels.callWall)} · put wall ${at(levels.putWall)}`,
    `Max γ ${at(levels.maxPositiveGamma)} · most negative γ ${at(levels.maxNegativeGamma)}`,
    `0DTE magnet ${at(levels.magnet)} · most OI ${at(levels.highestOi)}`,
  ];
}

const NET: Record<"gex" | "dex" | "vex" | "chex", (part: PublishedExposure) => string> = {
  gex: ({ net }) => `Net GEX **${money(net)}**${net === null ? "" : " per 1 % move"}`,
  dex: ({ net }) => `DEX **${money(net)}**${net === null ? "" : ", options only"}`,
  vex: ({ net }) =>
    net === null
      ? `VEX **${MISSING}**`
      : `VEX **${signOf(net)}${quantity(net)}** in FlashAlpha units: its size is not comparable with ours`,
  chex: ({ net }) => `CHEX **${money(net)}**${net === null ? "" : " per day"}`,
};

const signOf = (value: number) => (value > 0 ? "+" : value < 0 ? "−" : "");

const scopeWords = ({ scope }: PublishedPart) =>
  scope === "chain" ? ", whole chain" : `, expiry ${monthDay(scope)} only`;

const spotWords = (spot: number | null) => (spot === null ? "" : ` · its spot ${price(spot)}`);

const computed = (level: number | null, spot: number | null) => withDistance(price(level), level, spot);
const listed = (level: number | null, spot: number | null) => withDistance(strike(level), level, spot);

function withDistance(text: string, level: number | null, spot: number | null): string {
  return level === null || spot === null || !(spot > 0) ? `**${text}**` : `**${text}** ${distance(level, spot)}`;
}
