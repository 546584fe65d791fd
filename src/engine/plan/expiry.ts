import { daysBetween } from "../nyse.ts";
import type { ExposureSnapshot, NyDate } from "../snapshot.ts";
import type { VrpReading } from "../vrp/types.ts";
import type { OptionBoard } from "./board.ts";
import type { PlanWish, TermChoice, TermDrop } from "./types.ts";

type Listed = ExposureSnapshot["listed"];
type Premiums = Pick<VrpReading, "term">;

/** A listed date stands for the tenor it is nearest to, if that is at most half the tenor away: weeklies always have one. */
const FARTHEST = 1 / 2;
/** Vol points of VRP30 up to which a premium in front is an event's and not a market's. */
const FLAT_BACK = 1;
/** Days from the front to the back of a calendar, at least. Ours. */
const BACK_DAYS = 21;
const WIDEST_SPREAD_PCT = 10;
/** A tenor within a tenth of the richest is as good; then the days to expiry decide. */
const AS_RICH = 0.9;
const [FEWEST_DAYS, MOST_DAYS] = [30, 45];

/** The premium of a tenor over the IV it is a part of, with the listed date that stands for it, or why it is left out. */
export function termChoices(vrp: Premiums, listed: Listed): TermChoice[] {
  const frontNegative = isFrontNegative(vrp);
  const eventFront = isEventFront(vrp);
  const tenors = vrp.term.map(({ days }) => days);
  return vrp.term.map(({ days: tenor, iv, vrp: premium }) => {
    const richness = premium === null || iv === null || iv <= 0 ? null : premium / iv;
    const date = dateFor(tenor, { tenors, listed });
    const why = (): TermDrop | null => {
      if (frontNegative && tenor < 30) return "front_negative";
      if (premium === null || richness === null) return "premium_unknown";
      if (premium <= 0) return "no_premium";
      if (date === null) return "not_listed";
      return eventFront ? "event_front" : null;
    };
    return { tenor, vrp: premium, richness, date, dropped: why() };
  });
}

/** VRP7 > 0 and VRP30 ≤ 1: what is paid in front is an event's, and fades with it. Calendars alone sell that. */
export function isEventFront(vrp: Premiums): boolean {
  const [week, month] = [premiumOf(vrp, 7), premiumOf(vrp, 30)];
  return week !== null && month !== null && week > 0 && month <= FLAT_BACK;
}

function isFrontNegative(vrp: Premiums): boolean {
  const [week, month] = [premiumOf(vrp, 7), premiumOf(vrp, 30)];
  return week !== null && month !== null && week < 0 && month > 0;
}

/** The later date of a calendar: the first listed one at least 21 days after its front; null without any. */
export const backExpiry = (front: NyDate, listed: Listed): NyDate | null =>
  listed.find(({ date }) => daysBetween(front, date) >= BACK_DAYS)?.date ?? null;

/**
 * The dates whose quotes `planOf` needs, ascending: every front that may be chosen and the back of a calendar on it; of a wish the
 * date named alone. None when the cell allows no plan or the date is not listed.
 */
export function datesToQuote({
  snapshot: { listed },
  vrp,
  wish,
}: {
  readonly snapshot: Pick<ExposureSnapshot, "listed">;
  readonly vrp: Pick<VrpReading, "term" | "cell">;
  readonly wish: PlanWish;
}): NyDate[] {
  if (vrp.cell === "D") return [];
  const dates = frontsOf(vrp, listed, wish).flatMap((front) => [front, backExpiry(front, listed) ?? front]);
  return [...new Set(dates)].toSorted();
}

function frontsOf(vrp: Premiums, listed: Listed, wish: PlanWish): NyDate[] {
  if (wish.expiry !== null) return listed.some(({ date }) => date === wish.expiry) ? [wish.expiry] : [];
  const choices = termChoices(vrp, listed);
  const fronts = isEventFront(vrp) ? choices.slice(0, 1) : choices.filter(({ dropped }) => dropped === null);
  return fronts.flatMap(({ date }) => date ?? []);
}

/** The tenors after a look at their quotes, and the date to sell; null when none is left. */
export interface ChosenExpiry {
  readonly term: readonly TermChoice[];
  readonly date: NyDate | null;
}

/**
 * The date a plan is for. A date that was asked for wins over everything, whatever is paid there. Else the tenor with most premium
 * for its IV among those whose options at the money are at most 10 % of their mid wide; within a tenth of it the one nearest 30 to
 * 45 days. With an event in front it is the week's, for a calendar.
 */
export function chooseExpiry(choices: readonly TermChoice[], board: OptionBoard, wish: PlanWish): ChosenExpiry {
  // Nothing else was quoted then, so nothing is known of how it trades.
  if (wish.expiry !== null) return { term: choices, date: wish.expiry };
  const quoted = new Map(board.expiries.map((expiry) => [expiry.date, expiry]));
  const isLiquid = (date: NyDate | null) => {
    const expiry = date === null ? undefined : quoted.get(date);
    return expiry !== undefined && expiry.atmIv !== null && (expiry.atmSpreadPct ?? Infinity) <= WIDEST_SPREAD_PCT;
  };
  const term = choices.map((choice): TermChoice =>
    choice.dropped === null && !isLiquid(choice.date) ? { ...choice, dropped: "illiquid" } : choice,
  );
  const week = choices.find(({ tenor }) => tenor === 7);
  if (week?.dropped === "event_front") return { term, date: isLiquid(week.date) ? week.date : null };
  const left = term.filter(({ dropped }) => dropped === null);
  const richest = Math.max(...left.map(({ richness }) => richness!));
  const away = ({ date }: TermChoice) => daysAway(quoted.get(date!)!.dte);
  const best = left
    .filter(({ richness }) => richness! >= AS_RICH * richest)
    .toSorted((a, b) => away(a) - away(b) || b.richness! - a.richness!)[0];
  return { term, date: best?.date ?? null };
}

/** From the stretch of 30 to 45 days. */
const daysAway = (dte: number) => Math.max(FEWEST_DAYS - dte, dte - MOST_DAYS, 0);

const premiumOf = ({ term }: Premiums, tenor: number) => term.find(({ days }) => days === tenor)?.vrp ?? null;

/** The listed date nearest to a tenor and to no other; of two as near the later, which has more premium left to decay. */
function dateFor(
  tenor: number,
  { tenors, listed }: { readonly tenors: readonly number[]; readonly listed: Listed },
): NyDate | null {
  const off = ({ dte }: Listed[number], from = tenor) => Math.abs(dte - from);
  const tenorOf = (one: Listed[number]) => tenors.toSorted((a, b) => off(one, a) - off(one, b) || b - a)[0];
  const near = listed.filter((one) => off(one) <= FARTHEST * tenor && tenorOf(one) === tenor);
  return near.toSorted((a, b) => off(a) - off(b) || b.dte - a.dte)[0]?.date ?? null;
}
