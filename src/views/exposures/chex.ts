import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const chex: ExposureView = {
  name: "CHEX",
  hint: "Charm: what passing time makes dealers trade",
  command: "chex",
  chart: "ladder",
  wants: ["chex"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
