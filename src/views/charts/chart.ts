import type { SKRSContext2D } from "@napi-rs/canvas";

/** The Canvas 2D context a chart draws on; handed in, so that a test can record what is drawn where. */
export type DrawingContext = SKRSContext2D;

/** A picture: its size in pixels and how its input becomes strokes. Pure: the same input gives the same picture. */
export interface Chart<Input> {
  readonly width: number;
  /** A table's depends on its rows. */
  readonly height: number | ((input: Input) => number);
  /** Letters on flat ground, no gradients: a palette of 256 colours is enough for its file. */
  readonly flat?: true;
  draw(context: DrawingContext, input: Input): void;
}

/** "default": green and red; "colorblind": blue and orange. The side of the axis tells the sign in both. */
export type PaletteName = "default" | "colorblind";

/** Width and height of the picture of this input, in pixels. */
export function sizeOf<Input>({ width, height }: Chart<Input>, input: Input): { width: number; height: number } {
  return { width, height: typeof height === "number" ? height : height(input) };
}
