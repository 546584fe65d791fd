import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { charmUntilClose } from "../closingBell.ts";
import { distance, money, percentSize, price, share, shortTime, strike } from "../format.ts";
import { altText } from "./altText.ts";
import { shortField, wideField, type ExposureView } from "./view.ts";

/** Today's expiry alone: magnet or accelerant, pin score, the move that is left, and what time makes dealers trade. */
export const zerodte: ExposureView = {
  name: "0DTE",
  hint: "Magnet, pin score, expected move until the close",
  command: "zerodte",
  chart: "zeroDte",
  wants: ["gex"],
  fixed: { kind: "zeroDte" },
  words: ({ reading: { snapshot }, whole }) => ({
    subject: "0DTE",
    sentences: [
      magnetSentence(snapshot),
      moveSentence(snapshot),
      "Built from yesterday's open interest: what was opened today, most of 0DTE, is invisible here.",
    ],
    fields: [
      wideField("Pin score: ours, not back-tested", pinLines(snapshot)),
      shortField("Today's net GEX", [`**${money(snapshot.net.gex)}** per 1 %`, flipLine(snapshot)]),
      shortField("0DTE share", shareLines(whole?.snapshot ?? null)),
      shortField("Charm until the close", charmUntilClose(snapshot)),
      shortField("1σ range", rangeLines(snapshot)),
      shortField("Max pain today", maxPainLines(snapshot)),
    ],
    alt: altText("Card of today's expiry", snapshot, [
      magnetSentence(snapshot),
      moveSentence(snapshot),
      snapshot.pin ? `pin score ${snapshot.pin.score.toFixed(0)} of 100, not back-tested` : "no pin score",
      `charm until the close: ${charmUntilClose(snapshot).join(", ")}`,
    ]),
  }),
};

function magnetSentence({ levels: { magnet }, expiries, spot }: ExposureSnapshot): string {
  if (!magnet)
    return expiries.length === 0 ? "Nothing expires today." : "No magnet: today's contracts carry no net gamma.";
  const at = `**${strike(magnet.strike)}** (${distance(magnet.strike, spot)})`;
  return magnet.kind === "magnet"
    ? `**Magnet** at ${at}: today's largest net gamma, ${money(magnet.gex)} per 1 %, is positive, so hedging pulls towards it if the sign holds.`
    : `**Accelerant**, not magnet, at ${at}: today's largest net gamma, ${money(magnet.gex)} per 1 %, is negative, so hedging pushes away from it if the sign holds.`;
}

function moveSentence({ expectedMove, spot, quoteTime }: ExposureSnapshot): string {
  if (!expectedMove) return "Expected move n/a: no at-the-money IV today.";
  const { usd, until, straddle } = expectedMove;
  const quoted = straddle === null ? "no two-sided straddle" : `straddle ${price(straddle)}`;
  return `Left until ${shortTime(until, new Date(quoteTime))}: 1σ of **±${price(usd)}** (±${percentSize((usd / spot) * 100)}), ${quoted}.`;
}

function pinLines({ pin, levels, expiries }: ExposureSnapshot): string[] {
  if (!pin) {
    if (expiries.length === 0) return ["n/a: nothing expires today"];
    return [levels.magnet ? "n/a: today's contracts have settled" : "n/a: there is no magnet to pin to"];
  }
  const part = (name: string, value: number, weight: string) => `${name} ${value.toFixed(0)} (× ${weight})`;
  return [
    `**${pin.score.toFixed(0)}** of 100${levels.magnet?.kind === "accelerant" ? ", but the largest gamma is negative: read no pinning into it" : ""}`,
    [
      part("OI", pin.oi, ".30"),
      part("proximity", pin.proximity, ".25"),
      part("time", pin.time, ".25"),
      part("gamma", pin.gamma, ".20"),
    ].join(" · "),
  ];
}

function flipLine({ levels: { flip }, spot }: ExposureSnapshot): string {
  return flip.price === null ? "no flip within ±20 %" : `flip ${price(flip.price)}, ${distance(flip.price, spot)}`;
}

function shareLines(whole: ExposureSnapshot | null): string[] {
  if (!whole) return ["n/a", "the whole chain was not read"];
  if (whole.zeroDteShare === null) return ["n/a", "no gamma to share"];
  return [`**${share(whole.zeroDteShare)}**`, "of the whole chain's γ"];
}

function rangeLines({ expectedMove, spot }: ExposureSnapshot): string[] {
  if (!expectedMove) return ["n/a", "no at-the-money IV"];
  return [`**${price(Math.max(0, spot - expectedMove.usd))}** to`, `**${price(spot + expectedMove.usd)}**`];
}

function maxPainLines({ expiries, spot }: ExposureSnapshot): string[] {
  const maxPain = expiries.find(({ dte }) => dte === 0)?.maxPain ?? null;
  return maxPain === null
    ? ["n/a", "no open interest today"]
    : [`**${strike(maxPain)}**`, `${distance(maxPain, spot)} from spot`];
}
