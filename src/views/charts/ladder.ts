import { drawAxes } from "./axes.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawLadderLegend } from "./ladderLegend.ts";
import { drawLevels } from "./levelTags.ts";
import { drawEmpty, drawExpectedMove, drawSpotLine } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";
import { drawPlot } from "./plot.ts";
import { sceneOf } from "./scene.ts";

/**
 * Gamma by strike, the re-priced profile and the levels over one vertical price axis, so that bars, curve and lines
 * agree by construction. Positive gamma is right of the zero axis, negative left. Specification: docs/display.md.
 */
export const ladder: Chart<ExposureChartInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = sceneOf(input);
    drawPage(context, scene, () => {
      if (input.reading.snapshot.strikes.length === 0) drawEmpty(context, scene);
      else drawPanel(context, scene);
    });
  },
};

function drawPanel(context: DrawingContext, scene: ReturnType<typeof sceneOf>): void {
  drawPlot(context, scene);
  drawAxes(context, scene);
  drawLevels(context, scene);
  // After the levels: its figures stand on a ground of their own, and no line may strike them out.
  drawExpectedMove(context, scene);
  drawSpotLine(context, scene);
  if (scene.bars.bars.length > 0) drawLadderLegend(context, scene);
}
