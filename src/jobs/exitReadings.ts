import type { AppContext, KeptPlan } from "../context.ts";
import { AT_CLOSE, AT_MARK, type Seen } from "../engine/plan/exits.ts";
import { lastSessionOver, sessionCloseOf } from "../engine/plan/sessionClose.ts";
import { utcToNewYork } from "../engine/newYork.ts";
import { sessionOf } from "../engine/nyse.ts";
import type { ExitName } from "../engine/plan/types.ts";
import type { NyDate } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { ProviderError } from "../errors.ts";
import type { ArmedExit } from "../services/store/plans.ts";
import { readVrp } from "./readVrp.ts";
import { inTurn, quotesMove } from "./rounds.ts";

/** What there is to compare the rules of a plan with, at one look. */
export type SeenOf = (kept: KeptPlan) => readonly Seen[];

export interface ExitReadings {
  readonly seen: ReadonlyMap<Ticker, readonly Seen[]>;
  readonly symbols: number;
  readonly unusable: number;
}

type Bot = Pick<AppContext, "exposure" | "history" | "published" | "now" | "clockOffMs">;

const MINUTE = 60_000;
/** A symbol without its close is tried again, but not every minute of the night. */
const TRY_AGAIN_MS = 10 * MINUTE;

/** Reads what the rules of plans are compared with: each symbol once for all its plans, at most fifty of a kind, the others next time. */
export function createExitReadings(ctx: Bot): {
  /** @param now the time that is believed, ms */
  of(plans: readonly KeptPlan[], now: number): Promise<ExitReadings>;
} {
  let last: Ticker | null = null;
  const tried = new Map<Ticker, number>();
  return {
    async of(plans, now) {
      const open = quotesMove(ctx.now()) ? inTurn(symbolsOf(plans, AT_MARK), last) : [];
      last = open.at(-1) ?? last;
      const over = isEvening(now) ? dueCloses(plans, now) : [];
      const seen = new Map<Ticker, Seen[]>();
      const add = (symbol: Ticker, one: Seen | null) => one && seen.set(symbol, [...(seen.get(symbol) ?? []), one]);
      await inLanes(open, async (symbol) => add(symbol, await markOf(symbol, plans)));
      for (const [symbol, close] of await closesOf(over, now)) add(symbol, close);
      const symbols = open.length + over.length;
      const usable = [...seen.values()].reduce((sum, ones) => sum + ones.length, 0);
      return { seen, symbols, unusable: symbols - usable };
    },
  };

  async function markOf(symbol: Ticker, plans: readonly KeptPlan[]): Promise<Seen | null> {
    const legs = plans.filter(({ plan }) => plan.symbol === symbol).flatMap(({ plan }) => plan.legs);
    const dates = [...new Set(legs.map(({ expiry }) => expiry))].toSorted();
    try {
      const { board } = await ctx.exposure.board({ symbol, dates }, { purpose: "list" });
      return { kind: "mark", board, now: ctx.now().getTime() - ctx.clockOffMs() };
    } catch (error) {
      if (error instanceof ProviderError) return null;
      throw error;
    }
  }

  /** Symbols of which somebody waits for the close of the session that is over, and has not had it. */
  function dueCloses(plans: readonly KeptPlan[], now: number): readonly Ticker[] {
    const session = lastSessionOver(now);
    const waiting = symbolsOf(plans, AT_CLOSE, ({ state }) => state.session < session);
    for (const symbol of tried.keys()) if (!waiting.includes(symbol)) tried.delete(symbol);
    const due = waiting.filter((symbol) => Math.abs(now - (tried.get(symbol) ?? -Infinity)) >= TRY_AGAIN_MS);
    const some = inTurn(due, null);
    for (const symbol of some) tried.set(symbol, now);
    return some;
  }

  async function closesOf(symbols: readonly Ticker[], now: number): Promise<readonly (readonly [Ticker, Seen])[]> {
    const session: NyDate = lastSessionOver(now);
    const answers = await ctx.exposure.readMany(symbols.map((symbol) => ({ symbol, selection: { kind: "all" } })));
    const closes = answers.map(async (answer, i) => {
      if ("missing" in answer) return null;
      const { reading: vrp, madeUp } = await readVrp(answer.reading, ctx);
      const { snapshot } = answer.reading;
      const close = sessionCloseOf(snapshot, { vrp, madeUp });
      // The feed may stand at an earlier session.
      return close?.date === session ? ([symbols[i]!, { kind: "close", close }] as const) : null;
    });
    return (await Promise.all(closes)).filter((close) => close !== null);
  }
}

/** By their letters. */
function symbolsOf(
  plans: readonly KeptPlan[],
  rules: ReadonlySet<ExitName>,
  also: (exit: ArmedExit) => boolean = () => true,
): readonly Ticker[] {
  const waits = ({ armed }: KeptPlan) =>
    Object.entries(armed).some(([name, exit]) => rules.has(name as ExitName) && exit.firedAt === null && also(exit));
  return [...new Set(plans.filter(waits).map(({ plan }) => plan.symbol))].toSorted();
}

/** Until the next bell the feed still has the numbers of the session that is over. */
function isEvening(now: number): boolean {
  const { date } = utcToNewYork(now);
  const session = sessionOf(date);
  return session === null || now < session.opensAt || lastSessionOver(now) === date;
}

/** Sources are asked politely, and workers are few. */
const LANES = 4;

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
