import { dateOfDay, dayNumber } from "../../../engine/newYork.ts";
import { isTradingDay, nextDay } from "../../../engine/nyse.ts";
import { isMonthlyExpiry } from "../../../engine/select.ts";
import type { ExpirySelection } from "../../../engine/selection.ts";
import type { NyDate } from "../../../engine/snapshot.ts";

/** Which exposures of the vendor fit a selection: the whole chain, one expiry, or none, since it has no other filter. */
export type Reach =
  | { readonly kind: "chain" }
  | { readonly kind: "expiry"; readonly date: NyDate }
  | { readonly kind: "none" };

/** The reach of a selection on a New York date. A date that is past or in no calendar is not worth a call. */
export function reachOf(selection: ExpirySelection, today: NyDate): Reach {
  switch (selection.kind) {
    case "all":
      return { kind: "chain" };
    case "zeroDte":
      return isTradingDay(today) ? { kind: "expiry", date: today } : { kind: "none" };
    case "nextOpex":
      return { kind: "expiry", date: nextMonthlyExpiry(today) };
    case "date":
      return isDateFrom(today, selection.date) ? { kind: "expiry", date: selection.date } : { kind: "none" };
    case "maxDte":
      return { kind: "none" };
  }
}

function nextMonthlyExpiry(today: NyDate): NyDate {
  let date = today;
  while (!isMonthlyExpiry(date) || !isTradingDay(date)) date = nextDay(date);
  return date;
}

const isDateFrom = (today: NyDate, date: NyDate): boolean => date >= today && dateOfDay(dayNumber(date)) === date;
