import { dateOfDay, dayNumber, weekdayOf } from "../../src/engine/newYork.ts";
import { isThirdFriday, isTradingDay, previousTradingDay } from "../../src/engine/nyse.ts";
import type { Underlying } from "./symbols.ts";

/** How much open interest and how many strikes an expiry has. */
export type ExpiryKind = "daily" | "weekly" | "monthEnd" | "monthly" | "quarterly";

export interface Expiry {
  readonly root: string;
  /** Last day of life: the day it settles, in New York. */
  readonly date: string;
  /** Calendar days from the day of listing. */
  readonly days: number;
  readonly kind: ExpiryKind;
  /** Settles at the open instead of the close. */
  readonly am: boolean;
}

const DAILY_DAYS = 17;
const WEEKLY_DAYS = 45;
const MONTH_END_DAYS = 130;
const MONTHLY_DAYS = 330;
/** SPXW also lists the near monthly dates, beside the AM-settled SPX. */
const PM_MONTHLY_DAYS = 75;
const LONGEST_DAYS = 560;

/** The expiries listed on a trading day, ascending; an expiry that falls on a holiday moves to the trading day before. */
export function listExpiries(underlying: Underlying, listedOn: string): readonly Expiry[] {
  const first = dayNumber(listedOn);
  const found = new Map<string, Expiry>();
  for (let days = 0; days <= LONGEST_DAYS; days++) {
    const nominal = dateOfDay(first + days);
    const kind = kindOf(underlying, nominal, days);
    if (kind === null) continue;
    const date = isTradingDay(nominal) ? nominal : previousTradingDay(nominal);
    if (date < listedOn) continue;
    for (const { root, am } of rootsOf(underlying, kind, days)) {
      found.set(`${date} ${root}`, { root, date, days: dayNumber(date) - first, kind, am });
    }
  }
  return [...found.values()].toSorted((a, b) => a.date.localeCompare(b.date) || a.root.localeCompare(b.root));
}

function kindOf({ kind, expiries }: Underlying, date: string, days: number): ExpiryKind | null {
  const weekday = weekdayOf(dayNumber(date));
  const month = Number(date.slice(5, 7));
  const quarterly = month % 3 === 0 || month === 1;
  if (isThirdFriday(date) && (quarterly || days <= MONTHLY_DAYS)) return quarterly ? "quarterly" : "monthly";
  if (kind !== "stock" && days <= MONTH_END_DAYS && isMonthEnd(date)) return "monthEnd";
  if (weekday === 5 && days <= WEEKLY_DAYS) return "weekly";
  const everyDay = expiries === "daily" || (expiries === "monWedFri" && (weekday === 1 || weekday === 3));
  return everyDay && days <= DAILY_DAYS && isTradingDay(date) ? "daily" : null;
}

function rootsOf({ kind, symbol }: Underlying, expiry: ExpiryKind, days: number) {
  if (kind !== "index") return [{ root: symbol, am: false }];
  const pm = { root: `${symbol}W`, am: false };
  if (expiry !== "monthly" && expiry !== "quarterly") return [pm];
  return days <= PM_MONTHLY_DAYS ? [{ root: symbol, am: true }, pm] : [{ root: symbol, am: true }];
}

/** The last trading day of its month. */
function isMonthEnd(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return date === previousTradingDay(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));
}
