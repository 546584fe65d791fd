import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const term: ExposureView = {
  name: "Term structure",
  hint: "Gamma by expiry, and what rolls off when",
  command: "gex view:term",
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
