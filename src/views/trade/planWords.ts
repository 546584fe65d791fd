import type { Plan } from "../../engine/plan/types.ts";
import { age, monthDay, newYorkTime, percentSize, price, strike } from "../format.ts";
import { STRUCTURES } from "../vrpWords.ts";
import { exactUsd, quoted } from "./contract.ts";

/** Where nothing bounds a loss: docs/methodology.md "From signal to plan". */
const STRESS = { ofSpot: 0.15, moves: 3 };

/** What a plan can cost, before anything else is said of it. One line. */
export function maxLossLine(plan: Plan): string {
  const { maxLoss, width, credit, natural, symbol, spot, expectedMove } = plan;
  const at = exactUsd(maxLoss.usd, "up");
  const atNatural = exactUsd(maxLoss.usd + credit - natural, "up");
  switch (maxLoss.kind) {
    case "defined":
      return `**At most ${at} a contract can be lost** (width ${quoted(width ?? 0)} − credit ${quoted(credit)}, × 100 shares; ${atNatural} at the natural credit), before fees.`;
    case "debit":
      return `**At most ${at} a contract can be lost**: the debit at the mid (${quoted(-credit)} × 100 shares; ${atNatural} at the natural debit), before fees.`;
    case "stress": {
      const move = Math.max(STRESS.ofSpot * spot, STRESS.moves * expectedMove);
      const why = STRESS.ofSpot * spot >= STRESS.moves * expectedMove ? "" : ", three expected moves";
      return `**No bound: no wing limits the loss.** Stress: ${at} a contract if ${symbol} ends ${percentSize((100 * move) / spot)} against it (${price(move)}${why}); a real loss can be larger than anything shown.`;
    }
  }
}

/** What to sell and buy, and what is paid for it; with the age of the quotes. One line. */
export function planSentence(plan: Plan, now: Date): string {
  const { credit, natural, quoteTime, back } = plan;
  const acts = (["sell", "buy"] as const).flatMap((side) => {
    const legs = plan.legs.filter((leg) => leg.side === side).toSorted((a, b) => a.strike - b.strike);
    const names = legs.map(
      (leg) => `${back ? `${monthDay(leg.expiry)} ` : ""}${strike(leg.strike)} ${leg.right} (${quoted(leg.mid)})`,
    );
    return names.length === 0 ? [] : [`${side} the ${names.join(" and the ")}`];
  });
  const until = back ? "" : ` of ${monthDay(plan.expiry.date)} (${plan.expiry.dte} d)`;
  const sentence = `${acts.join(", ")}${until}`;
  const paid = credit >= 0 ? "credit" : "debit";
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}: ${paid} **${quoted(Math.abs(credit))}** at the mid (${exactUsd(Math.abs(credit))} a contract), ${naturalWords(credit, natural)} natural. Quotes of ${newYorkTime(quoteTime)}, ${age(quoteTime, now)}.`;
}

/** Sold at the bid and bought at the ask a credit can turn into a debit. */
const naturalWords = (credit: number, natural: number): string =>
  credit >= 0 && natural < 0 ? `a debit of ${quoted(-natural)}` : quoted(Math.abs(natural));

/** "Short put spread 575/560, Dec 23", "Calendar spread 605, Dec 23/Jan 22": a plan in a title. */
export function planName({ structure, legs, expiry, back }: Plan): string {
  const strikes = [...new Set(legs.map((leg) => leg.strike))].toSorted((a, b) => a - b);
  // A put spread is named from the strike that is sold.
  if (structure === "short_put_spread") strikes.reverse();
  const dates = [expiry, ...(back ? [back] : [])].map(({ date }) => monthDay(date)).join("/");
  return `${STRUCTURES[structure]} ${strikes.map(strike).join("/")}, ${dates}`;
}
