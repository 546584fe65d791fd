import { money } from "../format.ts";
import { drawDollars, drawPrices } from "./axes.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { greekScene, type GreekScene } from "./greekScene.ts";
import type { Greek } from "./greekWords.ts";
import { drawLegendRow, moveEntry, netEntry } from "./legendRow.ts";
import { drawLevels } from "./levelTags.ts";
import { isThin } from "./notices.ts";
import { drawEmpty, drawExpectedMove, drawSpotLine } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";
import { drawPeaks } from "./peakLabels.ts";
import { drawGrid, drawHatch } from "./plot.ts";
import { zeroX } from "./scene.ts";
import { clipped, fillBox } from "./shapes.ts";
import { barThickness, drawBar } from "./signedBars.ts";
import { cut, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const LEGEND_Y = 1164;
const WORDS_Y = 1198;

/**
 * One of the other exposures by strike over the ladder's price axis, with its levels: net bars only, positive right of
 * the zero axis, negative left, and in words what either sign makes dealers do. Specification: docs/display.md.
 */
export function greekLadder(greek: Exclude<Greek, "gex">): Chart<ExposureChartInput> {
  return {
    width: PAGE.width,
    height: PAGE.height,
    draw(context, input) {
      const scene = greekScene(greek, input);
      drawPage(context, scene, () => {
        if (input.reading.snapshot.strikes.length === 0) drawEmpty(context, scene);
        else drawPanel(context, scene, { greek });
      });
    },
  };
}

function drawPanel(context: DrawingContext, scene: GreekScene, { greek }: { greek: Greek }): void {
  const { panel, palette, bars, barX } = scene;
  drawBars(context, scene);
  drawSides(context, scene);
  drawPrices(context, scene);
  const name = bars.binSize === null ? "$ / strike" : "$ / bar";
  drawDollars(context, scene, { scale: barX, y: panel.bottom + 32, color: palette.dim, name });
  drawLevels(context, scene);
  drawPeaks(context, scene);
  drawExpectedMove(context, scene);
  drawSpotLine(context, scene);
  drawLegend(context, scene, { greek });
}

function drawBars(context: DrawingContext, scene: GreekScene): void {
  const { panel, palette, bars, barX, y } = scene;
  fillBox(context, panel, palette.surface);
  const zero = zeroX(scene);
  const thickness = barThickness(Math.abs(y(0) - y(bars.spacing)));
  clipped(context, panel, () => {
    drawGrid(context, scene);
    if (isThin(scene.reading.snapshot)) drawHatch(context, scene);
    for (const { price, net } of bars.bars) {
      const color = (net > 0 ? palette.positive : palette.negative).bar;
      drawBar(context, { zero, tip: barX(net), row: y(price), thickness, color });
    }
  });
  fillBox(context, { left: zero - 1, right: zero + 1, top: panel.top, bottom: panel.bottom }, palette.axis);
}

/** Over each half of the panel what its bars mean. */
function drawSides(context: DrawingContext, { panel, palette, words }: GreekScene): void {
  const style = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 700, color });
  const y = panel.top - 12;
  write(context, words.left, { style: style(palette.negative.words), at: { x: panel.left, y } });
  write(context, words.right, { style: style(palette.positive.words), at: { x: panel.right, y, align: "right" } });
}

function drawLegend(context: DrawingContext, scene: GreekScene, { greek }: { greek: Greek }): void {
  const { palette, reading, words, denomination } = scene;
  const known = reading.snapshot.expectedMove !== null;
  const entries = [netEntry(context, scene), moveEntry(context, { palette, known })];
  const legendEnd = drawLegendRow(context, entries, { y: LEGEND_Y, color: palette.dim });
  const dim: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const shown = `strikes shown: ${money(scene.shown, { denomination })}, all: ${scene.headline.value}`;
  const right = PAGE.width - PAGE.margin;
  const room = { width: right - legendEnd - 24, style: dim };
  write(context, cut(context, shown, room), { style: dim, at: { x: right, y: LEGEND_Y, align: "right" } });
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  const text = greek === "chex" ? `${words.meaning} · ${untilClose(scene)}` : words.meaning;
  const width = PAGE.width - 2 * PAGE.margin;
  write(context, cut(context, text, { width, style }), { style, at: { x: PAGE.margin, y: WORDS_Y } });
}

/** A day's rate overstates what is left of the day; this is re-priced. */
function untilClose({ reading, denomination }: GreekScene): string {
  const { charmToClose } = reading.snapshot;
  if (charmToClose === null) return "out of session: none until the close";
  const size = money(Math.abs(charmToClose), { denomination, signed: false });
  return `until the close, re-priced: ${charmToClose < 0 ? "sell" : "buy"} ${size}`;
}
