import type { APIEmbed, APIEmbedField } from "discord.js";
import type { Reading } from "../engine/regime.ts";
import type { Levels, ExposureSnapshot, StrikeLevel } from "../engine/snapshot.ts";
import type { StaleReason } from "../errors.ts";
import { caveatsOf } from "./caveats.ts";
import { distance, money, monthDay, newYorkTime, percent, price, selectionName, share, strike } from "./format.ts";
import type { Post } from "./post.ts";
import {
  driftSentence,
  flipSentence,
  gammaSentence,
  ladderAltText,
  MODEL_NOTE,
  REGIME_NAME,
  shareLine,
  wallSide,
} from "./words.ts";

const GREEN = 0x22c55e;
const RED = 0xef4444;
const AMBER = 0xf59e0b;
const GREY = 0x8b949e;
const PICTURE = "gex.png";

export interface GexInput {
  readonly reading: Reading;
  readonly stale: StaleReason | null;
  /** PNG of the ladder. */
  readonly picture: Uint8Array;
  /** The slash command that reproduces this reply. */
  readonly command: string;
  readonly now: Date;
}

/** The reply to /gex: a searchable line, one embed of words and levels, and the ladder. */
export function gexPost({ reading, stale, picture, command, now }: GexInput): Post {
  const { snapshot, regime } = reading;
  const caveats = caveatsOf(reading, { stale, now });
  const embed: APIEmbed = {
    author: { name: `${REGIME_NAME[regime.gamma]} · confidence ${regime.confidence}` },
    title: `${snapshot.source.sample ? "SAMPLE · " : ""}${snapshot.symbol} · dealer exposure · ${selectionName(snapshot.selection)}`,
    color: colorOf(reading),
    description: [gammaSentence(reading), flipSentence(reading), driftSentence(reading)].join("\n"),
    fields: [
      ...levelFields(snapshot),
      { name: "Exposures", value: exposuresLine(snapshot), inline: false },
      ...(caveats.length > 0 ? [{ name: "Mind", value: caveats.map((c) => `• ${c}`).join("\n"), inline: false }] : []),
    ],
    image: { url: `attachment://${PICTURE}` },
    footer: { text: footerText(snapshot, command) },
    timestamp: snapshot.quoteTime,
  };
  return {
    content: shareLine(reading),
    embeds: [embed],
    files: [{ name: PICTURE, data: picture, description: ladderAltText(reading) }],
  };
}

/** Green or red by the sign of gamma; amber at the flip; grey when there is no call to make. */
function colorOf({ regime }: Reading): number {
  if (regime.gamma === "undetermined") return GREY;
  if (regime.distancePct !== null && regime.distancePct <= 0.5) return AMBER;
  return regime.gamma === "positive" ? GREEN : RED;
}

function levelFields(snapshot: ExposureSnapshot): APIEmbedField[] {
  const { levels, spot, expectedMove } = snapshot;
  const field = (name: string, lines: readonly string[]) => ({ name, value: lines.join("\n"), inline: true });
  return [
    field("Gamma flip", flipLines(levels, spot)),
    field("Call wall", wallLines("call", levels, spot)),
    field("Put wall", wallLines("put", levels, spot)),
    field("Max γ", levelLines(maxGamma(levels), spot, "no strike carries gamma")),
    field(
      levels.magnet?.kind === "accelerant" ? "0DTE accelerant" : "0DTE magnet",
      levelLines(levels.magnet, spot, "nothing expires today"),
    ),
    field(
      "Expected move",
      expectedMove
        ? [
            `**±${price(expectedMove.usd)}** (${percent((expectedMove.usd / spot) * 100).replace("+", "±")})`,
            `1σ by ${newYorkTime(expectedMove.until)}`,
          ]
        : ["n/a", "no at-the-money IV"],
    ),
  ];
}

function flipLines({ flip }: Levels, spot: number): string[] {
  if (flip.price === null) return ["none within ±20 %", flip.missing === "no_gamma" ? "no gamma" : "one-sided"];
  return [`**${price(flip.price)}**`, `${distance(flip.price, spot)} from spot`];
}

function wallLines(kind: "call" | "put", levels: Levels, spot: number): string[] {
  const wall = kind === "call" ? levels.callWall : levels.putWall;
  if (!wall) return ["none", `no ${kind} gamma`];
  const lines = [
    `**${strike(wall.strike)}**  ${distance(wall.strike, spot)}`,
    `${money(wall.gex)} · ${share(wall.strength)} of ${kind} γ`,
  ];
  if (wallSide(kind, wall.strike, spot) === "right") return lines;
  const restricted = kind === "call" ? levels.resistance : levels.support;
  const name = kind === "call" ? "resistance" : "support";
  return [...lines, restricted ? `${name} ${strike(restricted.strike)}` : `no ${name} on its side of spot`];
}

/** The larger of the two extremes, whatever its sign. */
function maxGamma({ maxPositiveGamma: up, maxNegativeGamma: down }: Levels): StrikeLevel | null {
  if (!up || !down) return up ?? down;
  return Math.abs(up.gex) >= Math.abs(down.gex) ? up : down;
}

const levelLines = (level: StrikeLevel | null, spot: number, missing: string): string[] =>
  level ? [`**${strike(level.strike)}**  ${distance(level.strike, spot)}`, money(level.gex)] : ["none", missing];

function exposuresLine({ net, putCallOi, zeroDteShare }: ExposureSnapshot): string {
  const parts = [
    `GEX ${money(net.gex)} per 1 %`,
    `VEX ${money(net.vex)} per vol pt`,
    `CHEX ${money(net.chex)} per day`,
    `DEX ${money(net.dex)} (options only, before the stock hedge)`,
    `put/call OI ${putCallOi === null ? "n/a" : putCallOi.toFixed(2)}`,
  ];
  if (zeroDteShare !== null) parts.push(`0DTE ${share(zeroDteShare)} of γ`);
  return parts.join(" · ");
}

function footerText({ source, quoteTime, oiDate }: ExposureSnapshot, command: string): string {
  return [
    `${source.label} · ${source.delayMinutes} min delayed · data ${newYorkTime(quoteTime)} · OI of ${monthDay(oiDate)}`,
    command,
    `${MODEL_NOTE} Not advice.`,
  ].join("\n");
}
