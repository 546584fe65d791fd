import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { charmUntilClose } from "../closingBell.ts";
import { money } from "../format.ts";
import { trades } from "../words.ts";
import { altText } from "./altText.ts";
import { heaviestInWords, heaviestLines } from "./greeks.ts";
import { listField, shortField, type ExposureView } from "./view.ts";

/** Charm: what passing time makes dealers trade, as a rate and until the closing bell. */
export const chex: ExposureView = {
  name: "CHEX",
  hint: "Charm: what passing time makes dealers trade",
  command: "chex",
  chart: "chex",
  wants: ["chex"],
  fixed: null,
  words: ({ reading: { snapshot } }) => {
    const { net, calls, puts } = snapshot;
    return {
      subject: "CHEX, charm exposure",
      sentences: [
        `CHEX **${money(net.chex)} per calendar day**: time alone, with spot and IV unchanged, makes dealers **${trades(net.chex)}**.`,
        untilClose(snapshot),
      ],
      fields: [
        shortField("Calls", [`**${money(calls.chex)}**`, "per day"]),
        shortField("Puts", [`**${money(puts.chex)}**`, "per day"]),
        shortField("Until the close", charmUntilClose(snapshot)),
        listField("Heaviest strikes", heaviestLines(snapshot, "chex")),
      ],
      alt: altText("Bars of charm exposure by strike", snapshot, [
        `net CHEX ${money(net.chex)} per calendar day: time alone makes dealers ${trades(net.chex)}`,
        `until the close: ${charmUntilClose(snapshot).join(", ")}`,
        heaviestInWords(snapshot, "chex"),
      ]),
    };
  },
};

function untilClose(snapshot: ExposureSnapshot): string {
  if (snapshot.charmToClose === null) return "It is a rate: the next day of the calendar, weekends included.";
  return snapshot.expiries.some(({ dte }) => dte === 0)
    ? "It is a rate, and today's expiry makes it run ahead: for the rest of the session use the figure until the close."
    : "It is a rate: for the rest of the session use the figure until the close.";
}
