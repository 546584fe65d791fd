import { parseSelection } from "../engine/selection.ts";
import type { AppContext } from "../context.ts";
import { UserError } from "../errors.ts";
import { copyControls, type Action, type ReplyAction } from "../views/controls.ts";
import type { Post } from "../views/post.ts";
import { VIEW_KEYS, type Extra, type ReplyState } from "../views/replyState.ts";
import type { Asker } from "./command.ts";
import { exposureReply } from "./exposureReply.ts";

export interface Press<Action = ReplyAction> {
  readonly action: Action;
  readonly state: ReplyState;
  /** What was chosen in a menu, or what a button means besides its action; null for most buttons. */
  readonly value: string | null;
}

/**
 * What using a control of a reply leads to: the reply in its next state. Only Refresh asks the source for newer numbers;
 * everything else looks at those of the last quarter of an hour again.
 * @throws {UserError} a value that is not on offer, or nothing to show there; {ProviderError} what no source could do.
 */
export function steer({ action, state, value }: Press, ctx: AppContext, caller: Asker): Promise<Post> {
  const freshness = action === "refresh" ? ("fresh" as const) : ("recent" as const);
  return exposureReply(next(action, state, value), ctx, { caller, freshness });
}

function next(action: ReplyAction, state: ReplyState, value: string | null): ReplyState {
  switch (action) {
    case "view": {
      const view = VIEW_KEYS.find((key) => key === value);
      if (!view) throw new UserError("This view no longer exists. Choose another one.");
      return { ...state, view };
    }
    case "expiry": {
      const selection = parseSelection(value ?? "");
      if (!selection) throw new UserError("This expiry no longer exists. Choose another one.");
      return { ...state, selection };
    }
    case "explain":
    case "data":
      return { ...state, extra: toggled(state.extra, action) };
    case "refresh":
    case "share":
    case "copy":
      return state;
  }
}

const toggled = (extra: Extra, pressed: Exclude<Extra, "none">): Extra => (extra === pressed ? "none" : pressed);

/** Under a scan and a plan, which are no views of a reply: there is no copy of them to be had with a press. */
const OWN_COMMAND: readonly Action[] = ["plan", "exit"];

/** What somebody gets who uses a control of a reply that is not his own. */
export const strangerPost = ({ action, state }: Pick<Press<Action>, "action" | "state">): Post => ({
  content: OWN_COMMAND.includes(action)
    ? `Only the person who asked can use this: run \`/plan symbol:${state.symbol}\` or \`/scan\` for your own. What ${state.symbol} stands on you can have at once, only for you.`
    : `Only the person who asked can steer this reply. Your own copy of ${state.symbol} shows the same, only to you.`,
  controls: copyControls(state),
});
