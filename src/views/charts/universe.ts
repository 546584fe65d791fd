import { type Chart, type PaletteName } from "./chart.ts";
import { drawUniverseFooter, drawUniverseHeader } from "./universeFrame.ts";
import { drawUniverseMap } from "./universeMap.ts";
import { drawUniverseTable } from "./universeTable.ts";
import { universeScene, type UniverseRows } from "./universeScene.ts";
import { PAGE } from "./page.ts";
import { writeSample } from "./overlays.ts";
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

/** Made-up data is named across every stretch of a picture this long. */
const SAMPLE_EVERY = 1_000;

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
    const stretches = sample ? Math.max(1, Math.round(height / SAMPLE_EVERY)) : 0;
    for (let index = 0; index < stretches; index += 1) {
      const [top, bottom] = [index, index + 1].map((part) => (height * part) / stretches) as [number, number];
      writeSample(context, { palette, body: { left: 0, right: PAGE.width, top, bottom } });
    }
    drawUniverseFooter(context, scene);
  },
};
