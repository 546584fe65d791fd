import type { Answer, AppContext } from "../context.ts";
import { ProviderError, type ProviderFailure } from "../errors.ts";
import { readVrp } from "../jobs/readVrp.ts";
import { controlsOf, type Controls, type ControlsInput } from "../views/controls.ts";
import { card } from "../views/exposures/card.ts";
import { commandText, VIEW_LIST, VIEWS } from "../views/exposures/index.ts";
import { publishedPost } from "../views/exposures/publishedOnly.ts";
import { publishedVrpPost } from "../views/exposures/publishedVrpOnly.ts";
import type { ViewInput } from "../views/exposures/view.ts";
import { withExtra } from "../views/extras.ts";
import type { Post } from "../views/post.ts";
import type { ReplyState } from "../views/replyState.ts";
import type { Asker } from "./command.ts";
import { readExposure } from "./readExposure.ts";

export interface ReplyOptions {
  readonly caller: Asker;
  /** "recent" when the user only looks at the same numbers in another way. */
  readonly freshness?: "fresh" | "recent";
}

/**
 * The reply in a state: words, picture, and the controls that lead to the neighbouring states. Every exposure command and
 * every control under its reply ends here. A vendor's figures stand beside ours; when ours cannot be had they stand alone.
 * @throws {UserError} unknown symbol, or nothing to show in these expiries; {ProviderError} what no source could do.
 */
export async function exposureReply(
  state: ReplyState,
  ctx: AppContext,
  { caller, freshness = "fresh" }: ReplyOptions,
): Promise<Post> {
  const view = VIEWS[state.view];
  const request = { symbol: state.symbol, selection: view.fixed ?? state.selection };
  const payer = caller.guildId ?? caller.userId;
  const [ours, published] = await Promise.all([
    answerOrFailure(readExposure(request, ctx, { freshness, asker: caller })),
    view.wants.length === 0 ? null : (ctx.published?.read({ ...request, wants: view.wants, payer }) ?? null),
  ]);
  const command = commandText(state);
  if ("answer" in ours) return full(state, ctx, { ...ours.answer, published, command });
  if (!published?.figures) throw ours.error;
  const { figures, notes } = published;
  const about = { symbol: state.symbol, failure: ours.error.failure, now: ctx.now(), command };
  return {
    ...(view.chart === "vrp" ? publishedVrpPost : publishedPost)({ figures, notes }, about),
    controls: controlsFor(state, { listed: ctx.exposure.listedExpiries(state.symbol), hasReading: false }),
    trace: { source: figures.source.provider, cache: "miss" },
  };
}

/** A source's failure as a value; what the user can mend, and bugs, fly on. */
async function answerOrFailure(
  answer: Promise<Answer>,
): Promise<{ answer: Answer } | { error: ProviderError & { readonly failure: ProviderFailure } }> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (error instanceof ProviderError) return { error };
    throw error;
  }
}

type Parts = Answer & Pick<ViewInput, "published" | "command">;

async function full(state: ReplyState, ctx: AppContext, parts: Parts): Promise<Post> {
  const { reading, stale, retryAt, cache, published, command } = parts;
  const view = VIEWS[state.view];
  const { symbol } = state;
  // A view of a part compares it with the whole, from the copy that is there already.
  const isPart = view.fixed !== null && view.fixed.kind !== "all";
  const whole = isPart ? await readExposure({ symbol, selection: ALL }, ctx, { freshness: "recent" }) : null;
  // A cell is close to close, so only the view of the premium itself is told of another estimator.
  const vrp = view.vrp ? await readVrp(reading, ctx, view.chart === "vrp" ? state.estimator : undefined) : null;
  const palette = state.palette ?? ctx.palette;
  const shareOfChain = whole?.reading.snapshot.zeroDteShare ?? null;
  // What a picture does not show must not make it another one.
  const shown = view.chart === "vrp" ? vrp : null;
  const past = { vrp: shown?.reading ?? null, madeUpPast: shown?.madeUp ?? false };
  const drawing = { reading, palette, command, shareOfChain, ...past };
  const data = await ctx.draw(view.chart, drawing);
  const now = ctx.now();
  const input: ViewInput = {
    reading,
    stale,
    retryAt,
    whole: whole?.reading ?? null,
    vrp,
    published,
    lead: ctx.lead,
    command,
    now,
    clockOffMs: ctx.clockOffMs(),
  };
  const post = card(view.words(input), input, { name: `${state.view}.png`, data });
  return {
    ...withExtra(post, state.extra, { reading, vrp: shown?.reading ?? null, now }),
    controls: controlsFor(state, { listed: reading.snapshot.listed, hasReading: true }),
    trace: { source: reading.snapshot.source.provider, cache },
  };
}

const ALL = { kind: "all" } as const;

const controlsFor = (state: ReplyState, shown: Pick<ControlsInput, "listed" | "hasReading">): Controls =>
  controlsOf({ state, views: VIEW_LIST, choosesExpiry: VIEWS[state.view].fixed === null, ...shown });
