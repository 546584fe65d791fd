import { monthDay, percentSize } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { FRAME, type Scene } from "./scene.ts";
import { crisp, fillBox, polyline } from "./shapes.ts";
import { cut, flow, measure, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const LEGEND_Y = 1196;
const RULE_Y = 1222;
const FIRST_BASELINE = 1258;
const LINE_HEIGHT = 34;
const WIDTH = FRAME.width - 2 * FRAME.margin;

/** What the strokes mean, the assumptions behind them, and the command that draws them again. */
export function drawFooter(context: DrawingContext, scene: Scene): void {
  const { palette, command } = scene;
  if (scene.bars.bars.length > 0) drawLegend(context, scene);
  polyline(
    context,
    [
      [FRAME.margin, crisp(RULE_Y)],
      [FRAME.width - FRAME.margin, crisp(RULE_Y)],
    ],
    { color: palette.grid, width: 1 },
  );
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const lines = flow(context, caveats(scene), { width: WIDTH, style }).slice(0, 2);
  for (const [index, line] of lines.entries()) {
    write(context, line, { style, at: { x: FRAME.margin, y: FIRST_BASELINE + index * LINE_HEIGHT } });
  }
  const y = FIRST_BASELINE + 2 * LINE_HEIGHT;
  const closing = write(context, "not advice", { style, at: { x: FRAME.width - FRAME.margin, y, align: "right" } });
  const commandStyle: TextStyle = { ...style, weight: 700, color: palette.text };
  const room = { width: WIDTH - closing - 24, style: commandStyle };
  write(context, cut(context, command, room), { style: commandStyle, at: { x: FRAME.margin, y } });
}

function caveats({ reading }: Scene): string[] {
  const { rate, source, oiDate } = reading.snapshot;
  return [
    "Model: dealers long customer-sold calls, short customer-bought puts",
    `r ${percentSize(rate * 100)}`,
    `$ per 1 % move`,
    source.label,
    source.delayMinutes > 0 ? `${source.delayMinutes} min delayed` : "live",
    `OI of ${monthDay(oiDate)}`,
  ];
}

function drawLegend(context: DrawingContext, scene: Scene): void {
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
  let x: number = FRAME.margin;
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
