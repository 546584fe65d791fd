import { defineCommand } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";
import { paletteOption, shareOption, symbolOption } from "./options.ts";

/** Today's expiry alone, so it takes no expiry. */
export const zerodte = defineCommand({
  name: "zerodte",
  description: "Today's expiry: magnet, pin score, remaining expected move, charm until the close",
  options: { symbol: symbolOption, share: shareOption, palette: paletteOption },
  run: ({ symbol, palette }, ctx, caller) =>
    exposureReply({ view: "zerodte", symbol, selection: { kind: "all" }, palette, extra: "none" }, ctx, { caller }),
});
