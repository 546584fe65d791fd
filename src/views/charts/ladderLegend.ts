import type { DrawingContext } from "./chart.ts";
import { drawLegendRow, moveEntry, netEntry, twoSided } from "./legendRow.ts";
import type { Scene } from "./scene.ts";
import { fillBox } from "./shapes.ts";

const LEGEND_Y = 1196;

/** What the strokes of the ladder mean. */
export function drawLadderLegend(context: DrawingContext, scene: Scene): void {
  const { palette, reading } = scene;
  const { strikes, expectedMove } = reading.snapshot;
  const hasZeroDte = strikes.some(({ zeroDteGex }) => zeroDteGex !== 0);
  const entries = [
    netEntry(context, scene),
    {
      words: "calls, puts",
      swatch: twoSided(context, { left: `${palette.negative.bar}59`, right: `${palette.positive.bar}59` }),
    },
    {
      words: hasZeroDte ? "0DTE part" : "no 0DTE",
      swatch: twoSided(context, { left: palette.negative.stripe, right: palette.positive.stripe }),
    },
    {
      words: "net GEX if spot moves",
      swatch: (x: number, y: number) =>
        fillBox(context, { left: x, right: x + 28, top: y - 10, bottom: y - 6 }, palette.profile),
    },
    moveEntry(context, { palette, known: expectedMove !== null }),
  ];
  drawLegendRow(context, entries, { y: LEGEND_Y, color: palette.dim });
}
