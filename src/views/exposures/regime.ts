import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const regime: ExposureView = {
  name: "Regime",
  hint: "Sign, flip, vanna, confidence, and why",
  command: "regime",
  chart: "ladder",
  wants: ["levels", "gex"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
