import { classifyCell, HIGH_ABOVE_PCT, MODERATE_ABOVE_PCT, type Reading } from "../../engine/regime.ts";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { CELLS, VRP_UNKNOWN, whenOf } from "../cells.ts";
import { money, percentSize, price, share } from "../format.ts";
import { chosenBecause } from "../flipWords.ts";
import { rollOffLines } from "../rollOffWords.ts";
import { changeSentences } from "../turningPoints.ts";
import { flipSentence, gammaSentence } from "../words.ts";
import { madeUpSentence } from "../vrpHistoryWords.ts";
import { zSentence } from "../vrpWords.ts";
import { altText } from "./altText.ts";
import { alignment } from "./vex.ts";
import { listField, type ExposureView, type VrpAnswer } from "./view.ts";

/** The regime, why it is that, and what would change it. */
export const regime: ExposureView = {
  name: "Regime",
  hint: "Sign, flip, vanna, confidence, and why",
  command: "regime",
  chart: "profile",
  wants: ["levels", "gex"],
  fixed: null,
  vrp: true,
  words: ({ reading, vrp }) => {
    const { snapshot, regime } = reading;
    return {
      subject: "regime",
      sentences: [gammaSentence(reading), flipSentence(reading), alignment(reading)],
      fields: [
        listField("Cell", cellLines(reading, vrp)),
        listField("Why this sign", signLines(snapshot)),
        listField("Why this confidence", [
          confidenceReason(reading),
          `More than ${HIGH_ABOVE_PCT} % is high, more than ${MODERATE_ABOVE_PCT} % moderate, else low. It measures distance only and knows no news.`,
        ]),
        listField("What would change it", changeSentences(reading)),
        listField("Net GEX per 1 % once it has rolled off", rollOffLines(reading)),
      ],
      alt: altText("Curve of net gamma if spot were elsewhere", snapshot, [
        `${regime.gamma} gamma, net GEX ${money(snapshot.net.gex)} per 1 percent move`,
        snapshot.levels.flip.price === null
          ? "no flip within 20 percent"
          : `gamma flip ${price(snapshot.levels.flip.price)}, ${percentSize(regime.distancePct)} away`,
        `confidence ${regime.confidence}`,
        `vanna ${regime.vannaAligned ? "aligned" : "not aligned"}`,
      ]),
    };
  },
};

/** The cell of gamma and volatility premium, what it means, and how the premium compares with its history. */
function cellLines({ regime: { gamma } }: Reading, vrp: VrpAnswer | null): string[] {
  const z = vrp?.reading.zScore ?? null;
  const { cell } = classifyCell(gamma, z?.z ?? null);
  const { name, meaning } = CELLS[cell];
  return [
    `**${cell} · ${name}** (${whenOf(cell, gamma)}): ${meaning}.`,
    z === null ? VRP_UNKNOWN : zSentence(z),
    ...madeUpSentence(vrp?.madeUp ?? false),
  ];
}

/** The sums the sign rests on, and how much of the gross is left after netting. */
export function signLines({ calls, puts, net, grossGex }: ExposureSnapshot): string[] {
  const left = grossGex > 0 ? ` · net is ${share(Math.min(1, Math.abs(net.gex) / grossGex))} of it` : "";
  return [
    `Calls ${money(calls.gex)}, puts ${money(puts.gex)}: net **${money(net.gex)} per 1 %**`,
    `Gross ${money(grossGex, { signed: false })}${left}`,
  ];
}

function confidenceReason({ snapshot, regime }: Reading): string {
  const { flip } = snapshot.levels;
  if (regime.distancePct === null)
    return `**${regime.confidence}**: there is no flip to measure from${regime.stability === "one_sided" ? ", because gamma is one-sided: more stable than the word says" : ""}.`;
  return `**${regime.confidence}**: spot is ${percentSize(regime.distancePct)} away from the flip. ${chosenBecause(flip)}`;
}
