import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const heatmap: ExposureView = {
  name: "Heatmap",
  hint: "Gamma by strike and expiry",
  command: "gex view:heatmap",
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
