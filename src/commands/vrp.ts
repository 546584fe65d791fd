import { defineCommand } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";
import { paletteOption, shareOption, symbolOption } from "./options.ts";

/** Thirty days and their neighbours, from the whole chain, so it takes no expiry. */
export const vrp = defineCommand({
  name: "vrp",
  description: "What options pay beyond what the symbol moved: z-score, wings, term, scores, cell",
  options: { symbol: symbolOption, share: shareOption, palette: paletteOption },
  run: ({ symbol, palette }, ctx, caller) =>
    exposureReply({ view: "vrp", symbol, selection: { kind: "all" }, palette, extra: "none" }, ctx, { caller }),
});
