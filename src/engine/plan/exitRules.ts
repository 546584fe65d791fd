import { dateOfDay, dayNumber } from "../newYork.ts";
import { previousTradingDay, sessionOf } from "../nyse.ts";
import type { Instant } from "../snapshot.ts";
import type { ExitRule, Plan, PlanExpiry } from "./types.ts";

/** Shares of the credit kept when profit is taken, of the debit for a calendar. Practice of sellers, not measured by us. */
const PROFIT_SHARE = 0.5;
const STRADDLE_SHARE = 0.25;
const CALENDAR_SHARE = 0.25;
/** To close costs so many times the credit: twice it is lost. */
const STOP_MULTIPLE = 3;
const STOP_OF_MAX_LOSS = 0.6;
/** Ours: nobody states a stop for calendars. */
const STOP_OF_DEBIT = 0.5;
const LONG = { from: 30, until: 21 };
const LEFT = 1 / 3;
const BEFORE_THE_BELL = 90 * 60_000;

export type Managed = Pick<
  Plan,
  "structure" | "cell" | "spot" | "legs" | "credit" | "maxLoss" | "expiry" | "quoteTime" | "expectedMove" | "levels"
>;

/**
 * What ends a plan, in the order of docs/methodology.md "From signal to plan"; whichever comes first. No rule on the regime for a
 * plan that was opened in negative gamma: it would end at once.
 * @param flip below which the model's gamma is negative; null when no such price lies below spot
 */
export function exitRules(plan: Managed, flip: number | null): ExitRule[] {
  return [
    profitRule(plan),
    { rule: "stop", closeAt: stopOf(plan) },
    { rule: "time", at: timeExit(plan.expiry, plan.quoteTime) },
    ...(plan.cell === "B" ? [] : [{ rule: "regime", flip } as const]),
    levelRule(plan),
    { rule: "edge" },
    { rule: "event" },
    { rule: "data" },
  ];
}

function profitRule({ structure, credit }: Managed): ExitRule {
  if (structure === "calendar_spread")
    return { rule: "profit", closeAt: -credit * (1 + CALENDAR_SHARE), share: CALENDAR_SHARE };
  const share = structure === "short_straddle" ? STRADDLE_SHARE : PROFIT_SHARE;
  return { rule: "profit", closeAt: credit * (1 - share), share };
}

function stopOf({ credit, maxLoss }: Managed): number {
  if (maxLoss.kind === "debit") return -credit * (1 - STOP_OF_DEBIT);
  const multiple = STOP_MULTIPLE * credit;
  return maxLoss.kind === "defined" ? Math.min(multiple, credit + STOP_OF_MAX_LOSS * maxLoss.usd) : multiple;
}

/** The short strikes; of what is sold at the money, where a close at the strike is no loss, an expected move to both sides of it. */
function levelRule({ structure, legs, expectedMove }: Managed): ExitRule {
  const short = (right: "put" | "call") =>
    legs.find((leg) => leg.side === "sell" && leg.right === right)?.strike ?? null;
  const [put, call] = [short("put"), short("call")];
  if (structure !== "calendar_spread" && structure !== "short_straddle")
    return { rule: "level", below: put, above: call };
  const strike = (put ?? call)!;
  const below = strike - expectedMove;
  return { rule: "level", below: below > 0 ? below : null, above: strike + expectedMove };
}

/**
 * The close of the last session with 21 days left when a plan was opened with 30 or more, else with a third of its days left. When
 * only the day of the quotes has as many: 90 minutes before the last bell.
 */
export function timeExit({ date, dte, settlesAt }: PlanExpiry, quoteTime: Instant): Instant {
  const last = dayNumber(date);
  const left = dte >= LONG.from ? LONG.until : LEFT * dte;
  for (let day = Math.floor(last - left); day > last - dte; day--) {
    const session = sessionOf(dateOfDay(day));
    if (session) return new Date(session.closesAt).toISOString();
  }
  return beforeTheBell({ date, settlesAt }, quoteTime);
}

/** Within the last 90 minutes the bell itself, after it the settlement. */
function beforeTheBell({ date, settlesAt }: Pick<PlanExpiry, "date" | "settlesAt">, quoteTime: Instant): Instant {
  const settles = Date.parse(settlesAt);
  const bell = lastBell(date, settles);
  const at = [bell - BEFORE_THE_BELL, bell].find((instant) => instant > Date.parse(quoteTime)) ?? settles;
  return new Date(at).toISOString();
}

/** Of the date, or of the session before when it settles in the morning or is no session. */
function lastBell(date: string, settles: number): number {
  const session = sessionOf(date);
  if (session && session.closesAt <= settles) return session.closesAt;
  return sessionOf(previousTradingDay(date))!.closesAt;
}
