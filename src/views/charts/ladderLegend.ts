import type { DrawingContext } from "./chart.ts";
import { PAGE } from "./page.ts";
import type { Scene } from "./scene.ts";
import { fillBox, polyline } from "./shapes.ts";
import { measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const LEGEND_Y = 1196;
const WIDTH = PAGE.width - 2 * PAGE.margin;

/** What the strokes of the ladder mean. */
export function drawLadderLegend(context: DrawingContext, scene: Scene): void {
  const { palette, reading, bars } = scene;
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const { snapshot } = reading;
  const hasZeroDte = snapshot.strikes.some(({ zeroDteGex }) => zeroDteGex !== 0);
  const entries: { words: string; swatch: (x: number) => void }[] = [
    {
      words: bars.binSize === null ? "net" : `net, bars of ${bars.binSize} ${bars.binSize === 1 ? "point" : "points"}`,
      swatch: (x) => twoSided(context, x, { right: palette.positive.bar, left: palette.negative.bar }),
    },
    {
      words: "calls, puts",
      swatch: (x) => twoSided(context, x, { right: `${palette.positive.bar}59`, left: `${palette.negative.bar}59` }),
    },
    {
      words: hasZeroDte ? "0DTE part" : "no 0DTE",
      swatch: (x) => twoSided(context, x, { right: palette.positive.stripe, left: palette.negative.stripe }),
    },
    {
      words: "net GEX if spot moves",
      swatch: (x) =>
        fillBox(context, { left: x, right: x + 28, top: LEGEND_Y - 10, bottom: LEGEND_Y - 6 }, palette.profile),
    },
    {
      words: snapshot.expectedMove ? "±1σ" : "±1σ n/a",
      swatch: (x) => {
        const [left, right, top, bottom] = [x + 11, x + 25, LEGEND_Y - 18, LEGEND_Y + 2];
        const bracket = [
          [right, top],
          [left, top],
          [left, bottom],
          [right, bottom],
        ] as const;
        polyline(context, bracket, { color: palette.dim, width: 2 });
      },
    },
  ];
  const widths = entries.map(({ words }) => 38 + measure(context, words, style));
  const gap = Math.min(40, (WIDTH - widths.reduce((sum, width) => sum + width, 0)) / (entries.length - 1));
  let x: number = PAGE.margin;
  for (const [index, { words, swatch }] of entries.entries()) {
    swatch(Math.round(x));
    write(context, words, { style, at: { x: x + 38, y: LEGEND_Y } });
    x += (widths[index] ?? 0) + gap;
  }
}

function twoSided(context: DrawingContext, x: number, { left, right }: { left: string; right: string }): void {
  fillBox(context, { left: x, right: x + 13, top: LEGEND_Y - 16, bottom: LEGEND_Y }, left);
  fillBox(context, { left: x + 15, right: x + 28, top: LEGEND_Y - 16, bottom: LEGEND_Y }, right);
}
