import type { AppContext } from "../context.ts";
import { parseTicker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import type { AsideAction } from "../views/controls.ts";
import type { Post } from "../views/post.ts";
import type { Caller } from "./command.ts";
import { planReply } from "./planReply.ts";
import type { Press } from "./steer.ts";

/** The plan of the symbol chosen under a scan, or of a button. */
export function openPlan({ state, value }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> {
  const symbol = value === null ? state.symbol : parseTicker(value);
  if (!symbol) throw new UserError("This symbol is no longer on offer. Choose another one.");
  return planReply({ symbol, structure: null, expiry: null, bankroll: null, palette: state.palette }, ctx, caller);
}
