import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const profile: ExposureView = {
  name: "Gamma profile",
  hint: "Net gamma if spot moves, without today, without OPEX",
  command: "gex view:profile",
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
