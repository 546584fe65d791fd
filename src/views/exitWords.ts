import type { ExitEvent, WatchedRule } from "../engine/plan/exits.ts";
import type { ExitRule, Plan } from "../engine/plan/types.ts";
import { money, monthDay, newYorkTime, percentSize, price, share, strike } from "./format.ts";
import { STRUCTURES } from "./vrpWords.ts";

/** "SPY put spread 575/560 Dec 23", "SPX calendar 6,000 Dec 18/Jan 15". */
export function planLine({ symbol, structure, legs, expiry, back }: Plan): string {
  const strikes = [...new Set(legs.map((leg) => leg.strike))].toSorted((a, b) => a - b);
  // A put spread is named from the strike that is sold.
  const named = structure === "short_put_spread" ? strikes.toReversed() : strikes;
  const name = STRUCTURES[structure].toLowerCase().replace(/^short (?=put)|(?<=calendar) spread$/, "");
  const dates = [expiry, ...(back ? [back] : [])].map(({ date }) => monthDay(date)).join("/");
  return `${symbol} ${name} ${named.map(strike).join("/")} ${dates}`;
}

/** Behind the plan: "SPY put spread 575/560 Dec 23: stop reached". */
const CAME_TRUE: Readonly<Record<WatchedRule, string>> = {
  profit: "profit target reached",
  stop: "stop reached",
  time: "its time is up",
  regime: "gamma turned against it",
  level: "closed beyond its level",
  edge: "the premium is gone",
  data: "unmonitored",
};

export const exitHeadline = (plan: Plan, rule: WatchedRule): string => `${planLine(plan)}: ${CAME_TRUE[rule]}`;

/** The number behind the headline, for a phone that shows one line; empty where there is none. */
export function pushWords(event: ExitEvent, plan: Plan): string {
  const { delayMinutes } = plan.source;
  if (event.rule === "profit" || event.rule === "stop")
    return `, ${isCalendar(plan) ? "worth" : "cost to close"} ${usd(event.cost)} (${delayMinutes}-min delayed)`;
  return event.rule === "regime" || event.rule === "level" ? `, close ${price(event.close)}` : "";
}

const MINUS = "\u2212";
const signed = (value: number, digits: string) => `${value < 0 ? MINUS : ""}${digits}`;
export const usd = (value: number) => signed(value, `$${price(Math.abs(value))}`);
/** Two decimals, so that what is just below nothing does not read as nothing. */
const exact = (value: number | null, unit = "") =>
  value === null ? "not known that evening" : `**${signed(value, Math.abs(value).toFixed(2))}**${unit}`;

/** Shares of a contract. */
const SHARES = 100;

const isCalendar = ({ structure }: Plan) => structure === "calendar_spread";

/** Where a mark is compared: "cost to close $1.05 or less, 50 % of the credit $2.10". */
function markWords(rule: Extract<ExitRule, { closeAt: number }>, plan: Plan): string {
  const sold = isCalendar(plan);
  const isLess = (rule.rule === "profit") !== sold;
  return `${sold ? "worth" : "cost to close"} ${usd(rule.closeAt)} or ${isLess ? "less" : "more"}, ${basisWords(rule, plan)}`;
}

/** What the number of a rule comes from. */
function basisWords(rule: Extract<ExitRule, { closeAt: number }>, plan: Plan): string {
  const paid = usd(Math.abs(plan.credit));
  if (rule.rule === "profit")
    return isCalendar(plan) ? `a gain of ${share(rule.share)} on the debit ${paid}` : `a gain of ${share(rule.share)} of the credit ${paid}`; // prettier-ignore
  const times = plan.credit === 0 ? "" : `${Math.abs(rule.closeAt / plan.credit).toFixed(1)} × `;
  return `${times}the ${isCalendar(plan) ? "debit" : "credit"} ${paid}`;
}

/** What a rule waits for, with its numbers; after "Tells you when: ". */
export function waitWords(rule: ExitRule, plan: Plan): string {
  switch (rule.rule) {
    case "profit":
    case "stop":
      return markWords(rule, plan);
    case "time":
      return `it is ${newYorkTime(rule.at)}`;
    case "regime":
      return `net GEX below $0 at the closes of two sessions in a row, or one close more than 0.25 % below the flip of that evening${rule.flip === null ? "" : `; it was ${price(rule.flip)} for this plan`}`; // prettier-ignore
    case "level":
      return `the session closes ${[...(rule.below === null ? [] : [`below ${strike(rule.below)}`]), ...(rule.above === null ? [] : [`above ${strike(rule.above)}`])].join(" or ")}`; // prettier-ignore
    case "edge":
      return "in the evening the z-score is below 0, or the 20-day premium is 0 points or less";
    case "event":
      return "an event before expiry becomes known";
    case "data":
      return "two trading days have passed without a fresh chain, so that nothing else is watched";
  }
}

/** What was seen, with its numbers: one sentence or two. */
export function seenWords(event: ExitEvent, plan: Plan): string {
  const delayed = `${plan.source.delayMinutes}-min delayed quotes`;
  switch (event.rule) {
    case "profit":
    case "stop": {
      const { closeAt } = plan.exits.find((one) => one.rule === event.rule) as Extract<ExitRule, { closeAt: number }>;
      const sold = isCalendar(plan);
      const gain = sold ? event.cost + plan.credit : plan.credit - event.cost;
      const sign = (event.rule === "profit") !== sold ? "≤" : "≥";
      return `${sold ? "Worth" : "Cost to close"} **${usd(event.cost)}** ${sign} ${usd(closeAt)} per share, spot ${price(event.spot)}. Against the ${sold ? "debit" : "credit"} of the plan that is ${gain < 0 ? "a loss" : "a gain"} of ${usd(Math.abs(gain))} per share (${usd(Math.abs(gain) * SHARES)} a contract). Indicative: mids of ${delayed}, not a fill.`; // prettier-ignore
    }
    case "regime":
      return event.why === "negative_twice"
        ? `Net GEX **${money(event.netGex)} per 1 %** at the close ${price(event.close)}, below $0 for the second session in a row.`
        : `The close **${price(event.close)}** is ${percentSize(((event.close - event.flip!) / event.flip!) * 100)} below the flip ${price(event.flip)}. Net GEX ${money(event.netGex)} per 1 %.`;
    case "level":
      return `The close **${price(event.close)}** is ${event.side} ${strike(event.level)}.`;
    case "edge":
      return `z-score ${exact(event.z)}, 20-day premium ${exact(event.vrp20, " vol points")}${event.madeUp ? " (SAMPLE HISTORY)" : ""}.`; // prettier-ignore
    case "time":
      return `It is past **${newYorkTime(new Date(event.at).toISOString())}**, the time this plan was given. This goes by the clock, not by the market.`;
    case "data":
      return `No chain could be read since the session of **${monthDay(event.since)}**, for two trading days. Exits that go by the market were not looked at meanwhile.`;
  }
}
