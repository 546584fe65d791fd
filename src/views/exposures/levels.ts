import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const levels: ExposureView = {
  name: "Levels",
  hint: "Every level by price, with its distance",
  command: "levels",
  chart: "ladder",
  wants: ["levels"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
