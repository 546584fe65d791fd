import type { DrawingContext } from "./chart.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Draws with everything outside the box cut off. */
export function clipped(context: DrawingContext, { left, top, right, bottom }: Box, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

/** Where an odd-width line must lie to cover whole pixels. */
export const crisp = (value: number) => Math.round(value) + 0.5;

export function fillBox(context: DrawingContext, { left, top, right, bottom }: Box, color: string): void {
  context.fillStyle = color;
  context.fillRect(left, top, right - left, bottom - top);
}

export function roundedBox(context: DrawingContext, { left, top, right, bottom }: Box, radius: number): void {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, radius);
}

export interface LineStyle {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

/** A polyline through the points. */
export function polyline(
  context: DrawingContext,
  points: readonly (readonly [number, number])[],
  { color, width, dash = [] }: LineStyle,
): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
  context.setLineDash([]);
}

/** Signs that Inter has no glyph for, drawn as filled paths so that they never turn into empty boxes. */
export type Sign = "star" | "diamond" | "up" | "down" | "left" | "right";

export function drawSign(
  context: DrawingContext,
  sign: Sign,
  { x, y, radius, color }: { x: number; y: number; radius: number; color: string },
): void {
  context.fillStyle = color;
  context.beginPath();
  for (const [dx, dy] of OUTLINES[sign]) context.lineTo(x + dx * radius, y + dy * radius);
  context.closePath();
  context.fill();
}

const STAR = Array.from({ length: 10 }, (_, corner) => {
  const reach = corner % 2 === 0 ? 1 : 0.45;
  const angle = -Math.PI / 2 + (corner * Math.PI) / 5;
  return [Math.cos(angle) * reach, Math.sin(angle) * reach] as const;
});

const OUTLINES: Readonly<Record<Sign, readonly (readonly [number, number])[]>> = {
  star: STAR,
  diamond: [
    [0, -1],
    [0.8, 0],
    [0, 1],
    [-0.8, 0],
  ],
  up: [
    [0, -0.8],
    [0.9, 0.7],
    [-0.9, 0.7],
  ],
  down: [
    [0, 0.8],
    [0.9, -0.7],
    [-0.9, -0.7],
  ],
  left: [
    [-0.8, 0],
    [0.7, 0.9],
    [0.7, -0.9],
  ],
  right: [
    [0.8, 0],
    [-0.7, 0.9],
    [-0.7, -0.9],
  ],
};
