import type { AppContext, KeptPlan } from "../context.ts";
import { evaluateExit, type ExitEvent, type Seen } from "../engine/plan/exits.ts";
import type { NewLetter } from "../services/outbox/letter.ts";
import type { ArmedExit, ArmedExits } from "../services/store/plans.ts";
import { exitPost } from "../views/exit.ts";
import { createExitReadings, type SeenOf } from "./exitReadings.ts";
import type { Writer } from "./job.ts";
import { pauseChannel } from "./pauseChannel.ts";
import { isClockWrong } from "./rounds.ts";
import { createSteadyClock } from "./steadyClock.ts";

/** What came true stays true, and its words say as of when: late is better than never. */
const GRACE_MS = 24 * 3_600_000;

/** What is kept of an event for the letter: with the plan, enough to write the same words at any time. */
type Recipe = { readonly plan: string; readonly armedAt: number; readonly event: ExitEvent };

const recipeOf = (letter: Pick<NewLetter, "recipe">) => letter.recipe as unknown as Recipe;

/** Writes that an exit came true. */
export const exitWriter: Writer = {
  kind: "exit",
  async write(letter, { store }) {
    const { plan: id, event } = recipeOf(letter);
    // Ended, or known to be undeliverable since the letter was put in: then it is watched anew when something arrives again.
    const kept = await store.plans.find(letter.userId!, id);
    return kept === null || kept.paused !== null ? null : exitPost({ id, plan: kept.plan, event });
  },
  refused: pauseChannel,
  async sent(letter, { plans }) {
    const { plan: id, armedAt, event } = recipeOf(letter);
    await plans.told(id, event.rule, armedAt);
  },
};

/** What came of looking at all plans once. */
export interface ExitsChecked {
  /** Whether this machine's clock is so wrong that nothing was believed. */
  readonly clockWrong: boolean;
  readonly plans: number;
  /** Symbols that were read, at their quotes or their close. */
  readonly symbols: number;
  /** Of these, without numbers. */
  readonly unusable: number;
  /** Letters put into the outbox. */
  readonly letters: number;
}

type Bot = Pick<AppContext, "exposure" | "history" | "published" | "store" | "now" | "clockOffMs" | "log">;

/**
 * Looks after the exits of all plans. `check` is called every minute: in the session it reads the options of each symbol once
 * for all its plans, in the evening the numbers of the session, and keeps states and letters in one transaction, so that a
 * crash neither loses nor doubles one. A check that is still at it is joined, not repeated. @throws {StoreError}
 * @param monotonic ms on a clock that nobody sets: of a clock that was just put forward no time is believed
 */
export function watchExits(ctx: Bot, monotonic: () => number): { check(): Promise<ExitsChecked> } {
  const clock = createSteadyClock({ now: () => ctx.now().getTime(), monotonic });
  const readings = createExitReadings(ctx);
  let underWay: Promise<ExitsChecked> | null = null;
  return { check: () => (underWay ??= look().finally(() => (underWay = null))) };

  async function look(): Promise<ExitsChecked> {
    const { certain } = clock();
    const plans = await ctx.store.plans.live();
    const { seen, symbols, unusable } = await readings.of(plans, certain);
    const checked = { clockWrong: false, plans: plans.length, symbols, unusable, letters: 0 };
    // Reading is what finds out about the clock.
    const offMs = ctx.clockOffMs();
    if (isClockWrong(offMs)) {
      ctx.log.warn({ offSeconds: Math.round(offMs / 1000) }, "no exits: this machine's clock is wrong");
      return { ...checked, clockWrong: true };
    }
    const all = (kept: KeptPlan): readonly Seen[] => [
      ...(seen.get(kept.plan.symbol) ?? []),
      { kind: "time", now: certain - offMs },
    ];
    const letters = await tell(plans, all, ctx);
    if (letters > 0) ctx.log.info({ ...checked, letters }, "exits");
    return { ...checked, letters };
  }
}

/** Most looks change nothing: only for the others is the store locked, and what is watched read again. */
async function tell(plans: readonly KeptPlan[], seen: SeenOf, { store, now }: Bot): Promise<number> {
  const changed = plans.filter((kept) => lookAt(kept, seen(kept)).isChanged);
  if (changed.length === 0) return 0;
  return store.transaction(async (tx) => {
    const letters: NewLetter[] = [];
    for (const symbol of new Set(changed.map(({ plan }) => plan.symbol)))
      for (const kept of await tx.plans.on(symbol)) {
        const { armed, events, isChanged } = lookAt(kept, seen(kept), now().getTime());
        if (!isChanged || !(await tx.plans.keep({ id: kept.id, was: kept.armed, armed }))) continue;
        letters.push(...events.map((event) => letterOf(kept, event, now().getTime())));
      }
    return tx.outbox.add(letters);
  });
}

interface Look {
  readonly armed: ArmedExits;
  readonly events: readonly ExitEvent[];
  readonly isChanged: boolean;
}

/** All rules of a plan at what was seen, in that order. @param at when, for those that come true; ms */
function lookAt({ plan, armed }: KeptPlan, seen: readonly Seen[], at = 0): Look {
  const events: ExitEvent[] = [];
  let isChanged = false;
  const entries = Object.entries(armed).map(([name, before]): [string, ArmedExit] => {
    const rule = plan.exits.find((one) => one.rule === name);
    let exit = before;
    for (const one of seen) {
      if (!rule || exit.firedAt !== null) break;
      const { state, event } = evaluateExit(rule, { plan, state: exit.state, seen: one });
      exit = { ...exit, state, firedAt: event ? at : null };
      if (event) events.push(event);
      isChanged ||= event !== null || JSON.stringify(state) !== JSON.stringify(before.state);
    }
    return [name, exit];
  });
  return { armed: Object.fromEntries(entries), events, isChanged };
}

function letterOf({ id, userId, channelId, armed }: KeptPlan, event: ExitEvent, at: number): NewLetter {
  const { armedAt } = armed[event.rule]!;
  const recipe: Recipe = { plan: id, armedAt, event };
  return {
    id: `exit ${id} ${event.rule} ${armedAt}`,
    kind: "exit",
    slot: event.at,
    guildId: null,
    userId,
    channelId: channelId!,
    recipe: { ...recipe },
    notBefore: at,
    expiresAt: at + GRACE_MS,
  };
}
