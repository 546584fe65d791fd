import type { ExposureSnapshot, Wall } from "../../engine/snapshot.ts";
import { count, distance, money, monthDay, newYorkTime, percentSize, price, strike } from "../format.ts";
import { chosenBecause, crossingLines } from "../flipWords.ts";
import { flipSentence } from "../words.ts";
import { altText } from "./altText.ts";
import { levelsByPrice } from "./priceList.ts";
import { listField, shortField, type ExposureView } from "./view.ts";

/** A wall with less of its side's gamma is weak; source: FlashAlpha's 0DTE documentation. */
const WEAK = 0.2;
/** One standard deviation over the straddle when rates and dividends are nil: √(π/2). */
const SIGMA_OVER_STRADDLE = 1.2533;

/** Levels on either side of spot in the alt text. */
const NEAREST = 6;

/** Every level there is, by price, and what stands behind each kind. */
export const levels: ExposureView = {
  name: "Levels",
  hint: "Every level by price, with its distance",
  command: "levels",
  chart: "ladder",
  wants: ["levels"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot } = reading;
    const { flip, magnet, highestOi, callWall, putWall } = snapshot.levels;
    const { above, below } = levelsByPrice(snapshot);
    return {
      subject: "levels",
      sentences: [flipSentence(reading), wallsSentence(snapshot)],
      fields: [
        listField("Above spot", above.length > 0 ? above : ["no level"]),
        listField("From spot down", [`▸ **${price(snapshot.spot)}** · **spot**`, ...below]),
        listField("Flip", [chosenBecause(flip), ...(flip.roots.length > 1 ? crossingLines(flip, snapshot.spot) : [])]),
        shortField("Call wall", strengthLines("call", callWall)),
        shortField("Put wall", strengthLines("put", putWall)),
        shortField("Most OI", highestOi ? [`**${strike(highestOi.strike)}**`, `${count(highestOi.oi)} contracts`] : ["none", "no open interest"]), // prettier-ignore
        shortField(
          magnet?.kind === "accelerant" ? "0DTE accelerant" : "0DTE magnet",
          magnet
            ? [
                `**${strike(magnet.strike)}** · ${money(magnet.gex)}`,
                magnet.kind === "magnet" ? "pulls, if the sign holds" : "pushes away, no magnet",
              ]
            : ["none", "no net gamma expires today"],
        ),
        shortField("Max pain", maxPainLines(snapshot)),
        shortField("Expected move", moveLines(snapshot)),
      ],
      alt: altText("Levels of dealer gamma by price", snapshot, [
        ...above.slice(-NEAREST),
        "spot",
        ...below.slice(0, NEAREST),
      ]),
    };
  },
};

function wallsSentence({ levels: { callWall, putWall }, spot }: ExposureSnapshot): string {
  const at = (wall: Wall) => `**${strike(wall.strike)}** (${distance(wall.strike, spot)})`;
  return [
    callWall ? `Largest call gamma at ${at(callWall)}` : "No call gamma",
    putWall ? `largest put gamma at ${at(putWall)}.` : "no put gamma.",
  ].join(", ");
}

function strengthLines(kind: "call" | "put", wall: Wall | null): string[] {
  if (!wall) return ["none", `no ${kind} gamma`];
  const weak = wall.strength < WEAK ? ", weak (< 20 %)" : "";
  return [`**${strike(wall.strike)}** · ${money(wall.gex)}`, `${percentSize(wall.strength * 100)} of ${kind} γ${weak}`];
}

function maxPainLines({ expiries }: ExposureSnapshot): string[] {
  const lines = expiries.slice(0, 3).map(({ date, maxPain }) => `${monthDay(date)}: **${strike(maxPain)}**`);
  return lines.length > 0 ? lines : ["n/a", "no expiry is selected"];
}

/** One standard deviation as a width and as prices, and the straddle it can be checked against. */
function moveLines({ expectedMove, spot }: ExposureSnapshot): string[] {
  if (!expectedMove) return ["n/a", "no at-the-money IV"];
  const { usd, until, straddle } = expectedMove;
  return [
    `**±${price(usd)}** (±${percentSize((usd / spot) * 100)})`,
    `1σ by ${newYorkTime(until)}: ${price(Math.max(0, spot - usd))} to ${price(spot + usd)}`,
    straddle === null
      ? "no straddle: no two-sided quotes"
      : `straddle ${price(straddle)}, × ${SIGMA_OVER_STRADDLE} ≈ 1σ of ${price(straddle * SIGMA_OVER_STRADDLE)}`,
  ];
}
