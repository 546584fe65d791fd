import type { Chart } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawEmpty } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";
import { drawMoveLegend, drawProfileAxes } from "./profileAxes.ts";
import { drawCurves } from "./profileCurves.ts";
import { drawCurveNames } from "./profileLabels.ts";
import { drawProfileLevels } from "./profileLevels.ts";
import { profileSceneOf } from "./profileScene.ts";
import { drawStateTable } from "./stateTable.ts";

/**
 * Net GEX if spot moves: now, without today's expiry and without the next OPEX. Price runs from left to right, unlike in the
 * ladder, because here three curves are compared at one price: what a date takes away is then a height, and a fall is a
 * way to the left. Positive gamma is above the zero axis, negative below. Specification: docs/display.md.
 */
export const profile: Chart<ExposureChartInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = profileSceneOf(input);
    drawPage(context, scene, () => {
      if (input.reading.snapshot.strikes.length === 0) {
        drawEmpty(context, scene);
        return;
      }
      drawCurves(context, scene);
      drawProfileLevels(context, scene);
      drawProfileAxes(context, scene);
      drawCurveNames(context, scene);
      drawMoveLegend(context, scene);
      drawStateTable(context, scene, { states: scene.states, top: scene.rows.table, flips: "missing" });
    });
  },
};
