import { dayNumber, weekdayOf } from "../../engine/newYork.ts";
import { isMonthlyExpiry } from "../../engine/select.ts";
import type { ExposureSnapshot, NyDate } from "../../engine/snapshot.ts";
import { count, MISSING, monthDay, share } from "../format.ts";
import type { TermRow } from "./termRows.ts";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const WEEK = 7;
/** From here on a date without its year could be meant of the next one as well. */
const YEAR_FROM_DTE = 300;

/** "Fri Nov 27". */
export const weekday = (date: NyDate) => `${WEEKDAYS[weekdayOf(dayNumber(date))] ?? ""} ${monthDay(date)}`;

/** The date of a row: with its weekday while near, with its year when far; a sum says how many and up to when. */
export function rowName({ date, dte, expiries }: TermRow): string {
  if (dte === null) return `${count(expiries)} later, to ${monthDay(date).split(" ")[0]} ${date.slice(0, 4)}`;
  return dte < YEAR_FROM_DTE ? weekday(date) : `${monthDay(date)}, ${date.slice(0, 4)}`;
}

/**
 * How much of the gamma is gone soon, in one line: after this week's last expiry and after the next OPEX, "38 % of gamma is
 * gone after Fri Nov 27, 62 % after OPEX Fri Dec 18"; where there is neither, after the first expiry.
 */
export function goneWords({ expiries }: ExposureSnapshot): string {
  const total = expiries.reduce((sum, { grossGex }) => sum + grossGex, 0);
  const first = expiries[0];
  if (!first || total === 0) return "No gamma in this selection";
  if (expiries.length === 1) return `All of this gamma is gone after ${weekday(first.date)}`;
  const week = expiries.findLast(({ dte }) => dte <= WEEK);
  const opex = expiries.find(({ date }) => isMonthlyExpiry(date));
  const dates = [...new Set([week, opex])].flatMap((expiry) => expiry ?? []).toSorted((a, b) => a.dte - b.dte);
  const parts = (dates.length > 0 ? dates : [first]).map(({ date, dte }, index) => {
    const gone = expiries.filter((one) => one.dte <= dte).reduce((sum, { grossGex }) => sum + grossGex, 0) / total;
    const what = index === 0 ? " of gamma is gone" : "";
    return `${share(gone)}${what} after ${isMonthlyExpiry(date) ? "OPEX " : ""}${weekday(date)}`;
  });
  return parts.join(", ");
}

/** What the selection is made of: average days to expiry by open interest, puts per call. */
export function interestWords({ oiWeightedDte, putCallOi }: ExposureSnapshot): string[] {
  return [
    `OI-weighted DTE ${oiWeightedDte === null ? MISSING : oiWeightedDte.toFixed(oiWeightedDte < 10 ? 1 : 0)}`,
    `put/call OI ${putCallOi === null ? MISSING : putCallOi.toFixed(2)}`,
  ];
}
