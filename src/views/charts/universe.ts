import { type Chart, type PaletteName } from "./chart.ts";
import { drawUniverseFooter, drawUniverseHeader } from "./universeFrame.ts";
import { drawUniverseMap } from "./universeMap.ts";
import { drawUniverseTable } from "./universeTable.ts";
import { universeScene, type UniverseRows } from "./universeScene.ts";
import { PAGE } from "./page.ts";
import { writeSampleAcross } from "./overlays.ts";
import { fillBox } from "./shapes.ts";

/** What the table picture of a universe or a watchlist takes. */
export interface UniverseInput extends UniverseRows {
  /** "Daily universe" */
  readonly title: string;
  /** "Nov 23, 09:45 ET" */
  readonly slot: string;
  /** The slash command that shows the same now. */
  readonly command: string;
  readonly palette: PaletteName;
}

/** A row per symbol, sorted by cell and confidence, and below them where each stands among the cells. */
export const universe: Chart<UniverseInput> = {
  width: PAGE.width,
  flat: true,
  height: (input) => universeScene(input).height,
  draw(context, input) {
    const scene = universeScene(input);
    const { palette, height, sample } = scene;
    fillBox(context, { left: 0, top: 0, right: PAGE.width, bottom: height }, palette.background);
    drawUniverseHeader(context, scene);
    drawUniverseTable(context, scene);
    drawUniverseMap(context, scene);
    if (sample) writeSampleAcross(context, { palette, height });
    drawUniverseFooter(context, scene);
  },
};
