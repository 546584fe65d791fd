import type { Chart } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawHeatCells } from "./heatCells.ts";
import { drawHeatEdges } from "./heatEdges.ts";
import { heatGrid } from "./heatGrid.ts";
import { drawHeatLegend } from "./heatLegend.ts";
import { drawHeatLevels } from "./heatLevels.ts";
import { heatScene } from "./heatScene.ts";
import { drawEmpty } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";

/**
 * Net gamma by strike and expiry: where and when it sits. Strikes from high to low, expiries from left to right, colour by
 * sign and size, spot and flip between the strikes they lie between, totals at the edges. Specification: docs/display.md.
 */
export const heatmap: Chart<ExposureChartInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = heatScene(input);
    drawPage(context, scene, () => {
      if (scene.columns.length === 0) {
        drawEmpty(context, scene);
        return;
      }
      const grid = heatGrid(context, scene);
      drawHeatCells(context, scene, grid);
      drawHeatEdges(context, scene, grid);
      drawHeatLevels(context, scene, grid);
      drawHeatLegend(context, scene);
    });
  },
};
