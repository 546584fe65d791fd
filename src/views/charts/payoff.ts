import { drawFigure } from "./card.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawLegendRow, type LegendEntry } from "./legendRow.ts";
import { PAGE } from "./page.ts";
import { drawBreakevens, drawPayoffAxes } from "./payoffAxes.ts";
import { drawCurves, drawPayoff, NOW_DASH } from "./payoffCurve.ts";
import { drawPayoffLevels, drawShortStrikes } from "./payoffLevels.ts";
import { moveWords, type PayoffInput, type PayoffScene, payoffSceneOf } from "./payoffScene.ts";
import { drawSign, fillBox, polyline } from "./shapes.ts";
import { fade } from "./theme.ts";

/**
 * What a plan wins or loses by price, in dollars a contract: at its (front) expiry and now, over the levels it was placed on and
 * the expected move. Gains are above the zero line in every palette. Specification: docs/display.md.
 */
export const payoff: Chart<PayoffInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = payoffSceneOf(input);
    drawPage(context, scene, () => {
      drawLegendRow(context, legendOf(context, scene), { y: scene.legend, color: scene.palette.text });
      drawPayoff(context, scene);
      drawPayoffLevels(context, scene);
      drawPayoffAxes(context, scene);
      drawCurves(context, scene);
      drawShortStrikes(context, scene);
      drawBreakevens(context, scene);
      for (const [index, figure] of scene.figures.entries())
        drawFigure(context, scene.figureBoxes[index]!, { figure, palette: scene.palette });
    });
  },
};

function legendOf(context: DrawingContext, { palette, plan, open }: PayoffScene): LegendEntry[] {
  const line = (color: string, width: number, dash: readonly number[]): LegendEntry["swatch"] => (x, y) =>
    polyline(context, [[x, y - 8], [x + 28, y - 8]], { color, width, dash }); // prettier-ignore
  const unbounded: LegendEntry = {
    words: "loss goes on",
    swatch: (x, y) => drawSign(context, "down", { x: x + 14, y: y - 8, radius: 12, color: palette.negative.words }),
  };
  return [
    { words: plan.back ? "at the first expiry" : "at expiry", swatch: line(palette.profile, 6, []) },
    { words: "now, same IV", swatch: line(palette.text, 3, NOW_DASH) },
    {
      words: `±1σ ${moveWords(plan)}`,
      swatch: (x, y) =>
        fillBox(context, { left: x, right: x + 28, top: y - 20, bottom: y + 4 }, fade(palette.text, 0.3)),
    },
    ...(open.left || open.right ? [unbounded] : []),
  ];
}
