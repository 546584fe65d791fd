import type { Chain } from "./chain.ts";
import { findFlip } from "./flip.ts";
import { gexAt, prepare } from "./kernel.ts";
import { gammaProfile } from "./profile.ts";
import { isMonthlyExpiry } from "./select.ts";
import type { NyDate, RollOff } from "./snapshot.ts";

/**
 * What is left of the gamma of `rows` when today's expiry is gone, and when the next OPEX is gone: the re-priced profile and
 * its flip, by the same method as the whole. A date that carries nothing of the selection, or all of it, is left out, and so
 * is an OPEX that is today.
 * @param dates expiry dates of the rows with their days to expiry, ascending
 */
export function rollOffs(
  chain: Chain,
  rows: Uint32Array,
  dates: readonly { readonly date: NyDate; readonly dte: number }[],
): RollOff[] {
  const today = dates.find(({ dte }) => dte === 0)?.date;
  const opex = dates.find(({ date }) => isMonthlyExpiry(date))?.date;
  const without = (kind: RollOff["without"], date: NyDate | undefined): RollOff[] => {
    if (date === undefined) return [];
    const rest = rows.filter((i) => chain.slices[chain.slice[i]!]!.date !== date);
    if (rest.length === rows.length) return [];
    const prepared = prepare(chain, rest);
    if (prepared.count === 0) return [];
    const profile = gammaProfile(prepared, chain.spot);
    return [
      {
        without: kind,
        date,
        netGex: gexAt(prepared, chain.spot),
        gex: [...profile.gex],
        flip: findFlip(prepared, chain.spot, profile),
      },
    ];
  };
  return [...without("today", today), ...without("opex", opex === today ? undefined : opex)];
}
