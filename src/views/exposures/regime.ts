import { HIGH_ABOVE_PCT, MODERATE_ABOVE_PCT, type Reading } from "../../engine/regime.ts";
import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { money, percentSize, price, share } from "../format.ts";
import { chosenBecause } from "../flipWords.ts";
import { rollOffLines } from "../rollOffWords.ts";
import { changeSentences } from "../turningPoints.ts";
import { flipSentence, gammaSentence } from "../words.ts";
import { altText } from "./altText.ts";
import { alignment } from "./vex.ts";
import { listField, type ExposureView } from "./view.ts";

/** The regime, why it is that, and what would change it. */
export const regime: ExposureView = {
  name: "Regime",
  hint: "Sign, flip, vanna, confidence, and why",
  command: "regime",
  chart: "profile",
  wants: ["levels", "gex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot, regime } = reading;
    return {
      subject: "regime",
      sentences: [gammaSentence(reading), flipSentence(reading), alignment(reading)],
      fields: [
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
