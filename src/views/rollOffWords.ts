import type { Reading } from "../engine/regime.ts";
import { isMonthlyExpiry } from "../engine/select.ts";
import type { ExposureSnapshot, RollOff } from "../engine/snapshot.ts";
import { money, monthDay, percent, price } from "./format.ts";

export const WITHOUT: Record<RollOff["without"], string> = { today: "Without today", opex: "Without OPEX" };

/** How gamma would stand without today's expiry and without the next OPEX: one line each, with the reason where it is missing. */
export function rollOffLines(reading: Reading): string[] {
  return (["today", "opex"] as const).map((without) => {
    const rollOff = reading.snapshot.rollOff.find((one) => one.without === without);
    return rollOff
      ? `${WITHOUT[without]} (${monthDay(rollOff.date)}): net **${money(rollOff.netGex)}**, ${signWords(rollOff, reading)}, ${flipWords(rollOff, reading.snapshot)}`
      : `${WITHOUT[without]}: ${whyNoRollOff(without, reading.snapshot)}`;
  });
}

const signOf = (gex: number) => (gex > 0 ? "positive" : gex < 0 ? "negative" : "undetermined");

function signWords({ netGex }: RollOff, { regime }: Reading): string {
  const sign = signOf(netGex);
  if (sign === regime.gamma) return sign === "undetermined" ? "still no sign" : `stays ${sign}`;
  return sign === "undetermined" ? "**the sign is gone**" : `**turns ${sign}**`;
}

function flipWords({ flip }: RollOff, { levels }: ExposureSnapshot): string {
  const now = levels.flip.price;
  if (flip.price === null) return now === null ? "still no flip" : "**the flip is gone**";
  if (now === null) return `**a flip appears** at ${price(flip.price)}`;
  const moved = percent(((flip.price - now) / now) * 100);
  return `flip ${price(flip.price)} (${moved === "0 %" ? "unmoved" : `moved ${moved}`})`;
}

/** Why the snapshot has no roll-off of that date. */
export function whyNoRollOff(without: RollOff["without"], { expiries }: ExposureSnapshot): string {
  const today = expiries.some(({ dte }) => dte === 0);
  if (without === "today") return today ? "all of it expires today" : "nothing here expires today";
  const opex = expiries.find(({ date }) => isMonthlyExpiry(date));
  if (!opex) return "no OPEX in these expiries";
  return opex.dte === 0 ? "OPEX is today" : "OPEX is all there is";
}
