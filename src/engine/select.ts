import type { Chain } from "./chain.ts";
import { isThirdFriday, isTradingDay, nextDay } from "./nyse.ts";
import type { ExpirySelection } from "./selection.ts";
import type { NyDate } from "./snapshot.ts";

/** Every live expiry date of the chain with its days to expiry, ascending. */
export function listedExpiries(chain: Chain): { readonly date: NyDate; readonly dte: number }[] {
  const used = new Uint8Array(chain.slices.length);
  for (const s of chain.slice) used[s] = 1;
  const dates = new Map<NyDate, number>();
  chain.slices.forEach(({ date, dte }, s) => used[s] && dates.set(date, dte));
  return [...dates].map(([date, dte]) => ({ date, dte })).sort((a, b) => a.dte - b.dte);
}

/** The dates among `listed` a selection means; empty when the chain has none. */
export function selectedDates(
  listed: readonly { readonly date: NyDate; readonly dte: number }[],
  selection: ExpirySelection,
): ReadonlySet<NyDate> {
  const dates = (of: readonly { readonly date: NyDate }[]) => new Set(of.map(({ date }) => date));
  switch (selection.kind) {
    case "all":
      return dates(listed);
    case "zeroDte":
      return dates(listed.filter(({ dte }) => dte === 0));
    case "maxDte":
      return dates(listed.filter(({ dte }) => dte <= selection.days));
    case "nextOpex":
      return dates(listed.filter(({ date }) => isMonthlyExpiry(date)).slice(0, 1));
    case "date":
      return dates(listed.filter(({ date }) => date === selection.date));
  }
}

/** The monthly (standard) expiry: the third Friday, or the Thursday before when that Friday is a holiday. */
export function isMonthlyExpiry(date: NyDate): boolean {
  if (isThirdFriday(date)) return true;
  const tomorrow = nextDay(date);
  return isThirdFriday(tomorrow) && !isTradingDay(tomorrow);
}

/** Rows of the chain that settle on one of the dates and carry at least `minOi` contracts of open interest. */
export function selectRows(chain: Chain, dates: ReadonlySet<NyDate>, minOi = 0): Uint32Array {
  const wanted = chain.slices.map(({ date }) => dates.has(date));
  const rows = new Uint32Array(chain.slice.length);
  let count = 0;
  for (let i = 0; i < chain.slice.length; i++) if (wanted[chain.slice[i]!] && chain.oi[i]! >= minOi) rows[count++] = i;
  return rows.subarray(0, count);
}
