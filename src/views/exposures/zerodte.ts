import { flipSentence, gammaSentence, ladderAltText } from "../words.ts";
import type { ExposureView } from "./view.ts";

export const zerodte: ExposureView = {
  name: "0DTE",
  hint: "Magnet, pin score, expected move until the close",
  command: "zerodte",
  chart: "zeroDte",
  wants: ["gex"],
  fixed: { kind: "zeroDte" },
  words: ({ reading }) => ({
    subject: "dealer exposure",
    sentences: [gammaSentence(reading), flipSentence(reading)],
    fields: [],
    alt: ladderAltText(reading),
  }),
};
