import { price } from "../format.ts";
import { drawPrices } from "./axes.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawGreekPanel } from "./greekPanel.ts";
import { type GreeksScene, greeksScene } from "./greeksScene.ts";
import { drawLegendRow, netEntry } from "./legendRow.ts";
import { drawLevels } from "./levelTags.ts";
import { drawEmpty, drawSpotLine } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";
import { fillBox } from "./shapes.ts";
import { cut, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

const LEGEND_Y = 1130;
const WORDS_Y = 1164;
const LINE_HEIGHT = 34;
const BAND = 0.07;

/**
 * GEX, DEX, VEX and CHEX by strike beside each other over one price axis, each on its own scale and in its own unit;
 * spot and levels cross all four. Positive is right of each zero axis. Specification: docs/display.md.
 */
export const greeks: Chart<ExposureChartInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = greeksScene(input);
    drawPage(context, scene, () => {
      if (input.reading.snapshot.strikes.length === 0) drawEmpty(context, scene);
      else drawPanels(context, scene);
    });
  },
};

function drawPanels(context: DrawingContext, scene: GreeksScene): void {
  const band = moveBand(scene);
  for (const panel of scene.panels) {
    fillBox(context, panel.box, scene.palette.surface);
    if (band) fillBox(context, { ...panel.box, ...band }, fade(scene.palette.text, BAND));
    drawGreekPanel(context, scene, panel);
  }
  drawPrices(context, scene);
  drawLevels(context, scene);
  drawSpotLine(context, scene);
  drawLegend(context, scene);
}

/** Rows between plus and minus one standard deviation; a bracket would cost the first panel a third of its width. */
function moveBand({ reading, y }: GreeksScene): { top: number; bottom: number } | null {
  const { expectedMove, spot } = reading.snapshot;
  if (!expectedMove) return null;
  return { top: Math.round(y(spot + expectedMove.usd)), bottom: Math.round(y(spot - expectedMove.usd)) };
}

function drawLegend(context: DrawingContext, scene: GreeksScene): void {
  const { palette, reading, binSize } = scene;
  const { expectedMove, spot } = reading.snapshot;
  const usd = expectedMove?.usd ?? 0;
  const entries = [
    netEntry(context, { bars: { binSize }, palette }),
    {
      words: expectedMove ? `±1σ ${price(spot - usd)} to ${price(spot + usd)}` : "±1σ n/a",
      swatch: (x: number, y: number) =>
        fillBox(context, { left: x, right: x + 28, top: y - 18, bottom: y + 2 }, fade(palette.text, 0.2)),
    },
  ];
  drawLegendRow(context, entries, { y: LEGEND_Y, color: palette.dim });
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.text };
  const width = PAGE.width - 2 * PAGE.margin;
  for (const [index, line] of MEANING.entries()) {
    const at = { x: PAGE.margin, y: WORDS_Y + index * LINE_HEIGHT };
    write(context, cut(context, line, { width, style }), { style, at });
  }
}

const MEANING = [
  "Right: dealers sell rises (GEX) · buy if IV falls (VEX) · buy as time passes (CHEX)",
  "DEX: options only, before the stock hedge · dotted: the scale under each panel",
] as const;
