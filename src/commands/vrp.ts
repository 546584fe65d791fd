import { defineCommand } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";
import { estimatorOption, paletteOption, shareOption, symbolOption } from "./options.ts";

/** Thirty days and their neighbours, from the whole chain, so it takes no expiry. */
export const vrp = defineCommand({
  name: "vrp",
  description: "What options pay beyond what the symbol moved: z-score, wings, term, scores, cell",
  options: { symbol: symbolOption, estimator: estimatorOption, share: shareOption, palette: paletteOption },
  run: ({ symbol, estimator, palette }, ctx, caller) => {
    const state = { view: "vrp", symbol, selection: { kind: "all" }, palette, extra: "none" } as const;
    return exposureReply(estimator === "close_to_close" ? state : { ...state, estimator }, ctx, { caller });
  },
});
