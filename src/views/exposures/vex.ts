import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const vex: ExposureView = {
  name: "VEX",
  hint: "Vanna: what a move of IV makes dealers trade",
  command: "vex",
  chart: "ladder",
  wants: ["vex"],
  fixed: null,
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
