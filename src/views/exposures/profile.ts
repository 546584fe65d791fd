import type { APIEmbedField } from "discord.js";
import type { ExposureSnapshot, Flip, RollOff } from "../../engine/snapshot.ts";
import { money, monthDay, price } from "../format.ts";
import { rollOffLines, whyNoRollOff, WITHOUT } from "../rollOffWords.ts";
import { flipSentence, gammaSentence } from "../words.ts";
import { altText } from "./altText.ts";
import { shortField, type ExposureView } from "./view.ts";

/** Net gamma along the price axis, now and as it will stand when today's expiry and the next OPEX are gone. */
export const profile: ExposureView = {
  name: "Gamma profile",
  hint: "Net gamma if spot moves, without today, without OPEX",
  command: "gex view:profile",
  chart: "profile",
  wants: ["levels", "gex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot, regime } = reading;
    const { net, levels } = snapshot;
    return {
      subject: "gamma profile",
      sentences: [gammaSentence(reading), flipSentence(reading)],
      fields: [
        shortField("Now", [`**${money(net.gex)}** per 1 %`, flipLine(levels.flip)]),
        withoutField("today", snapshot),
        withoutField("opex", snapshot),
      ],
      alt: altText("Curves of net gamma if spot were elsewhere, all expiries and without the next ones,", snapshot, [
        `now net GEX ${money(net.gex)} per 1 percent move, regime ${regime.gamma} gamma, ${flipLine(levels.flip)}`,
        ...rollOffLines(reading),
      ]),
    };
  },
};

function withoutField(without: RollOff["without"], snapshot: ExposureSnapshot): APIEmbedField {
  const rollOff = snapshot.rollOff.find((one) => one.without === without);
  if (!rollOff) return shortField(WITHOUT[without], ["n/a", whyNoRollOff(without, snapshot)]);
  return shortField(`${WITHOUT[without]} (${monthDay(rollOff.date)})`, [
    `**${money(rollOff.netGex)}** per 1 %`,
    flipLine(rollOff.flip),
  ]);
}

const flipLine = (flip: Flip) => (flip.price === null ? "no flip within ±20 %" : `flip ${price(flip.price)}`);
