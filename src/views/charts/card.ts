import type { DrawingContext } from "./chart.ts";
import type { Page } from "./page.ts";
import { type Box, roundedBox } from "./shapes.ts";
import { cut, fitted, type TextPlace, type TextStyle, write } from "./text.ts";
import { SMALLEST_TEXT } from "./theme.ts";

/** Distance of a card's text from its left and right edge. */
export const CARD_PADDING = 20;

/** A raised field for figures, with a stripe of colour at its left edge where it has something to say. */
export function drawCard(
  context: DrawingContext,
  box: Box,
  { palette, accent = null }: { palette: Page["palette"]; accent?: string | null },
): void {
  context.fillStyle = palette.surface;
  roundedBox(context, box, 10);
  context.fill();
  if (accent === null) return;
  context.fillStyle = accent;
  roundedBox(context, { ...box, right: box.left + 7 }, 3);
  context.fill();
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** One figure under its name, with a note below: unit, reason or what it assumes. */
export function drawFigure(
  context: DrawingContext,
  box: Box,
  { figure, palette, color = palette.text }: { figure: Figure; palette: Page["palette"]; color?: string },
): void {
  drawCard(context, box, { palette });
  const left = box.left + CARD_PADDING;
  const width = box.right - left - CARD_PADDING / 2;
  const small: TextStyle = { size: SMALLEST_TEXT, weight: 700, color: palette.dim };
  writeWithin(context, figure.label, { style: small, at: { x: left, y: box.top + 34 }, width });
  const large: TextStyle = { size: 36, weight: 800, color };
  writeWithin(context, figure.value, { style: large, at: { x: left, y: box.top + 74 }, width });
  writeWithin(context, figure.note, { style: { ...small, weight: 500 }, at: { x: left, y: box.top + 106 }, width });
}

/** Text in the largest size that fits a width, cut when even the smallest does not; returns the width it took. */
export function writeWithin(
  context: DrawingContext,
  text: string,
  { style, at, width }: { style: TextStyle; at: TextPlace; width: number },
): number {
  const shown = fitted(context, text, { width, style });
  return write(context, cut(context, text, { width, style: shown }), { style: shown, at });
}
