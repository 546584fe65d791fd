import type { APIEmbedField } from "discord.js";
import type { ExposureSnapshot, HedgeEstimate } from "../../engine/snapshot.ts";
import { money, quantity } from "../format.ts";
import { flipSentence, HEDGING } from "../words.ts";
import { altText } from "./altText.ts";
import { GREEKS, type GreekKey } from "./greeks.ts";
import { shortField, wideField, type ExposureView } from "./view.ts";

const ALL: readonly GreekKey[] = ["gex", "dex", "vex", "chex"];

/** The four exposures side by side, each with its unit and what it makes dealers do, and the hedge for one percent. */
export const exposure: ExposureView = {
  name: "All four greeks",
  hint: "GEX, DEX, VEX and CHEX on one price axis",
  command: "exposure",
  chart: "greeks",
  wants: ["levels", "gex", "dex", "vex", "chex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot, regime } = reading;
    return {
      subject: "all four exposures",
      sentences: [HEDGING[regime.gamma], flipSentence(reading)],
      fields: [
        ...ALL.map((key) => greekField(key, snapshot)),
        ...snapshot.hedge.map((one) => hedgeField(one, snapshot)),
      ],
      alt: altText("Four ladders of exposure by strike beside each other", snapshot, [
        ...ALL.map((key) => `net ${key.toUpperCase()} ${money(snapshot.net[key])} ${GREEKS[key].unit}`),
        `regime ${regime.gamma} gamma`,
      ]),
    };
  },
};

function greekField(key: GreekKey, { net }: ExposureSnapshot): APIEmbedField {
  const { title, unit, meaning } = GREEKS[key];
  return shortField(title, [`**${money(net[key])}** ${unit}`, meaning(net)]);
}

/** What dealers would trade if spot moved, by the slope of gamma and by re-pricing at the moved spot. */
function hedgeField({ pct, linearShares, repricedShares, repricedUsd }: HedgeEstimate, { spot }: ExposureSnapshot) {
  return wideField(`Hedge if spot ${pct > 0 ? "rises" : "falls"} ${Math.abs(pct)} %`, [
    `linear: ${hedgeWords(linearShares, linearShares * spot)}`,
    `re-priced: ${hedgeWords(repricedShares, repricedUsd)}`,
  ]);
}

function hedgeWords(shares: number, usd: number): string {
  const size = quantity(shares);
  if (size === "0") return "dealers trade less than a share";
  return `dealers **${shares > 0 ? "buy" : "sell"} ${size} shares** (${money(Math.abs(usd), { signed: false })})`;
}
