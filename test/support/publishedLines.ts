import type { PublishedBlock } from "../../src/engine/published.ts";
import { distance, money, monthDay, price, quantity, strike } from "../../src/views/format.ts";
import { levelsOf, netOf } from "./fakeFlashAlpha/figures.ts";
import { spotOf } from "./fakeFlashAlpha/seed.ts";

/** The price as the fake's answers print it; none of ours has it. */
export const spotDigits = (symbol: string): string => price(spotOf(symbol));

/** How the fake's figures on a symbol must stand in a reply; scope: the only expiry, null for the whole chain. */
export function blockLines(
  symbol: string,
  { blocks, scope }: { readonly blocks: readonly PublishedBlock[]; readonly scope: string | null },
): string[] {
  const levels = levelsOf(symbol);
  const from = (level: number) => distance(level, spotOf(symbol));
  const at = (level: number) => `**${strike(level)}** ${from(level)}`;
  const flip = `Flip **${price(levels.gamma_flip)}** ${from(levels.gamma_flip)} · its spot ${spotDigits(symbol)}`;
  const rest = [
    `Call wall ${at(levels.call_wall)} · put wall ${at(levels.put_wall)}`,
    `Max γ ${at(levels.max_positive_gamma)} · most negative γ ${at(levels.max_negative_gamma)}`,
    `0DTE magnet ${at(levels.zero_dte_magnet)} · most OI ${at(levels.highest_oi_strike)}`,
  ];
  const net = (block: "gex" | "dex" | "vex" | "chex") => netOf({ symbol, expiration: scope }, block);
  const covered = scope === null ? ", whole chain" : `, expiry ${monthDay(scope)} only`;
  const size = `${net("vex") > 0 ? "+" : "−"}${quantity(net("vex"))}`;
  const nets = {
    gex: `Net GEX **${money(net("gex"))}** per 1 % move`,
    dex: `DEX **${money(net("dex"))}**, options only`,
    vex: `VEX **${size}** in FlashAlpha units: its size is not comparable with ours`,
    chex: `CHEX **${money(net("chex"))}** per day`,
  };
  // What covers is said with GEX, else with each.
  const says = (block: keyof typeof nets) => block === "gex" || !blocks.includes("gex");
  return [
    ...(blocks.includes("levels") ? [flip, ...rest] : blocks.includes("gex") ? [flip] : []),
    ...(["gex", "dex", "vex", "chex"] as const)
      .filter((block) => blocks.includes(block))
      .map((block) => `${nets[block]}${says(block) ? covered : ""}`),
  ];
}
