import { type Chart, type DrawingContext, sizeOf } from "../../src/views/charts/chart.ts";
import { newContext } from "../../src/workers/canvas.ts";

/** A rectangle in pixels of the picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface DrawnText {
  readonly text: string;
  readonly size: number;
  readonly color: string;
  /** Where its letters are, transforms applied. */
  readonly area: Area;
}

interface DrawnPath {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** Points the pen passed through; curves by their ends. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Recording {
  readonly texts: DrawnText[];
  readonly rects: (Area & { readonly color: string })[];
  readonly rounded: Area[];
  readonly strokes: DrawnPath[];
  /** Filled paths of straight lines: signs and flags. */
  readonly fills: Omit<DrawnPath, "width">[];
}

/** Draws a chart on a real canvas, so that text has its real width, and notes what was drawn where. */
export function record<Input>(chart: Chart<Input>, input: Input): Recording {
  const real = newContext(sizeOf(chart, input));
  const recording: Recording = { texts: [], rects: [], rounded: [], strokes: [], fills: [] };
  let points: [number, number][] = [];
  const watched: Record<string, (...values: number[]) => void> = {
    beginPath: () => {
      points = [];
    },
    moveTo: (x = 0, y = 0) => points.push([x, y]),
    lineTo: (x = 0, y = 0) => points.push([x, y]),
    bezierCurveTo: (...values) => points.push([values[4] ?? 0, values[5] ?? 0]),
    fillRect: (x = 0, y = 0, width = 0, height = 0) => {
      recording.rects.push({ left: x, top: y, right: x + width, bottom: y + height, color: real.fillStyle as string });
    },
    roundRect: (x = 0, y = 0, width = 0, height = 0) => {
      recording.rounded.push({ left: x, top: y, right: x + width, bottom: y + height });
    },
    fill: () => {
      if (points.length > 0) recording.fills.push({ color: real.fillStyle as string, dash: [], points });
    },
    stroke: () => {
      const [color, width, dash] = [real.strokeStyle as string, real.lineWidth, real.getLineDash()];
      recording.strokes.push({ color, width, dash, points });
    },
  };
  const context = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...values: unknown[]) => {
        if (name === "fillText")
          recording.texts.push(drawnText(real, String(values[0]), values as [string, number, number]));
        else watched[String(name)]?.(...(values as number[]));
        return (value as (...all: unknown[]) => unknown).apply(target, values);
      };
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
  chart.draw(context, input);
  return recording;
}

function drawnText(context: DrawingContext, text: string, [, x, y]: [string, number, number]): DrawnText {
  const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(text);
  const left = x - { left: 0, center: width / 2, right: width }[context.textAlign as "left" | "center" | "right"];
  const corners = [left, left + width].flatMap((cornerX) =>
    [y - actualBoundingBoxAscent, y + actualBoundingBoxDescent].map((cornerY) =>
      transformed(context, cornerX, cornerY),
    ),
  );
  const [xs, ys] = [corners.map(([cornerX]) => cornerX), corners.map(([, cornerY]) => cornerY)];
  const area = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(context.font)?.[1]);
  return { text, size, color: context.fillStyle as string, area };
}

function transformed(context: DrawingContext, x: number, y: number): [number, number] {
  const { a, b, c, d, e, f } = context.getTransform();
  return [a * x + c * y + e, b * x + d * y + f];
}
