import type { DrawingContext } from "./chart.ts";
import { FONT_FAMILY, SMALLEST_TEXT } from "./theme.ts";

export interface TextStyle {
  readonly size: number;
  readonly weight: 500 | 700 | 800;
  readonly color: string;
}

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly align?: "left" | "center" | "right";
  readonly baseline?: "alphabetic" | "middle";
}

/** Draws one line of text and returns its width in pixels. */
export function write(
  context: DrawingContext,
  text: string,
  { style, at }: { style: TextStyle; at: TextPlace },
): number {
  const width = measure(context, text, style);
  context.fillStyle = style.color;
  context.textAlign = at.align ?? "left";
  context.textBaseline = at.baseline ?? "alphabetic";
  context.fillText(text, at.x, at.y);
  return width;
}

export function measure(context: DrawingContext, text: string, { size, weight }: TextStyle): number {
  context.font = `${weight} ${size}px ${FONT_FAMILY}`;
  return context.measureText(text).width;
}

/** The style at the largest size, down to the smallest readable one, at which the text is no wider than `width`. */
export function fitted(
  context: DrawingContext,
  text: string,
  { width, style }: { width: number; style: TextStyle },
): TextStyle {
  const size = Math.floor((style.size * width) / Math.max(1, measure(context, text, style)));
  return { ...style, size: Math.max(SMALLEST_TEXT, Math.min(style.size, size)) };
}

const SEPARATOR = " · ";

/** Packs tokens into lines no wider than `width`, joined by a middle dot; a token that is too long is cut with "…". */
export function flow(
  context: DrawingContext,
  tokens: readonly string[],
  { width, style }: { width: number; style: TextStyle },
): string[] {
  const lines: string[] = [];
  for (const token of tokens) {
    const last = lines.at(-1);
    const joined = last === undefined ? token : last + SEPARATOR + token;
    if (last !== undefined && measure(context, joined, style) <= width) lines[lines.length - 1] = joined;
    else lines.push(cut(context, token, { width, style }));
  }
  return lines;
}

/** The text itself, or as much of it as fits with "…". */
export function cut(
  context: DrawingContext,
  text: string,
  { width, style }: { width: number; style: TextStyle },
): string {
  if (measure(context, text, style) <= width) return text;
  let kept = text;
  while (kept.length > 1 && measure(context, `${kept}…`, style) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
