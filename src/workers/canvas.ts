import { fileURLToPath } from "node:url";
import type { Canvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { type Chart, type DrawingContext, sizeOf } from "../views/charts/chart.ts";
import { giveBack } from "./giveBack.ts";

// Read by the canvas when it loads: pictures must not depend on the fonts of a machine, so it loads after this line.
process.env["DISABLE_SYSTEM_FONTS_LOAD"] = "1";
const { createCanvas, GlobalFonts } = await import("@napi-rs/canvas");

const SUBSETS = { latin: "Inter", greek: "Inter Greek" } as const;
for (const weight of [500, 700, 800]) {
  for (const [subset, family] of Object.entries(SUBSETS)) {
    const file = import.meta.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
    if (!GlobalFonts.registerFromPath(fileURLToPath(file), family)) throw new Error(`font not registered: ${file}`);
  }
}

const canvases = new Map<string, Canvas>();

/**
 * One canvas per fixed size for the life of the thread: its memory is native and slow to come back. Tables have too many
 * sizes to keep one of each.
 */
function canvasOf<Input>(chart: Chart<Input>, input: Input): Canvas {
  const { width, height } = sizeOf(chart, input);
  if (typeof chart.height !== "number") return createCanvas(width, height);
  const size = `${width}x${height}`;
  const canvas = canvases.get(size) ?? createCanvas(width, height);
  canvases.set(size, canvas);
  return canvas;
}

/** The context of a canvas that nobody else draws on, with the bundled fonts. */
export function newContext({ width, height }: { width: number; height: number }): DrawingContext {
  return createCanvas(width, height).getContext("2d");
}

/** Draws a chart and returns its pixels as RGBA rows; the copy stays valid when the canvas is drawn on again. */
export function renderPixels<Input>(chart: Chart<Input>, input: Input): Uint8Array {
  const canvas = canvasOf(chart, input);
  const context = canvas.getContext("2d");
  context.reset();
  chart.draw(context, input);
  return canvas.data();
}

/**
 * Clears the two lowest bits of every channel in place. Half the bytes of a picture are the soft edges of its letters;
 * at most 3 of 255 nobody sees, and the file is a sixth smaller. Numbers: docs/decisions/0005-pictures-on-canvas.md.
 */
function dropLowBits(pixels: Uint8Array): Uint8Array {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  for (let index = 0; index < words.length; index += 1) words[index] = (words[index] ?? 0) & 0xfcfcfcfc;
  return pixels;
}

/** Draws a chart and encodes it as PNG, in memory of its own that can be transferred to another thread. */
export async function renderPng<Input>(chart: Chart<Input>, input: Input): Promise<Uint8Array<ArrayBuffer>> {
  return encodePng(renderPixels(chart, input), { ...sizeOf(chart, input), flat: chart.flat ?? false });
}

/** With a palette: half the bytes for letters on flat ground; gradients would show steps. Little effort, since somebody waits. */
const FLAT = { palette: true, effort: 1, dither: 0, compressionLevel: 5 } as const;
const FULL = { compressionLevel: 5, adaptiveFiltering: false } as const;

/** RGBA rows → PNG. The pixels are used up. */
export async function encodePng(
  pixels: Uint8Array,
  { width, height, flat }: { readonly width: number; readonly height: number; readonly flat: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  // Charts are opaque: without the alpha channel there is a quarter less to compress.
  const png = await sharp(flat ? pixels : dropLowBits(pixels), { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png(flat ? FLAT : FULL)
    .toBuffer();
  giveBack(pixels);
  return new Uint8Array(png);
}
