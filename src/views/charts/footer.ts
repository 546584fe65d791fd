import { monthDay, percentSize } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { PAGE, type Page } from "./page.ts";
import { crisp, polyline } from "./shapes.ts";
import { cut, flow, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

const RULE_Y = 1222;
const FIRST_BASELINE = 1258;
const LINE_HEIGHT = 34;
const WIDTH = PAGE.width - 2 * PAGE.margin;

/** The assumptions behind a picture, and the command that draws it again. */
export function drawFooter(context: DrawingContext, page: Page): void {
  const { palette, command } = page;
  polyline(
    context,
    [
      [PAGE.margin, crisp(RULE_Y)],
      [PAGE.width - PAGE.margin, crisp(RULE_Y)],
    ],
    { color: palette.grid, width: 1 },
  );
  const style: TextStyle = { size: SMALLEST_TEXT, weight: 500, color: palette.dim };
  const lines = flow(context, page.assumptions ?? modelWords(page), { width: WIDTH, style }).slice(0, 2);
  for (const [index, line] of lines.entries()) {
    write(context, line, { style, at: { x: PAGE.margin, y: FIRST_BASELINE + index * LINE_HEIGHT } });
  }
  const y = FIRST_BASELINE + 2 * LINE_HEIGHT;
  const closing = write(context, "not advice", { style, at: { x: PAGE.width - PAGE.margin, y, align: "right" } });
  const commandStyle: TextStyle = { ...style, weight: 700, color: palette.text };
  const room = { width: WIDTH - closing - 24, style: commandStyle };
  write(context, cut(context, command, room), { style: commandStyle, at: { x: PAGE.margin, y } });
}

function modelWords({ reading, headline }: Page): string[] {
  const { rate, source, oiDate } = reading.snapshot;
  return [
    "Model: dealers long customer-sold calls, short customer-bought puts",
    `r ${percentSize(rate * 100)}`,
    `$ ${headline.unit}`,
    source.label,
    source.delayMinutes > 0 ? `${source.delayMinutes} min delayed` : "live",
    `OI of ${monthDay(oiDate)}`,
  ];
}
