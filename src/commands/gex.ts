import { selectionKey } from "../engine/selection.ts";
import { gexPost } from "../views/gex.ts";
import { defineCommand } from "./command.ts";
import { expiryOption, paletteOption, shareOption, symbolOption } from "./options.ts";
import { readExposure } from "./readExposure.ts";

export const gex = defineCommand({
  name: "gex",
  description: "Dealer gamma exposure: regime, flip, walls and a picture of every strike",
  options: { symbol: symbolOption, expiry: expiryOption, share: shareOption, palette: paletteOption },
  async run({ symbol, expiry, palette }, ctx) {
    const { reading, stale } = await readExposure({ symbol, selection: expiry }, ctx);
    const command = `/gex symbol:${symbol} expiry:${selectionKey(expiry)}`;
    const picture = await ctx.draw("ladder", { reading, palette: palette ?? ctx.palette, command });
    return gexPost({ reading, stale, picture, command, now: ctx.now() });
  },
});
