import type { Reading } from "../../engine/regime.ts";
import { money, share } from "../format.ts";
import { trades } from "../words.ts";
import { altText } from "./altText.ts";
import { heaviestInWords, heaviestLines } from "./greeks.ts";
import { listField, shortField, type ExposureView } from "./view.ts";

/** Vanna: what a move of implied volatility makes dealers trade, and whether that leans with gamma or against it. */
export const vex: ExposureView = {
  name: "VEX",
  hint: "Vanna: what a move of IV makes dealers trade",
  command: "vex",
  chart: "vex",
  wants: ["vex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot } = reading;
    const { net, calls, puts } = snapshot;
    return {
      subject: "VEX, vanna exposure",
      sentences: [
        `VEX **${money(net.vex)} per vol point**: *if IV falls* 1 point dealers **${trades(net.vex)}**, *if it rises* 1 point they ${trades(-net.vex)}.`,
        alignment(reading),
      ],
      fields: [
        shortField("Calls", [`**${money(calls.vex)}**`, "per vol point"]),
        shortField("Puts", [`**${money(puts.vex)}**`, "per vol point"]),
        shortField("Vanna ratio", vannaLines(reading)),
        listField("Heaviest strikes", heaviestLines(snapshot, "vex")),
      ],
      alt: altText("Bars of vanna exposure by strike", snapshot, [
        `net VEX ${money(net.vex)} per vol point: if IV falls 1 point dealers ${trades(net.vex)}`,
        `calls ${money(calls.vex)}, puts ${money(puts.vex)}`,
        heaviestInWords(snapshot, "vex"),
      ]),
    };
  },
};

/** Which way vanna leans beside gamma; methodology "Vanna (VEX)". */
export function alignment({ snapshot, regime }: Reading): string {
  if (regime.vannaAligned) return "**Aligned** (rare): vanna hedging leans the same, dampening way as gamma.";
  if (regime.gamma === "positive")
    return snapshot.net.vex > 0
      ? "**Typical**, not aligned: vanna is pro-cyclical. It brings buying while IV drifts down and adds selling if IV jumps."
      : "**Not aligned**: there is no net vanna to lean either way.";
  return `**Not aligned**: only positive gamma can be, and here it ${regime.gamma === "negative" ? "is negative" : "has no sign"}. VEX alone says what a move of IV makes dealers trade.`;
}

function vannaLines({ snapshot: { vannaRatio, net } }: Reading): string[] {
  if (vannaRatio === null) return ["n/a", "neither vanna nor gamma"];
  if (net.vex <= 0) return ["**0 %**", "no pro-cyclical vanna"];
  return [`**${share(vannaRatio)}** pro-cyclical`, "1 vol point against 1 % of price"];
}
