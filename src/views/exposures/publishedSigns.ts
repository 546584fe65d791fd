import { publishedRegime, type Published } from "../../engine/published.ts";
import type { Reading, Regime } from "../../engine/regime.ts";
import { monthDay } from "../format.ts";

type Sign = Regime["gamma"];

/**
 * The vendor's regime by the sign of its net GEX and by its spot against its flip, both named where they disagree; then
 * whether its sign is ours, where both cover the same expiries. Null reading: there is none of ours.
 */
export function publishedSigns(figures: Published, reading: Reading | null): string[] {
  const own = ownSentence(figures);
  const against = reading && againstOurs(figures, reading);
  return [...(own ? [own] : []), ...(against ? [against] : [])];
}

function ownSentence(figures: Published): string | null {
  const { bySign, byFlip, disagree } = publishedRegime(figures);
  if (disagree && bySign && byFlip)
    return `**Its own readings disagree**: net GEX is ${word(bySign)}, but its spot against its flip says ${word(byFlip)}.`;
  if (bySign && byFlip) return `Regime ${word(bySign)}, by sign and by flip.`;
  if (bySign) return `Regime ${word(bySign)} by the sign of net GEX; no flip to check it by.`;
  if (byFlip)
    return `Regime ${word(byFlip)} by its spot against its flip; no net GEX of the whole chain to check it by.`;
  return null;
}

const word = (sign: Sign) => (sign === "undetermined" ? "without a sign" : sign);

function againstOurs(figures: Published, { snapshot, regime }: Reading): string | null {
  const { selection, expiries } = snapshot;
  const ours = regime.gamma;
  const { gex } = figures;
  const only = expiries.length === 1 ? expiries[0]!.date : null;
  if (only !== null && gex?.scope === only && gex.net !== null)
    return uncertain(`FlashAlpha's net GEX of ${monthDay(only)} is`, signOf(gex.net), ours);
  const { bySign, byFlip } = publishedRegime(figures);
  if (selection.kind === "all") {
    if (bySign) return uncertain("FlashAlpha's net GEX is", bySign, ours);
    return byFlip && uncertain("By its flip FlashAlpha's gamma is", byFlip, ours);
  }
  if (!bySign || bySign === ours) return null;
  return `FlashAlpha's net GEX is ${word(bySign)} over the whole chain, ours ${word(ours)} over these expiries.`;
}

function uncertain(theirs: string, sign: Sign, ours: Sign): string | null {
  return sign === ours ? null : `**${theirs} ${word(sign)}, ours ${word(ours)}: the sign is uncertain today.**`;
}

const signOf = (net: number): Sign => (net > 0 ? "positive" : net < 0 ? "negative" : "undetermined");
