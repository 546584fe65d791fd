import type { AppContext } from "../context.ts";
import { parseTicker } from "../engine/ticker.ts";
import { UserError } from "../errors.ts";
import type { AsideAction } from "../views/controls.ts";
import type { Post } from "../views/post.ts";
import { arm, bell, disarm } from "./alertAsides.ts";
import type { Caller } from "./command.ts";
import { pauseDigest } from "./digest.ts";
import { endExits, exit } from "./exitAsides.ts";
import { exposureReply } from "./exposureReply.ts";
import { openPlan } from "./planAside.ts";
import type { Press } from "./steer.ts";
import { toggleWatch } from "./watchlist.ts";

/** What using a control leads to that leaves its post as it is: an answer for the one who used it, in private. */
export type Aside = (press: Press<AsideAction>, ctx: AppContext, caller: Caller) => Promise<Post>;

/** A further one is one line here, and its name in `ASIDE_ACTIONS`. */
export const ASIDES: Readonly<Record<AsideAction, Aside>> = {
  open,
  watch: ({ state }, ctx, caller) => toggleWatch(state.symbol, ctx, caller),
  pause: (_press, ctx, caller) => pauseDigest(ctx, caller),
  alert: bell,
  arm,
  disarm,
  exit,
  exitdone: endExits,
  plan: openPlan,
};

/** The full reply for the symbol chosen in a menu, or of a button. */
function open({ state, value }: Press<AsideAction>, ctx: AppContext, caller: Caller): Promise<Post> {
  const symbol = value === null ? state.symbol : parseTicker(value);
  if (!symbol) throw new UserError("This symbol is no longer on offer. Choose another one.");
  return exposureReply({ ...state, symbol }, ctx, { caller });
}
