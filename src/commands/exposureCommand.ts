import type { ViewKey } from "../views/replyState.ts";
import { defineCommand, type Command } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";
import { expiryOption, paletteOption, shareOption, symbolOption } from "./options.ts";

/** A command that opens the exposure reply of a symbol on one of its views. */
export const exposureCommand = (name: string, view: ViewKey, description: string): Command =>
  defineCommand({
    name,
    description,
    options: { symbol: symbolOption, expiry: expiryOption, share: shareOption, palette: paletteOption },
    run: ({ symbol, expiry, palette }, ctx, caller) =>
      exposureReply({ view, symbol, selection: expiry, palette, extra: "none" }, ctx, { caller }),
  });
