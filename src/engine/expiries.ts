import { atmIv } from "./atTheMoney.ts";
import type { Chain } from "./chain.ts";
import { maxPain, type StrikeOi } from "./maxPain.ts";
import type { ExpiryExposure } from "./snapshot.ts";
import { addSums, exposureOf, type Tally } from "./tally.ts";

/** Exposures, open interest, max pain and at-the-money IV of every expiry date among the rows, ascending. */
export function expiryExposures(chain: Chain, rows: Uint32Array, { bySlice, contracts }: Tally): ExpiryExposure[] {
  const byDate = Map.groupBy(
    chain.slices.map((slice, s) => ({ slice, s })).filter(({ s }) => bySlice[s]),
    ({ slice }) => slice.date,
  );
  const rowsOf = Map.groupBy(rows, (i) => chain.slices[chain.slice[i]!]!.date);
  return [...byDate]
    .map(([date, parts]) => {
      const sums = parts.map(({ s }) => bySlice[s]!).reduce(addSums);
      const last = parts.reduce((a, b) => (b.slice.settlesAt > a.slice.settlesAt ? b : a));
      const mine = Uint32Array.from(rowsOf.get(date) ?? []);
      return {
        date,
        roots: parts.map(({ slice }) => slice.root).sort(),
        dte: last.slice.dte,
        contracts: parts.reduce((total, { s }) => total + contracts[s]!, 0),
        callOi: sums.callOi,
        putOi: sums.putOi,
        net: exposureOf(sums, chain.spot),
        grossGex: sums.callGex - sums.putGex,
        maxPain: maxPain(openInterestByStrike(chain, mine), chain.spot),
        atmIv: atmIv(chain, last.s, mine),
      };
    })
    .sort((a, b) => a.dte - b.dte);
}

/** Open interest of every listed strike among the rows, ascending, strikes without any included. */
export function openInterestByStrike(chain: Chain, rows: Uint32Array): StrikeOi[] {
  const oi = new Map<number, { strike: number; callOi: number; putOi: number }>();
  for (const i of rows) {
    const k = chain.strikeIndex[i]!;
    const entry = oi.get(k) ?? { strike: chain.strikes[k]!, callOi: 0, putOi: 0 };
    if (chain.right[i]! > 0) entry.callOi += chain.oi[i]!;
    else entry.putOi += chain.oi[i]!;
    oi.set(k, entry);
  }
  return [...oi.values()].sort((a, b) => a.strike - b.strike);
}
