import type { ExposureSnapshot, NyDate } from "../engine/snapshot.ts";
import { UserError } from "../errors.ts";
import { monthDay } from "../views/format.ts";
import type { ExpiryWish } from "./planOptions.ts";

/**
 * The listed date that is meant: the one named, or the one nearest to so many days; of two as near the later.
 * @throws {UserError} not listed, with those next to it.
 */
export function listedExpiry(
  wish: ExpiryWish,
  { symbol, listed }: Pick<ExposureSnapshot, "symbol" | "listed">,
): NyDate {
  if (listed.length === 0) throw new UserError(`The data source lists no live expiry for ${symbol}.`);
  if ("days" in wish) {
    const off = ({ dte }: (typeof listed)[number]) => Math.abs(dte - wish.days);
    return listed.toSorted((a, b) => off(a) - off(b) || b.dte - a.dte)[0]!.date;
  }
  if (listed.some(({ date }) => date === wish.date)) return wish.date;
  const after = listed.findIndex(({ date }) => date > wish.date);
  const from = Math.max(0, (after < 0 ? listed.length : after) - 2);
  const near = listed.slice(from, from + 4).map(({ date }) => `${date} (${monthDay(date)})`);
  throw new UserError(`${symbol} has no expiry on ${wish.date}. Listed near it: ${near.join(", ")}.`);
}
