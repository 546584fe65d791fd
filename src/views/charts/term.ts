import { count } from "../format.ts";
import type { Chart, DrawingContext } from "./chart.ts";
import { drawPage } from "./drawPage.ts";
import { drawEmpty } from "./overlays.ts";
import { type ExposureChartInput, PAGE } from "./page.ts";
import { drawSign } from "./shapes.ts";
import { drawStateTable } from "./stateTable.ts";
import { drawTermTable } from "./termTable.ts";
import { type TermScene, termSceneOf } from "./termScene.ts";
import { goneWords, interestWords } from "./termWords.ts";
import { fitted, flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

/**
 * The term structure: net GEX of every expiry, positive right and negative left of the zero axis, how much of all gamma
 * rolls off on that date and is gone by then, and what is left of net GEX and flip without today and without the next
 * OPEX. Specification: docs/display.md.
 */
export const term: Chart<ExposureChartInput> = {
  width: PAGE.width,
  height: PAGE.height,
  draw(context, input) {
    const scene = termSceneOf(input);
    drawPage(context, scene, () => {
      if (scene.rows.length === 0 || input.reading.snapshot.strikes.length === 0) {
        drawEmpty(context, scene);
        return;
      }
      drawTermTable(context, scene);
      if (scene.rows.length === 1) drawAlone(context, scene);
      drawLines(context, scene);
      drawStateTable(context, scene, { states: scene.states, top: scene.table, flips: "all" });
    });
  },
};

/** One date has no term structure: says so, and where there is one. */
function drawAlone(context: DrawingContext, { palette, reading, top, pitch, gone }: TermScene): void {
  const [x, y] = [PAGE.width / 2, (top + pitch + gone) / 2 - 30];
  const heading: TextStyle = { size: 40, weight: 800, color: palette.text };
  write(context, "One expiry: no term structure", { style: heading, at: { x, y, align: "center" } });
  const listed = reading.snapshot.listed.length;
  const words =
    listed > 1 ? `expiry:all compares all ${count(listed)} listed dates.` : "The chain lists no other date.";
  const style: TextStyle = { size: 30, weight: 500, color: palette.dim };
  write(context, words, { style, at: { x, y: y + 52, align: "center" } });
}

/** The sentence to remember, then what the signs mean and what the selection is made of. */
function drawLines(context: DrawingContext, { palette, reading, gone, interest }: TermScene): void {
  const width = PAGE.width - 2 * PAGE.margin;
  const lead: TextStyle = { size: 30, weight: 800, color: palette.text };
  const sentence = goneWords(reading.snapshot);
  write(context, sentence, {
    style: fitted(context, sentence, { width, style: lead }),
    at: { x: PAGE.margin, y: gone },
  });
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  drawSign(context, "diamond", { x: PAGE.margin + 10, y: interest - 8, radius: 10, color: palette.without.opex });
  let x = PAGE.margin + 28;
  x += write(context, "monthly OPEX", { style, at: { x, y: interest } });
  const [words = ""] = flow(context, interestWords(reading.snapshot), {
    width: PAGE.width - PAGE.margin - x - 30,
    style,
  });
  write(context, words, { style, at: { x: PAGE.width - PAGE.margin - measure(context, words, style), y: interest } });
}
