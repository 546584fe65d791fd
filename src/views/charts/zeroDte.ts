import { distance, money, strike } from "../format.ts";
import { drawBarAxes } from "./axes.ts";
import { CARD_PADDING, drawCard, drawFigure, writeWithin } from "./card.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawCompactLevels } from "./compactTags.ts";
import { drawPage } from "./drawPage.ts";
import { drawExpectedMove, drawSpotLine, drawWords } from "./overlays.ts";
import { PAGE } from "./page.ts";
import { drawPinCard } from "./pinCard.ts";
import { drawPlot } from "./plot.ts";
import { drawSign } from "./shapes.ts";
import { flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";
import { type ZeroDteInput, type ZeroDteScene, zeroDteScene } from "./zeroDteScene.ts";
import {
  awayFromSpot,
  charmFigure,
  maxPainFigure,
  moveWords,
  nothingTodayWords,
  putCallFigure,
  shareFigure,
} from "./zeroDteWords.ts";

/**
 * What today's expiry does to price: the magnet and how much invites pinning there, the move that is left, today's
 * gamma by strike near spot with its levels, and what time alone makes dealers trade. Specification: docs/display.md.
 */
export const zeroDte: Chart<ZeroDteInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = zeroDteScene(input);
    const { snapshot } = input.reading;
    drawPage(context, scene, () => {
      if (snapshot.strikes.length === 0) drawWords(context, scene, nothingTodayWords(snapshot));
      else drawBody(context, scene, input.shareOfChain);
    });
  },
};

function drawBody(context: DrawingContext, scene: ZeroDteScene, shareOfChain: number | null): void {
  const { palette, reading, figureBoxes, denomination } = scene;
  const { snapshot } = reading;
  drawMagnet(context, scene);
  drawMove(context, scene);
  drawPinCard(context, scene.pinBox, scene);
  drawStrikes(context, scene);
  const [charm, share, maxPain, putCall] = figureBoxes;
  const buying = Math.sign(snapshot.charmToClose ?? 0);
  const color = buying > 0 ? palette.positive.words : buying < 0 ? palette.negative.words : palette.text;
  drawFigure(context, charm, { figure: charmFigure(snapshot, denomination), palette, color });
  drawFigure(context, share, { figure: shareFigure(shareOfChain), palette });
  drawFigure(context, maxPain, { figure: maxPainFigure(snapshot), palette });
  drawFigure(context, putCall, { figure: putCallFigure(snapshot), palette });
}

function drawMagnet(context: DrawingContext, scene: ZeroDteScene): void {
  const { palette, reading, magnetBox, denomination } = scene;
  const { spot, levels } = reading.snapshot;
  const { magnet } = levels;
  const color = magnet ? palette.marks.magnet : palette.dim;
  drawCard(context, magnetBox, { palette, accent: color });
  const hint = { magnet: "positive γ", accelerant: "negative γ" };
  drawHero(context, magnetBox, {
    palette,
    sign: color,
    label: { text: magnet?.kind === "accelerant" ? "ACCELERANT" : "0DTE MAGNET", color },
    aside: magnet ? hint[magnet.kind] : "",
    value: magnet ? strike(magnet.strike) : "none",
    beside: magnet ? distance(magnet.strike, spot) : "",
    notes: magnet
      ? [awayFromSpot(magnet.strike, spot), `${money(magnet.gex, { denomination })} per 1 %`]
      : ["no net gamma expires today"],
  });
}

function drawMove(context: DrawingContext, { palette, reading, moveBox }: ZeroDteScene): void {
  const { usd, percent, until, straddle } = moveWords(reading.snapshot);
  drawCard(context, moveBox, { palette, accent: palette.axis });
  drawHero(context, moveBox, {
    palette,
    sign: null,
    label: { text: "EXPECTED MOVE 1σ", color: palette.text },
    aside: straddle,
    value: usd,
    beside: percent,
    notes: until,
  });
}

interface Hero {
  readonly palette: ZeroDteScene["palette"];
  /** Colour of the diamond before the label, if it has one. */
  readonly sign: string | null;
  readonly label: { readonly text: string; readonly color: string };
  readonly aside: string;
  readonly value: string;
  readonly beside: string;
  readonly notes: readonly string[];
}

/** Name and aside, the figure to be read first, and a line of notes; notes that do not fit are left out from the end. */
function drawHero(context: DrawingContext, box: ZeroDteScene["magnetBox"], hero: Hero): void {
  const { palette, sign, label, aside, value, beside, notes } = hero;
  const [left, right] = [box.left + CARD_PADDING + 4, box.right - CARD_PADDING];
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const y = box.top + 38;
  if (sign !== null) drawSign(context, "diamond", { x: left + 10, y: y - 9, radius: 13, color: sign });
  const labelStyle: TextStyle = { size: 26, weight: 800, color: label.color };
  const start = left + (sign === null ? 0 : 30);
  const named = start + write(context, label.text, { style: labelStyle, at: { x: start, y } }) + 12;
  writeWithin(context, aside, { style: small, at: { x: right, y, align: "right" }, width: right - named });
  const besideStyle: TextStyle = { size: 34, weight: 700, color: palette.text };
  const room = right - left - measure(context, beside, besideStyle) - 16;
  const valueStyle: TextStyle = { size: 62, weight: 800, color: palette.text };
  const end = left + writeWithin(context, value, { style: valueStyle, at: { x: left, y: box.top + 100 }, width: room });
  write(context, beside, { style: besideStyle, at: { x: end + 16, y: box.top + 100 } });
  const [line = ""] = flow(context, notes, { width: right - left, style: small });
  write(context, line, { style: small, at: { x: left, y: box.top + 138 } });
}

function drawStrikes(context: DrawingContext, scene: ZeroDteScene): void {
  const { palette, reading, panel, captionY, tagsLeft, bars, window } = scene;
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const binned = bars.binSize === null ? "" : ` in steps of ${bars.binSize}`;
  const caption = `Today's net gamma by strike${binned}`;
  writeWithin(context, caption, { style: small, at: { x: PAGE.margin, y: captionY }, width: PAGE.width - 48 });
  drawPlot(context, scene, { curve: false });
  drawBarAxes(context, scene);
  drawCompactLevels(context, scene, { left: tagsLeft });
  drawExpectedMove(context, scene);
  drawSpotLine(context, scene);
  const { magnet } = reading.snapshot.levels;
  if (!magnet || magnet.strike < window.low || magnet.strike > window.high) return;
  const tip = Math.min(Math.max(scene.barX(magnet.gex), panel.left + 14), panel.right - 14);
  const y = scene.y(magnet.strike);
  drawSign(context, "diamond", { x: tip, y, radius: 19, color: palette.background });
  drawSign(context, "diamond", { x: tip, y, radius: 14, color: palette.marks.magnet });
}
