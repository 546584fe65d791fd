import type { DrawingContext } from "./chart.ts";
import { fillBox } from "./shapes.ts";

const THICKEST_BAR = 26;

/** Pixels of a bar's thickness where neighbouring bars stand `pitch` pixels apart. */
export const barThickness = (pitch: number) => Math.min(THICKEST_BAR, Math.max(3, Math.floor(pitch * 0.76)));

/** A horizontal bar from the zero axis to its tip, centred on a row; nothing when it is shorter than a pixel. */
export function drawBar(
  context: DrawingContext,
  { zero, tip, row, thickness, color }: { zero: number; tip: number; row: number; thickness: number; color: string },
): void {
  const end = Math.round(tip);
  if (end === zero) return;
  const top = Math.round(row - thickness / 2);
  fillBox(context, { left: Math.min(zero, end), right: Math.max(zero, end), top, bottom: top + thickness }, color);
}
