import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const exposure: ExposureView = {
  name: "All four greeks",
  hint: "GEX, DEX, VEX and CHEX on one price axis",
  command: "exposure",
  chart: "ladder",
  wants: ["levels", "gex", "dex", "vex", "chex"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
