import { price } from "../format.ts";
import type { DrawingContext } from "./chart.ts";
import { emptyWords } from "./notices.ts";
import { PAGE, type Page } from "./page.ts";
import type { PriceScene } from "./priceScene.ts";
import { type Box, fillBox, polyline, roundedBox } from "./shapes.ts";
import { cut, measure, type TextStyle, write } from "./text.ts";
import { fade, SMALLEST_TEXT } from "./theme.ts";

/** Spot over everything else in the panel: the one line the eye has to find first. */
export function drawSpotLine(context: DrawingContext, { panel, y, reading, palette }: PriceScene): void {
  const row = Math.round(y(reading.snapshot.spot));
  fillBox(context, { ...panel, top: row - 1, bottom: row + 2 }, palette.spot);
}

const LABEL_HEIGHT = 44;

/** ±1 standard deviation until the expected move's expiry, as a bracket at the left edge. */
export function drawExpectedMove(context: DrawingContext, scene: PriceScene): void {
  const { panel, palette } = scene;
  const bracket = bracketOf(scene);
  if (!bracket) return;
  const { top, bottom } = bracket;
  const [x, arm] = [panel.left + 9, panel.left + ARM];
  polyline(
    context,
    [
      [arm, top],
      [x, top],
      [x, bottom],
      [arm, bottom],
    ],
    { color: palette.dim, width: 2 },
  );
  for (const { words, box } of expectedMoveLabels(context, scene)) {
    context.fillStyle = fade(palette.surface, 0.82);
    roundedBox(context, box, 6);
    context.fill();
    const at = { x: box.left + 4, y: (box.top + box.bottom) / 2 + 1, baseline: "middle" } as const;
    write(context, words, { style: moveStyle(palette.text), at });
  }
}

const ARM = 24;
const moveStyle = (color: string): TextStyle => ({ size: SMALLEST_TEXT, weight: 500, color });

function bracketOf({ y, reading }: PriceScene): { top: number; bottom: number } | null {
  const { expectedMove, spot } = reading.snapshot;
  if (!expectedMove) return null;
  return { top: Math.round(y(spot + expectedMove.usd)), bottom: Math.round(y(spot - expectedMove.usd)) };
}

/** The two prices of the expected move and the ground they stand on; none without a move. */
export function expectedMoveLabels(context: DrawingContext, scene: PriceScene): { words: string; box: Box }[] {
  const { panel, reading } = scene;
  const bracket = bracketOf(scene);
  if (!bracket) return [];
  const { spot, expectedMove } = reading.snapshot;
  const usd = expectedMove?.usd ?? 0;
  // A move of a few pixels still needs two lines of text.
  const apart = Math.max(0, LABEL_HEIGHT - (bracket.bottom - bracket.top)) / 2;
  const left = panel.left + ARM + 2;
  return [
    { words: `+1σ ${price(spot + usd)}`, row: bracket.top - apart },
    { words: `−1σ ${price(spot - usd)}`, row: bracket.bottom + apart },
  ].map(({ words, row }) => {
    const middle = Math.min(Math.max(row, panel.top + 18), panel.bottom - 18);
    const right = left + 10 + measure(context, words, moveStyle(""));
    return { words, box: { left, right, top: middle - 16, bottom: middle + 16 } };
  });
}

/** One strip per notice between header and panel. */
export function drawNotices(context: DrawingContext, { notices, palette }: Page): void {
  for (const [index, { text, tone }] of notices.entries()) {
    const top = PAGE.noticesTop + index * PAGE.noticeHeight;
    const color = tone === "warning" ? palette.warning : palette.dim;
    const box: Box = {
      left: PAGE.margin,
      right: PAGE.width - PAGE.margin,
      top,
      bottom: top + PAGE.noticeHeight - 6,
    };
    context.fillStyle = fade(color, 0.14);
    roundedBox(context, box, 6);
    context.fill();
    fillBox(context, { ...box, right: box.left + 5 }, color);
    const style: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: tone === "warning" ? color : palette.text };
    const words = cut(context, text, { width: box.right - box.left - 40, style });
    write(context, words, { style, at: { x: box.left + 20, y: (box.top + box.bottom) / 2 + 1, baseline: "middle" } });
  }
}

/** A selection without open interest: words instead of a frame without bars. */
export function drawEmpty(context: DrawingContext, page: Page): void {
  drawWords(context, page, emptyWords(page.reading.snapshot));
}

/** A title and lines in the middle of the body, where there is nothing to draw. */
export function drawWords(context: DrawingContext, { body, palette }: Page, words: readonly string[]): void {
  context.fillStyle = palette.surface;
  roundedBox(context, body, 12);
  context.fill();
  const middle = (body.top + body.bottom) / 2;
  const [x, [title = "", ...lines]] = [PAGE.width / 2, words];
  const heading: TextStyle = { size: 48, weight: 800, color: palette.text };
  write(context, title, { style: heading, at: { x, y: middle - 40, align: "center" } });
  const style: TextStyle = { size: 30, weight: 500, color: palette.dim };
  for (const [index, line] of lines.entries()) {
    write(context, line, { style, at: { x, y: middle + 20 + index * 44, align: "center" } });
  }
}

export function drawSampleMark(context: DrawingContext, { palette, reading, body }: Page): void {
  if (reading.snapshot.source.sample) writeSample(context, { palette, body });
}

/** Made-up data can be cropped out of a header, not out of the picture. */
export function writeSample(context: DrawingContext, { palette, body }: Pick<Page, "palette" | "body">): void {
  context.save();
  context.translate((body.left + body.right) / 2, (body.top + body.bottom) / 2);
  context.rotate(-Math.PI / 4);
  const style: TextStyle = { size: 190, weight: 800, color: fade(palette.sample, 0.17) };
  write(context, "SAMPLE", { style, at: { x: 0, y: 0, align: "center", baseline: "middle" } });
  context.restore();
}

/** Made-up data is named across every stretch of a picture this long. */
const SAMPLE_EVERY = 1_000;

/** The same for a table, however long it is. */
export function writeSampleAcross(
  context: DrawingContext,
  { palette, height }: Pick<Page, "palette"> & { readonly height: number },
): void {
  const stretches = Math.max(1, Math.round(height / SAMPLE_EVERY));
  for (let index = 0; index < stretches; index += 1) {
    const [top, bottom] = [index, index + 1].map((part) => (height * part) / stretches) as [number, number];
    writeSample(context, { palette, body: { left: 0, right: PAGE.width, top, bottom } });
  }
}
