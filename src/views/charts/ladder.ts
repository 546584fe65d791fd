import { drawAxes } from "./axes.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawFooter } from "./footer.ts";
import { drawHeader } from "./header.ts";
import { drawLevels } from "./levelTags.ts";
import { drawEmpty, drawExpectedMove, drawNotices, drawSampleMark, drawSpotLine } from "./overlays.ts";
import { drawPlot } from "./plot.ts";
import { FRAME, type LadderInput, sceneOf } from "./scene.ts";
import { fillBox } from "./shapes.ts";

export type { LadderInput } from "./scene.ts";

/**
 * Gamma by strike, the re-priced profile and the levels over one vertical price axis, so that bars, curve and lines
 * agree by construction. Positive gamma is right of the zero axis, negative left. Specification: docs/display.md.
 */
export const ladder: Chart<LadderInput> = {
  width: FRAME.width,
  height: FRAME.height,
  draw(context, input) {
    const scene = sceneOf(input);
    fillBox(context, { left: 0, top: 0, right: FRAME.width, bottom: FRAME.height }, scene.palette.background);
    drawHeader(context, scene);
    drawNotices(context, scene);
    if (input.reading.snapshot.strikes.length === 0) drawEmpty(context, scene);
    else drawPanel(context, scene);
    drawSampleMark(context, scene);
    drawFooter(context, scene);
  },
};

function drawPanel(context: DrawingContext, scene: ReturnType<typeof sceneOf>): void {
  drawPlot(context, scene);
  drawAxes(context, scene);
  drawLevels(context, scene);
  // After the levels: its figures stand on a ground of their own, and no line may strike them out.
  drawExpectedMove(context, scene);
  drawSpotLine(context, scene);
}
