import type { Chart } from "./chart.ts";
import { writeSampleAcross } from "./overlays.ts";
import { PAGE } from "./page.ts";
import { drawScanFooter, drawScanHeader } from "./scanFrame.ts";
import { type ScanInput, scanScene } from "./scanScene.ts";
import { drawScanTable } from "./scanTable.ts";
import { fillBox } from "./shapes.ts";

/** The morning's screen as a table: a row per symbol that is traded, by cell, then those that are not. */
export const scan: Chart<ScanInput> = {
  width: PAGE.width,
  flat: true,
  height: (input) => scanScene(input).height,
  draw(context, input) {
    const scene = scanScene(input);
    const { palette, height, sample } = scene;
    fillBox(context, { left: 0, top: 0, right: PAGE.width, bottom: height }, palette.background);
    drawScanHeader(context, scene);
    drawScanTable(context, scene);
    if (sample) writeSampleAcross(context, { palette, height });
    drawScanFooter(context, scene);
  },
};
