import type { Answer, AppContext } from "../context.ts";
import { datesToQuote } from "../engine/plan/expiry.ts";
import { planOf } from "../engine/plan/plan.ts";
import type { Plan, PlanWish } from "../engine/plan/types.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { StoreError } from "../errors.ts";
import type { Structure } from "../engine/vrp/types.ts";
import type { PaletteName } from "../views/charts/chart.ts";
import type { Post } from "../views/post.ts";
import { planPost } from "../views/trade/plan.ts";
import type { PlanSurroundings } from "../views/trade/planFrame.ts";
import { planRefusalPost } from "../views/trade/planRefusal.ts";
import type { Asker } from "./command.ts";
import { listedExpiry } from "./listedExpiry.ts";
import type { ExpiryWish } from "./planOptions.ts";
import { readOptions } from "./readOptions.ts";

export interface PlanRequest {
  readonly symbol: Ticker;
  /** Null in each: what the numbers say. */
  readonly structure: Structure | null;
  readonly expiry: ExpiryWish | null;
  /** $ */
  readonly bankroll: number | null;
  readonly palette: PaletteName | null;
}

/**
 * A plan to review with its picture, or why there is none. Levels are of the whole chain, quotes of the same copy of it.
 * @throws {UserError} unknown symbol, or an expiry that is not listed; {ProviderError} what no source could do.
 */
export async function planReply(request: PlanRequest, ctx: AppContext, caller: Asker): Promise<Post> {
  const { symbol, palette } = request;
  const datesOf: Parameters<typeof readOptions>[1] = ({ snapshot, vrp }) =>
    datesToQuote({ snapshot, vrp, wish: wishOf(request, snapshot) });
  const { answer, vrp, board } = await readOptions(symbol, datesOf, { ctx, asker: caller });
  const { snapshot } = answer.reading;
  const wish = wishOf(request, snapshot);
  const outcome = planOf({ snapshot, vrp: vrp.reading, board, wish });
  const command = commandText(wish, symbol);
  const around = { ...surroundings(answer, ctx), vrp, wish, palette, command };
  const trace = { source: snapshot.source.provider, cache: answer.cache };
  if (outcome.kind === "refused") return { ...planRefusalPost(outcome, around), trace };
  const { plan } = outcome;
  const drawing = { reading: answer.reading, palette: palette ?? ctx.palette, command, plan };
  const [picture, id] = await Promise.all([ctx.draw("payoff", drawing), keepProposal(plan, ctx, caller)]);
  return { ...planPost(plan, around, { picture, id }), trace };
}

const wishOf = ({ structure, expiry, bankroll }: PlanRequest, snapshot: ExposureSnapshot): PlanWish => ({
  structure,
  expiry: expiry && listedExpiry(expiry, snapshot),
  bankroll,
});

const surroundings = (
  { reading, stale, retryAt }: Answer,
  ctx: AppContext,
): Pick<PlanSurroundings, "reading" | "stale" | "retryAt" | "now" | "clockOffMs"> => ({
  reading,
  stale,
  retryAt,
  now: ctx.now(),
  clockOffMs: ctx.clockOffMs(),
});

/** The id under which a plan waits for its exits to be armed; null when the store takes nothing: then it is only shown. */
async function keepProposal(plan: Plan, { store, log }: AppContext, { userId }: Asker): Promise<string | null> {
  try {
    return await store.plans.propose(userId, plan);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.warn({ err: error }, "a plan was not kept");
    return null;
  }
}

/** The slash command that makes the same plan again. */
const commandText = ({ structure, expiry, bankroll }: PlanWish, symbol: Ticker): string =>
  [
    `/plan symbol:${symbol}`,
    ...(structure === null ? [] : [`structure:${structure}`]),
    ...(expiry === null ? [] : [`expiry:${expiry}`]),
    ...(bankroll === null ? [] : [`bankroll:${bankroll}`]),
  ].join(" ");
