import { whyUnusable } from "../alerts.ts";
import { utcToNewYork } from "../newYork.ts";
import { nextTradingDay, sessionOf } from "../nyse.ts";
import type { NyDate, UsdPer1Pct } from "../snapshot.ts";
import type { VolPoints } from "../vrp/types.ts";
import type { OptionBoard } from "./board.ts";
import { costToClose, inTenthsOfCents, isSold } from "./costToClose.ts";
import { lastSessionOver, type SessionClose } from "./sessionClose.ts";
import type { ExitName, ExitRule, Plan } from "./types.ts";

/** Rules that can be watched: for an event there is no calendar. */
export type WatchedRule = Exclude<ExitName, "event">;

/** Plans of one user whose exits are watched. */
export const PLAN_LIMIT = 5;

/** What there is to compare a rule with. `now` is by the source's clock, ms. */
export type Seen =
  | { readonly kind: "mark"; readonly board: OptionBoard; readonly now: number }
  | { readonly kind: "close"; readonly close: SessionClose }
  | { readonly kind: "time"; readonly now: number };

/** What a rule remembers between two looks. Small plain JSON. */
export interface ExitState {
  /** Quote time, ms, of the reading before, when that showed it and one more makes it certain; else null. */
  readonly shown: number | null;
  /** The last session whose close was compared; of "data" the last one of which there was a chain. */
  readonly session: NyDate;
}

/** A rule came true. `at`: quote time of the reading that made it certain, or the instant it was due; ms. */
export type ExitEvent =
  | {
      readonly rule: "profit" | "stop";
      readonly at: number;
      /** $ per share, at the mid. */
      readonly cost: number;
      readonly spot: number;
    }
  | {
      readonly rule: "regime";
      readonly at: number;
      readonly why: "negative_twice" | "below_flip";
      readonly close: number;
      readonly netGex: UsdPer1Pct;
      readonly flip: number | null;
    }
  | {
      readonly rule: "level";
      readonly at: number;
      readonly side: "below" | "above";
      readonly close: number;
      readonly level: number;
    }
  | {
      readonly rule: "edge";
      readonly at: number;
      readonly z: number | null;
      readonly vrp20: VolPoints | null;
      readonly madeUp: boolean;
    }
  | { readonly rule: "time"; readonly at: number }
  | { readonly rule: "data"; readonly at: number; readonly since: NyDate };

/** Rules that are compared with the numbers of a session's evening. */
export const AT_CLOSE: ReadonlySet<ExitName> = new Set(["regime", "level", "edge", "data"]);
/** Rules that are compared with what the plan costs while the market is open. */
export const AT_MARK: ReadonlySet<ExitName> = new Set(["profit", "stop"]);

type Step = { readonly state: ExitState; readonly event: ExitEvent | null };

/** Percent of the flip; a close this far below it counts as below. */
const FLIP_MARGIN_PCT = 0.25;
/** After the second session without a chain: sources are tried again for so long. */
const NO_DATA_AFTER_MS = 2 * 3_600_000;

/** Where a rule stands when it is armed: the next close to compare is that of the session after the last one that is over. */
export const beginExit = (now: number): ExitState => ({ shown: null, session: lastSessionOver(now) });

/**
 * One look more at a rule: the state after it, and the event if it came true. What cannot be compared changes nothing: another
 * source, sample data beside real data, quotes that are stale or of a closed market, a leg without two sides, a close that was
 * compared before. Rules 4 to 6 are silent on degraded data, and a missing z or VRP20 never counts as bad.
 * docs/methodology.md, "From signal to plan"; docs/decisions/0021.
 */
export function evaluateExit(
  rule: ExitRule,
  { plan, state, seen }: { readonly plan: Plan; readonly state: ExitState; readonly seen: Seen },
): Step {
  const nothing = { state, event: null };
  if (seen.kind === "time") return atTime(rule, state, seen.now);
  const { source } = seen.kind === "mark" ? seen.board : seen.close;
  if (source.provider !== plan.source.provider || source.sample !== plan.source.sample) return nothing;
  if (seen.kind === "close")
    return AT_CLOSE.has(rule.rule) && seen.close.date > state.session
      ? atClose(rule, { plan, state, close: seen.close })
      : nothing;
  if (whyUnusable(seen.board, seen.now) !== null) return nothing;
  if (rule.rule === "profit" || rule.rule === "stop") return atMark(rule, { plan, state, board: seen.board });
  const { date } = utcToNewYork(Date.parse(seen.board.quoteTime));
  return rule.rule === "data" && date > state.session ? { state: { ...state, session: date }, event: null } : nothing;
}

/** Two readings in a row, so that one bad quote ends no plan. */
function atMark(
  { rule, closeAt }: Extract<ExitRule, { closeAt: number }>,
  { plan, state, board }: { readonly plan: Plan; readonly state: ExitState; readonly board: OptionBoard },
): Step {
  const at = Date.parse(board.quoteTime);
  const cost = costToClose(plan, board);
  if (cost === null || (state.shown !== null && at <= state.shown)) return { state, event: null };
  const limit = inTenthsOfCents(closeAt);
  const isThere = (rule === "profit") === isSold(plan) ? cost >= limit : cost <= limit;
  if (!isThere) return { state: { ...state, shown: null }, event: null };
  return {
    state: { ...state, shown: at },
    event: state.shown === null ? null : { rule, at, cost, spot: board.spot },
  };
}

/** Silent on degraded data, which also breaks a row of two. */
function atClose(
  rule: ExitRule,
  { plan, state, close }: { readonly plan: Plan; readonly state: ExitState; readonly close: SessionClose },
): Step {
  const at = Date.parse(close.quoteTime);
  const losesSign = rule.rule === "regime" && !close.degraded && close.netGex < 0;
  return {
    state: { shown: losesSign ? at : null, session: close.date },
    event: close.degraded ? null : eventAt(rule, { plan, state, close, at }),
  };
}

function eventAt(
  rule: ExitRule,
  of: { readonly plan: Plan; readonly state: ExitState; readonly close: SessionClose; readonly at: number },
): ExitEvent | null {
  const { plan, state, close, at } = of;
  const { z, vrp20, madeUp } = close;
  if (rule.rule === "level") return beyond(rule, close, at);
  if (rule.rule === "regime") return keepsSign(plan) ? signLost(close, state.shown, at) : null;
  const isGone = (z !== null && z < 0) || (vrp20 !== null && vrp20 <= 0);
  return rule.rule === "edge" && isGone ? { rule: "edge", at, z, vrp20, madeUp } : null;
}

/** Of a plan that was opened in negative gamma there is no sign to lose. */
const keepsSign = ({ cell }: Pick<Plan, "cell">) => cell === "A" || cell === "C";

/** Net GEX below 0 at the closes of two sessions in a row, or one close clearly below the flip of that evening. */
function signLost({ date, close, netGex, flip }: SessionClose, shown: number | null, at: number): ExitEvent | null {
  const isTwice = netGex < 0 && shown !== null && nextTradingDay(utcToNewYork(shown).date) === date;
  const isBelow = flip !== null && ((flip - close) / flip) * 100 > FLIP_MARGIN_PCT;
  const why = isTwice ? "negative_twice" : isBelow ? "below_flip" : null;
  return why && { rule: "regime", at, why, close, netGex, flip };
}

function beyond(
  { below, above }: Extract<ExitRule, { rule: "level" }>,
  { close }: SessionClose,
  at: number,
): ExitEvent | null {
  if (below !== null && close < below) return { rule: "level", at, side: "below", close, level: below };
  return above !== null && close > above ? { rule: "level", at, side: "above", close, level: above } : null;
}

function atTime(rule: ExitRule, state: ExitState, now: number): Step {
  if (rule.rule === "time") {
    const at = Date.parse(rule.at);
    return { state, event: now >= at ? { rule: "time", at } : null };
  }
  if (rule.rule !== "data") return { state, event: null };
  const second = sessionOf(nextTradingDay(nextTradingDay(state.session)))!;
  const at = second.closesAt + NO_DATA_AFTER_MS;
  return { state, event: now >= at ? { rule: "data", at, since: state.session } : null };
}

/** Why a rule of a plan cannot be watched. */
export type ExitRefusal =
  /** There is no calendar of events. */
  | "no_calendar"
  /** The plan has no such rule, or it has no number. */
  | "not_in_plan"
  /** Gamma was negative from the start. */
  | "no_sign_to_lose"
  /** Its time, or that of the plan, is over. */
  | "over";

/** Null when it can. @param now ms since 1970 */
export function whyNotWatched(plan: Plan, name: ExitName, now: number): ExitRefusal | null {
  const rule = plan.exits.find((one) => one.rule === name);
  if (name === "event") return "no_calendar";
  if (!rule || (rule.rule === "level" && rule.below === null && rule.above === null)) return "not_in_plan";
  if (name === "regime" && !keepsSign(plan)) return "no_sign_to_lose";
  const ends = Date.parse(plan.expiry.settlesAt);
  return now >= ends || (rule.rule === "time" && now >= Date.parse(rule.at)) ? "over" : null;
}
