import type { APIEmbed } from "discord.js";
import { HIGH_ABOVE_PCT, MODERATE_ABOVE_PCT, type Reading } from "../engine/regime.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import { charmUntilClose } from "./closingBell.ts";
import { grossShare } from "./exposures/term.ts";
import { heaviestLines } from "./exposures/greeks.ts";
import { signLines } from "./exposures/regime.ts";
import { alignment } from "./exposures/vex.ts";
import { listField } from "./exposures/view.ts";
import { chosenBecause, crossingLines } from "./flipWords.ts";
import { age, count, expiryDay, money, monthDay, newYorkTime, percentSize, share } from "./format.ts";
import { changeSentences } from "./turningPoints.ts";
import { HEDGING, MODEL_NOTE, oneDayMoves, trades } from "./words.ts";

const VIOLET = 0xa78bfa;

/**
 * "Why this regime": the reading derived step by step from its own figures. Every figure in it stands in the snapshot, is
 * worked out from it, or is a constant of the method.
 */
export function explainEmbed(reading: Reading, { now }: { readonly now: Date }): APIEmbed {
  const { snapshot, regime } = reading;
  return {
    title: `${snapshot.source.sample ? "SAMPLE · " : ""}Why this regime · ${snapshot.symbol}`,
    color: VIOLET,
    description: HEDGING[regime.gamma],
    fields: [
      listField("The sign", signLines(snapshot)),
      listField("The flip", flipLines(snapshot)),
      listField("Confidence", [confidenceSentence(reading)]),
      listField("Vanna and charm", driftLines(reading)),
      listField("What carries it", carriedBy(snapshot)),
      listField("Data", dataLines(snapshot, now)),
      listField("What would change it", changeSentences(reading)),
    ],
    footer: { text: `${MODEL_NOTE} Not advice.` },
  };
}

function flipLines({ levels: { flip }, spot }: ExposureSnapshot): string[] {
  return [
    "Every contract is re-priced over ±20 % of spot, each keeping its own IV; the flip is where net gamma crosses zero.",
    chosenBecause(flip),
    ...(flip.roots.length > 1 ? crossingLines(flip, spot) : []),
  ];
}

function confidenceSentence({ snapshot, regime }: Reading): string {
  const { price } = snapshot.levels.flip;
  if (price === null || regime.distancePct === null)
    return `**${regime.confidence}**, because there is no flip to measure from${regime.stability ? "; one-sided gamma is more stable than the word says" : ""}.`;
  const days = oneDayMoves(snapshot, price);
  const moves = days === null ? "" : `, ${days.toFixed(1)} one-day moves,`;
  return `**${regime.confidence}**: the flip is ${percentSize(regime.distancePct)}${moves} from spot; more than ${HIGH_ABOVE_PCT} % is high, more than ${MODERATE_ABOVE_PCT} % moderate, else low.`;
}

function driftLines(reading: Reading): string[] {
  const { net } = reading.snapshot;
  return [
    `VEX ${money(net.vex)} per vol point. ${alignment(reading)}`,
    `CHEX ${money(net.chex)} per day: time alone makes dealers ${trades(net.chex)}. Until the close: ${charmUntilClose(reading.snapshot).join(", ")}.`,
  ];
}

const TOP_EXPIRIES = 3;

function carriedBy(snapshot: ExposureSnapshot): string[] {
  const top = snapshot.expiries
    .toSorted((a, b) => b.grossGex - a.grossGex)
    .slice(0, TOP_EXPIRIES)
    .map((expiry) => `${expiryDay(expiry)} ${share(grossShare([expiry], snapshot))}`);
  return [
    ...heaviestLines(snapshot, "gex"),
    top.length > 0 ? `Of gross gamma: ${top.join(", ")}` : "No expiry is selected.",
    snapshot.zeroDteShare === null
      ? "Nothing here expires today."
      : `0DTE holds ${share(snapshot.zeroDteShare)} of absolute net gamma.`,
  ];
}

function dataLines({ quality, spotBasis, quoteTime, fetchedAt, oiDate, rate }: ExposureSnapshot, now: Date): string[] {
  const { contractsUsed, contractsInFile, oiDroppedShare, ivFromOtherSide, ivFromMid, dropped } = quality;
  return [
    `${count(contractsUsed)} contracts with gamma, of ${count(contractsInFile)} rows in the file; ${share(oiDroppedShare)} of live OI had no usable IV${dropped.noIv > 0 ? ` (${count(dropped.noIv)} contracts)` : ""}.`,
    `IV repaired: ${count(ivFromOtherSide)} from the other side, ${count(ivFromMid)} from mids. Rate ${percentSize(rate * 100)}.`,
    `Spot: ${BASIS[spotBasis]}. Quotes of ${newYorkTime(quoteTime)}, fetched ${age(fetchedAt, now)}; OI of ${monthDay(oiDate)}.${quality.degraded ? " **Degraded.**" : ""}`,
  ];
}

const BASIS: Record<ExposureSnapshot["spotBasis"], string> = {
  last: "the last trade",
  close: "the session's close",
  parity: "put-call parity of today's expiry",
};
