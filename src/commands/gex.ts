import { defineCommand } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";
import { expiryOption, gexViewOption, paletteOption, shareOption, symbolOption } from "./options.ts";

export const gex = defineCommand({
  name: "gex",
  description: "Dealer gamma exposure: regime, flip, walls and a picture of every strike",
  options: {
    symbol: symbolOption,
    expiry: expiryOption,
    view: gexViewOption,
    share: shareOption,
    palette: paletteOption,
  },
  run: ({ symbol, expiry, view, palette }, ctx, caller) =>
    exposureReply({ view, symbol, selection: expiry, palette, extra: "none" }, ctx, { caller }),
});
