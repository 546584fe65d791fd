import { isBrief, type Brief, type MissingBrief } from "../../engine/brief.ts";
import { distance, money, percent, percentSize, price } from "../format.ts";
import { inOrder } from "./order.ts";

/** Everything, then without net GEX's share of volume, then without the walls: what 50 symbols leave room for. */
type Detail = "full" | "short" | "shortest";
const DETAILS: readonly Detail[] = ["full", "short", "shortest"];

const SIGN = { positive: "γ+", negative: "γ−", undetermined: "γ?" } as const;

/** One line per symbol, in as much detail as all of them have within so many characters together. */
export function tableLines(rows: readonly (Brief | MissingBrief)[], room: number): string[] {
  const sorted = inOrder(rows);
  const linesIn = (detail: Detail) =>
    sorted.map((row) => (isBrief(row) ? lineOf(row, detail) : `**${row.missing}** n/a: ${row.why}`));
  const fits = (lines: readonly string[]) => lines.join("\n").length <= room;
  return linesIn(DETAILS.find((detail) => fits(linesIn(detail))) ?? "shortest");
}

function lineOf(row: Brief, detail: Detail): string {
  const { symbol, cell, spot, changePct, regime, vrpZ, flip, callWall, putWall, netGex } = row;
  const parts = [
    `**${symbol}** ${cell}`,
    changePct === null ? price(spot) : `${price(spot)} ${percent(changePct)}`,
    `${SIGN[regime.gamma]} ${regime.confidence}`,
    flip === null ? "no flip" : `flip ${distance(flip, spot)}`,
  ];
  if (vrpZ !== null) parts.push(`VRP z ${zScore(vrpZ)}`);
  if (detail !== "shortest")
    parts.push(
      callWall === null ? "no CW" : `CW ${distance(callWall, spot)}`,
      putWall === null ? "no PW" : `PW ${distance(putWall, spot)}`,
    );
  const ofVolume = detail === "full" ? advShare(row) : null;
  parts.push(ofVolume === null ? money(netGex) : `${money(netGex)} (${percentSize(ofVolume)} of ADV)`);
  return parts.join(" · ");
}

/** Net GEX per 1 % in percent of the average dollar volume, signed; null without one. */
export const advShare = ({ netGex, adv }: Pick<Brief, "netGex" | "adv">): number | null =>
  adv === null ? null : (netGex / adv) * 100;

/** With a sign and one decimal: "+1.2", "−0.3". What is below 1 never reads as 1, since 1 is where VRP is high. */
export function zScore(z: number): string {
  const size = Math.abs(z).toFixed(1);
  return z < 1 && z > 0 && size === "1.0" ? `+${Math.min(z, 0.99).toFixed(2)}` : `${z < 0 ? "−" : "+"}${size}`;
}
