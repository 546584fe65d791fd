import { MISSING } from "../format.ts";
import { drawFigure } from "./card.ts";
import type { Chart } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawWords } from "./overlays.ts";
import { type ExposureChartInput, PAGE, pageOf } from "./page.ts";
import { drawHistory } from "./vrpHistory.ts";
import { drawNodes } from "./vrpNodes.ts";
import { type VrpInput, vrpScene } from "./vrpScene.ts";

/**
 * What options pay beyond what the underlying moved: every day on record with the bands of the z-score and today among them,
 * implied against realised volatility by time and by side, and what that means with the regime. Specification: docs/display.md.
 */
export const vrp: Chart<VrpInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    if (input.vrp === null) {
      const page = nothingOf(input);
      drawPage(context, page, () => drawWords(context, page, NOTHING));
      return;
    }
    const scene = vrpScene(input, input.vrp);
    const { palette } = scene;
    drawPage(context, scene, () => {
      drawHistory(context, scene.historyBox, { panel: scene.history, palette });
      drawNodes(context, scene.termBox, { panel: scene.term, palette });
      drawNodes(context, scene.wingsBox, { panel: scene.wings, palette });
      for (const [index, figure] of scene.figures.entries())
        drawFigure(context, scene.figureBoxes[index]!, { figure, palette });
    });
  },
};

const NOTHING = ["No VRP reading", "Nothing was computed for this chain."];

const nothingOf = (input: ExposureChartInput) => ({
  ...pageOf(input),
  headline: { name: "VRP20", value: MISSING, unit: "", sign: 0 },
  denomination: "" as const,
  assumptions: [],
});
