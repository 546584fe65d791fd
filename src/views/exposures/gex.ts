import type { APIEmbedField } from "discord.js";
import type { ExposureSnapshot, Levels, StrikeLevel } from "../../engine/snapshot.ts";
import { distance, money, newYorkTime, percent, price, share, strike } from "../format.ts";
import { driftSentence, flipSentence, gammaSentence, ladderAltText, wallSide } from "../words.ts";
import { shortField, wideField, type ExposureView } from "./view.ts";

/** Gamma by strike with flip, walls and regime: the picture most people mean by "GEX". */
export const gex: ExposureView = {
  name: "GEX ladder",
  hint: "Gamma by strike, profile, flip and walls",
  command: "gex",
  chart: "ladder",
  wants: ["levels", "gex", "dex", "vex", "chex"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading), driftSentence(reading)],
    fields: [...levelFields(reading.snapshot), wideField("Exposures", [exposuresLine(reading.snapshot)])],
    alt: ladderAltText(reading),
  }),
};

function levelFields(snapshot: ExposureSnapshot): APIEmbedField[] {
  const { levels, spot, expectedMove } = snapshot;
  return [
    shortField("Gamma flip", flipLines(levels, spot)),
    shortField("Call wall", wallLines("call", levels, spot)),
    shortField("Put wall", wallLines("put", levels, spot)),
    shortField("Max γ", levelLines(maxGamma(levels), spot, "no strike carries gamma")),
    shortField(
      levels.magnet?.kind === "accelerant" ? "0DTE accelerant" : "0DTE magnet",
      levelLines(levels.magnet, spot, "nothing expires today"),
    ),
    shortField(
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
