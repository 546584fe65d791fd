import type { AppContext } from "../context.ts";
import { controlsOf } from "../views/controls.ts";
import { card } from "../views/exposures/card.ts";
import { commandText, VIEW_LIST, VIEWS } from "../views/exposures/index.ts";
import type { Post } from "../views/post.ts";
import type { ReplyState } from "../views/replyState.ts";
import type { Caller } from "./command.ts";
import { readExposure } from "./readExposure.ts";

export interface ReplyOptions {
  readonly caller: Caller;
  /** "recent" when the user only looks at the same numbers in another way. */
  readonly freshness?: "fresh" | "recent";
}

/**
 * The reply in a state: words, picture, and the controls that lead to the neighbouring states. Every exposure command and
 * every control under its reply ends here.
 * @throws {UserError} unknown symbol, or nothing to show in these expiries; {ProviderError} what no source could do.
 */
export async function exposureReply(
  state: ReplyState,
  ctx: AppContext,
  { caller, freshness = "fresh" }: ReplyOptions,
): Promise<Post> {
  const view = VIEWS[state.view];
  const { symbol } = state;
  const selection = view.fixed ?? state.selection;
  const [answer, published] = await Promise.all([
    readExposure({ symbol, selection }, ctx, { freshness, asker: caller }),
    ctx.published?.read({ symbol, selection, wants: view.wants, payer: caller.guildId ?? caller.userId }) ?? null,
  ]);
  const { reading, stale, cache } = answer;
  const whole = view.fixed
    ? (await readExposure({ symbol, selection: { kind: "all" } }, ctx, { freshness: "recent" })).reading
    : null;
  const command = commandText(state);
  const palette = state.palette ?? ctx.palette;
  const drawing = { reading, palette, command, shareOfChain: whole?.snapshot.zeroDteShare ?? null };
  const data = await ctx.draw(view.chart, drawing);
  const clock = { now: ctx.now(), clockOffMs: ctx.clockOffMs() };
  const input = { reading, stale, whole, published, lead: ctx.lead, command, ...clock };
  const post = card(view.words(input), input, { name: `${state.view}.png`, data });
  return {
    ...post,
    controls: controlsOf({
      state,
      views: VIEW_LIST,
      listed: reading.snapshot.listed,
      choosesExpiry: view.fixed === null,
    }),
    trace: { source: reading.snapshot.source.provider, cache },
  };
}
