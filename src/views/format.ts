import type { ExpirySelection } from "../engine/selection.ts";
import type { Instant, NyDate } from "../engine/snapshot.ts";

/** What stands in for a number the market, or the feed, does not give. */
export const MISSING = "n/a";
const MINUS = "\u2212";

/** The one suffix that every dollar amount of a picture shares. */
export type Denomination = "B" | "M" | "K" | "";
const SCALE: Record<Denomination, number> = { B: 1e9, M: 1e6, K: 1e3, "": 1 };

/** The suffix of the largest amount; amounts that round up into the next suffix take it (999.9M is 1.00B). */
export function denominationOf(amounts: Iterable<number>): Denomination {
  let largest = 0;
  for (const amount of amounts) if (Number.isFinite(amount)) largest = Math.max(largest, Math.abs(amount));
  const rounded = Number(largest.toPrecision(3));
  return (["B", "M", "K"] as const).find((suffix) => rounded >= SCALE[suffix]) ?? "";
}

export interface MoneyOptions {
  /** The suffix to use whatever the size; without it the amount picks its own. */
  readonly denomination?: Denomination;
  /** False for amounts that cannot be negative: no leading plus. */
  readonly signed?: boolean;
}

/** Dollars to three significant digits with a sign and one suffix: "+$2.60B", "−$340M", "$0". */
export function money(amount: number | null, { denomination, signed = true }: MoneyOptions = {}): string {
  if (!isNumber(amount)) return MISSING;
  const suffix = denomination ?? denominationOf([amount]);
  const scaled = Math.abs(amount) / SCALE[suffix];
  const digits = group(scaled, moneyDecimals(scaled, suffix));
  if (!/[1-9]/.test(digits)) return "$0";
  return `${amount < 0 ? MINUS : signed ? "+" : ""}$${digits}${suffix}`;
}

/** Two significant digits at the least, so that a small amount under a shared suffix does not read as zero. */
function moneyDecimals(scaled: number, suffix: Denomination): number {
  if (scaled >= 99.95) return 0;
  if (scaled >= 9.995) return suffix === "" ? 0 : 1;
  return scaled === 0 || scaled >= 0.1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(scaled)));
}

/** Axis labels of one scale: the same suffix and only the decimals the ticks need ("−$0.5B", "0", "$0.5B"). */
export function moneyTicks(amounts: readonly number[], denomination: Denomination): string[] {
  const scaled = amounts.map((amount) => amount / SCALE[denomination]);
  const exact = (decimals: number) => scaled.every((value) => isNear(value, Number(value.toFixed(decimals))));
  const decimals = [0, 1, 2, 3, 4, 5, 6, 7, 8].find(exact) ?? 9;
  return scaled.map((value) =>
    value === 0 ? "0" : `${value < 0 ? MINUS : ""}$${group(Math.abs(value), decimals)}${denomination}`,
  );
}

/**
 * Amounts of one table without "$", which its unit names: the same suffix and the same decimals, as many as give the
 * largest amount so many digits ("+0.43B", "−1.2B", "+139M"). What rounds to zero keeps its sign: "−0.0B".
 */
export function moneyCells(
  amounts: readonly (number | null)[],
  { denomination, digits }: { denomination: Denomination; digits: number },
): string[] {
  const scaled = amounts.map((amount) => (isNumber(amount) ? amount / SCALE[denomination] : null));
  const largest = Number(Math.max(...scaled.map((value) => Math.abs(value ?? 0)), 0).toPrecision(digits));
  const decimals = largest === 0 ? 0 : Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(largest))));
  return scaled.map((value) => {
    if (value === null) return MISSING;
    return value === 0 ? "0" : `${value < 0 ? MINUS : "+"}${group(Math.abs(value), decimals)}${denomination}`;
  });
}

const isNear = (value: number, rounded: number) => Math.abs(value - rounded) <= 1e-9 * Math.max(Math.abs(value), 1e-6);

/** A traded or computed price, always two decimals: "601.23", "4,697.24". */
export function price(value: number | null): string {
  return isNumber(value) ? signedGroup(value, 2) : MISSING;
}

/** A strike without trailing zeros: "610", "612.5", "4,700". */
export function strike(value: number | null): string {
  return isNumber(value) ? signedGroup(value, 3).replace(/\.?0+$/, "") : MISSING;
}

/** Price labels of one axis: the decimals that the finest tick needs, on all of them ("47.9", "48.0"). */
export function priceTicks(values: readonly number[]): string[] {
  const decimals = Math.max(0, ...values.map((value) => strike(value).split(".")[1]?.length ?? 0));
  return values.map((value) => signedGroup(value, decimals));
}

/** Percent with its sign; two decimals below one percent, then one: "−0.41 %", "+1.5 %", "0 %". */
export function percent(value: number | null): string {
  return isNumber(value) ? signed(value, percentDecimals(value)) : MISSING;
}

/** The size of a percentage without its sign, for "1.2 % above the flip". */
export function percentSize(value: number | null): string {
  return isNumber(value) ? percent(Math.abs(value)).replace("+", "") : MISSING;
}

/** Volatility and its premium in vol points, one decimal: "+5.4", "−1.2", unsigned "18.4". */
export function points(value: number | null, { signed: withSign = true }: { readonly signed?: boolean } = {}): string {
  if (!isNumber(value)) return MISSING;
  const digits = signedGroup(value, 1);
  return withSign && value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits;
}

/** How far a level is from spot, in percent of spot: "+1.5 %" above, "−0.92 %" below. */
export function distance(level: number | null, spot: number): string {
  return isNumber(level) && spot > 0 ? percent(((level - spot) / spot) * 100) : MISSING;
}

/** A part of a whole, 0–1, as whole percent: "43 %", "<1 %". */
export function share(part: number | null): string {
  if (!isNumber(part)) return MISSING;
  const whole = Math.round(part * 100);
  return whole === 0 && part > 0 ? "<1 %" : `${whole} %`;
}

/** A whole number with thousands separators. */
export function count(value: number | null): string {
  return isNumber(value) ? signedGroup(value, 0) : MISSING;
}

/** The size of a number of shares or contracts: whole below a thousand, then three digits: "850", "12.1K", "3.48M". */
export function quantity(value: number | null): string {
  if (!isNumber(value)) return MISSING;
  const size = Math.abs(value);
  return size < 999.5 ? size.toFixed(0) : money(size, { signed: false }).replace("$", "");
}

/** A plain ratio, two decimals: "1.42". */
export function ratio(value: number | null): string {
  return isNumber(value) ? signedGroup(value, 2) : MISSING;
}

/** An instant on New York's wall clock: "Nov 23, 09:45 ET". */
export function newYorkTime(instant: Instant | null): string {
  const parts = newYorkParts(instant);
  return parts ? `${parts["month"]} ${parts["day"]}, ${parts["hour"]}:${parts["minute"]} ET` : MISSING;
}

/** The time alone: "16:00 ET". */
export function newYorkClock(instant: Instant | null): string {
  const parts = newYorkParts(instant);
  return parts ? `${parts["hour"]}:${parts["minute"]} ET` : MISSING;
}

/** The clock alone within a day of now, else with its date. */
export function shortTime(instant: Instant | null, now: Date): string {
  const apart = Math.abs(Date.parse(instant ?? "") - now.getTime());
  return apart < 86_400_000 ? newYorkClock(instant) : newYorkTime(instant);
}

const NEW_YORK = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function newYorkParts(instant: Instant | null): Record<string, string> | null {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(time)) return null;
  return Object.fromEntries(NEW_YORK.formatToParts(time).map(({ type, value }) => [type, value]));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A New York calendar date: "Nov 20". */
export function monthDay(date: NyDate | null): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})/.exec(date ?? "") ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${name} ${Number(day)}` : MISSING;
}

/** An expiry with its days to go: "Nov 23 (today)", "Dec 18 (24 d)". */
export const expiryDay = ({ date, dte }: { readonly date: NyDate; readonly dte: number }): string =>
  `${monthDay(date)} (${dte === 0 ? "today" : `${dte} d`})`;

/** How old something is: "just now", "3 min ago", "2 h ago", "5 d ago". */
export function age(instant: Instant | null, now: Date): string {
  const ms = now.getTime() - Date.parse(instant ?? "");
  if (Number.isNaN(ms)) return MISSING;
  return ms < 60_000 ? "just now" : `${duration(ms)} ago`;
}

/** A span of time, rounded down: "0 min", "47 min", "2 h", "5 d". */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** When to try again: "in 40 seconds", "in 12 minutes", beyond an hour "after Nov 23, 20:00 ET"; unknown: "in a minute". */
export function waitWords(until: Instant | null, now: Date): string {
  const ms = Date.parse(until ?? "") - now.getTime();
  if (Number.isNaN(ms)) return "in a minute";
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 100) return `in ${seconds} second${seconds === 1 ? "" : "s"}`;
  if (seconds <= 3600) return `in ${Math.ceil(seconds / 60)} minutes`;
  return `after ${newYorkTime(until)}`;
}

/** Which expiries a reading covers, in words: "All expiries", "Up to 45 DTE". */
export function selectionName(selection: ExpirySelection): string {
  switch (selection.kind) {
    case "all":
      return "All expiries";
    case "zeroDte":
      return "0DTE only";
    case "maxDte":
      return `Up to ${selection.days} DTE`;
    case "nextOpex":
      return "Next OPEX";
    case "date":
      return `Expiry ${monthDay(selection.date)}, ${selection.date.slice(0, 4)}`;
  }
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

function percentDecimals(value: number): number {
  const size = Math.abs(value);
  if (size >= 99.95) return 0;
  return size >= 0.995 ? 1 : 2;
}

function signed(value: number, decimals: number): string {
  const digits = group(Math.abs(value), decimals);
  if (!/[1-9]/.test(digits)) return "0 %";
  return `${value < 0 ? MINUS : "+"}${digits} %`;
}

function signedGroup(value: number, decimals: number): string {
  const digits = group(Math.abs(value), decimals);
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

function group(size: number, decimals: number): string {
  const [whole = "0", fraction] = size.toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
