import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { money, quantity, ratio } from "../format.ts";
import { altText } from "./altText.ts";
import { heaviestInWords, heaviestLines } from "./greeks.ts";
import { listField, shortField, type ExposureView } from "./view.ts";

/** Delta of all open interest: a tilt of what is held, and never read as a position. */
export const dex: ExposureView = {
  name: "DEX",
  hint: "Delta of open interest, options only",
  command: "dex",
  chart: "dex",
  wants: ["dex"],
  fixed: null,
  words: ({ reading: { snapshot } }) => ({
    subject: "DEX, delta of open interest",
    sentences: [
      `DEX **${money(snapshot.net.dex)}**, options only, before the dealers' stock hedge: ${tilt(snapshot)}.`,
      "Read it as the tilt of what is held, not as a position: dealers hedge delta to about zero, and deep in-the-money contracts weigh most.",
    ],
    fields: [
      shortField("Calls", [`**${money(snapshot.calls.dex)}**`, `${quantity(held(snapshot, "callOi"))} contracts`]),
      shortField("Puts", [`**${money(snapshot.puts.dex)}**`, `${quantity(held(snapshot, "putOi"))} contracts`]),
      shortField("Put/call", [
        snapshot.putCallOi === null ? "OI n/a: no calls held" : `OI **${ratio(snapshot.putCallOi)}**`,
        snapshot.putCallVolume === null ? "volume n/a: no calls traded" : `volume **${ratio(snapshot.putCallVolume)}**`,
      ]),
      listField("Heaviest strikes", heaviestLines(snapshot, "dex")),
    ],
    alt: altText("Bars of delta exposure by strike", snapshot, [
      `net DEX ${money(snapshot.net.dex)}, options only, before the stock hedge`,
      `calls ${money(snapshot.calls.dex)}, puts ${money(snapshot.puts.dex)}`,
      heaviestInWords(snapshot, "dex"),
    ]),
  }),
};

function tilt({ net }: ExposureSnapshot): string {
  if (net.dex === 0) return "call and put delta cancel";
  return net.dex > 0
    ? "open interest tilts to **calls**, their delta outweighs that of puts"
    : "open interest tilts to **puts**, their delta outweighs that of calls";
}

const held = ({ strikes }: ExposureSnapshot, side: "callOi" | "putOi") =>
  strikes.reduce((total, strike) => total + strike[side], 0);
