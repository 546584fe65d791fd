import { defineCommand } from "./command.ts";
import { paletteOption, shareOption, symbolOption } from "./options.ts";
import { bankrollOption, planExpiryOption, structureOption } from "./planOptions.ts";
import { planReply } from "./planReply.ts";

export const plan = defineCommand({
  name: "plan",
  description: "A trade to review: what it can lose, strikes at dealer levels, size, exits; or why there is none",
  options: {
    symbol: symbolOption,
    structure: structureOption,
    expiry: planExpiryOption,
    bankroll: bankrollOption,
    share: shareOption,
    palette: paletteOption,
  },
  run: ({ symbol, structure, expiry, bankroll, palette }, ctx, caller) =>
    planReply({ symbol, structure, expiry, bankroll, palette }, ctx, caller),
});
