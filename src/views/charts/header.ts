import type { Regime } from "../../engine/regime.ts";
import { monthDay, newYorkTime, percent, percentSize, price, selectionName } from "../format.ts";
import { REGIME_NAME } from "../words.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE, type Page } from "./page.ts";
import { roundedBox } from "./shapes.ts";
import { cut, flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const RIGHT = PAGE.width - PAGE.margin;
const TITLE_BASELINE = 76;
const REGIME_BASELINE = 126;
const META_BASELINE = 166;

/** Symbol, spot and regime to be read at a glance; below them what the numbers cover and how old they are. */
export function drawHeader(context: DrawingContext, page: Page): void {
  const pillsLeft = drawPills(context, page);
  drawTitle(context, page, { width: pillsLeft - PAGE.margin - 20 });
  drawHeadline(context, page);
  drawMeta(context, page);
}

function drawPills(context: DrawingContext, { reading, palette }: Page): number {
  const { gamma } = reading.regime;
  const fill = { positive: palette.positive.bar, negative: palette.negative.bar, undetermined: palette.dim }[gamma];
  const left = drawPill(context, REGIME_NAME[gamma], { right: RIGHT, fill, ink: palette.background, size: 34 });
  if (!reading.snapshot.source.sample) return left;
  return drawPill(context, "SAMPLE", { right: left - 12, fill: palette.sample, ink: palette.background, size: 26 });
}

/** A filled pill that ends at `right`; returns its left edge. */
function drawPill(
  context: DrawingContext,
  words: string,
  { right, fill, ink, size }: { right: number; fill: string; ink: string; size: number },
): number {
  const style: TextStyle = { size, weight: 800, color: ink };
  const left = Math.round(right - measure(context, words, style) - size * 1.2);
  context.fillStyle = fill;
  roundedBox(context, { left, right, top: 28, bottom: 88 }, 12);
  context.fill();
  write(context, words, { style, at: { x: (left + right) / 2, y: 59, align: "center", baseline: "middle" } });
  return left;
}

function drawTitle(context: DrawingContext, { reading, palette }: Page, { width }: { width: number }): void {
  const { symbol, spot, changePct } = reading.snapshot;
  const changeColor =
    changePct === null || changePct === 0 ? palette.dim : (changePct > 0 ? palette.positive : palette.negative).words;
  const parts: { text: string; style: TextStyle; space: number }[] = [
    { text: symbol, style: { size: 62, weight: 800, color: palette.text }, space: 22 },
    { text: price(spot), style: { size: 50, weight: 700, color: palette.spot }, space: 18 },
    {
      text: changePct === null ? "" : percent(changePct),
      style: { size: 30, weight: 700, color: changeColor },
      space: 0,
    },
  ];
  const natural = parts.reduce((sum, { text, style, space }) => sum + measure(context, text, style) + space, 0);
  const shrink = Math.min(1, width / natural);
  let x: number = PAGE.margin;
  for (const { text, style, space } of parts) {
    const size = Math.max(SMALLEST_TEXT, Math.floor(style.size * shrink));
    x += write(context, text, { style: { ...style, size }, at: { x, y: TITLE_BASELINE } }) + space * shrink;
  }
}

function drawHeadline(context: DrawingContext, { reading, palette, headline }: Page): void {
  const lead: TextStyle = { size: 32, weight: 700, color: palette.text };
  const side = headline.sign > 0 ? palette.positive.words : headline.sign < 0 ? palette.negative.words : palette.dim;
  let x: number = PAGE.margin;
  const put = (text: string, style: TextStyle) => {
    x += write(context, text, { style, at: { x, y: REGIME_BASELINE } });
  };
  put(`${headline.name} `, lead);
  put(headline.value, { ...lead, weight: 800, color: side });
  put(` ${headline.unit}`, { ...lead, size: 26, weight: 500, color: palette.dim });
  const style: TextStyle = { size: 26, weight: 500, color: palette.dim };
  const width = RIGHT - x - 28;
  const words = flow(context, regimeTokens(reading.regime, reading.snapshot), { width, style })[0] ?? "";
  write(context, words, { style, at: { x: RIGHT, y: REGIME_BASELINE, align: "right" } });
}

/** Most important first: what does not fit is left out, since the tags say it as well. */
function regimeTokens(regime: Regime, { spot, levels }: Page["reading"]["snapshot"]): string[] {
  const { price: flip } = levels.flip;
  return [
    regime.stability === "one_sided" ? "no flip, net gamma one-sided" : `confidence ${regime.confidence}`,
    ...(regime.vannaAligned ? ["vanna aligned"] : []),
    ...(flip === null || flip === spot
      ? []
      : [`${percentSize(regime.distancePct)} ${spot > flip ? "above" : "below"} flip`]),
  ];
}

function drawMeta(context: DrawingContext, { reading, palette, coverage }: Page): void {
  const { snapshot } = reading;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const clock = [
    newYorkTime(snapshot.quoteTime),
    snapshot.source.delayMinutes > 0 ? `${snapshot.source.delayMinutes} min delayed` : "live",
    `OI of ${monthDay(snapshot.oiDate)}`,
  ].join(" · ");
  const clockWidth = write(context, clock, { style, at: { x: RIGHT, y: META_BASELINE, align: "right" } });
  const width = RIGHT - PAGE.margin - clockWidth - 24;
  const [covered = ""] = flow(context, coverage ?? coveredBy(snapshot), { width, style });
  write(context, cut(context, covered, { width, style }), { style, at: { x: PAGE.margin, y: META_BASELINE } });
}

function coveredBy({ selection, expiries }: Page["reading"]["snapshot"]): string[] {
  const [first, last] = [expiries.at(0), expiries.at(-1)];
  if (!first || !last) return [selectionName(selection), "no expiry used"];
  if (selection.kind === "zeroDte") return [selectionName(selection)];
  if (selection.kind === "date" || first === last) return [selectionName(selection), `${first.dte} DTE`];
  return [`${selectionName(selection)} (${expiries.length})`, `${first.dte}–${last.dte} DTE`];
}
