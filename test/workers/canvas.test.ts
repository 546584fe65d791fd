import sharp from "sharp";
import { expect, test } from "vitest";
import type { Chart } from "../../src/views/charts/chart.ts";
import { ladder } from "../../src/views/charts/ladder.ts";
import { encodePng, newContext, renderPixels, renderPng } from "../../src/workers/canvas.ts";
import { HARD_CASES } from "../support/hardCases.ts";

const ladderOf = (name: string) => ({
  reading: HARD_CASES[name]!(),
  palette: "default" as const,
  command: "/gex symbol:SPY expiry:all",
});
const square: Chart<string> = {
  width: 40,
  height: 40,
  draw(context, color) {
    context.fillStyle = color;
    context.fillRect(0, 0, 40, 40);
  },
};

test("a picture is an opaque PNG of the chart's size", async () => {
  const png = await renderPng(ladder, ladderOf("spy"));
  const { format, width, height, hasAlpha } = await sharp(png).metadata();
  expect({ format, width, height, hasAlpha }).toEqual({ format: "png", width: 1080, height: 1350, hasAlpha: false });
});

test("the largest chain stays under 150 kB", async () => {
  expect((await renderPng(ladder, ladderOf("spx, 300 strikes in bins"))).length).toBeLessThan(150 * 1024);
});

test("encoding moves no channel by more than 3 of 255", async () => {
  const input = ladderOf("spy");
  const drawn = renderPixels(ladder, input);
  const encoded = await sharp(await renderPng(ladder, input))
    .ensureAlpha()
    .raw()
    .toBuffer();
  let furthest = 0;
  for (const [index, value] of drawn.entries()) {
    if (index % 4 !== 3) furthest = Math.max(furthest, Math.abs(value - (encoded[index] ?? 0)));
  }
  expect(furthest).toBe(3);
});

test("the bytes can be transferred to another thread", async () => {
  const png = await renderPng(square, "#ff0000");
  const size = png.length;
  const moved = structuredClone(png, { transfer: [png.buffer] });
  expect(moved.length).toBe(size);
  expect(png.length, "gone from this thread").toBe(0);
});

test("the pixels are gone as soon as they are encoded, without waiting for the collector", async () => {
  const pixels = renderPixels(square, "#ff0000");
  expect(pixels.length).toBe(40 * 40 * 4);
  await encodePng(pixels, { width: 40, height: 40, flat: false });
  expect(pixels.length).toBe(0);
});

test("two pictures of one size at the same time do not mix", async () => {
  const [red, blue] = await Promise.all([renderPng(square, "#ff0000"), renderPng(square, "#0000ff")]);
  expect((await sharp(red).stats()).channels.map(({ mean }) => Math.round(mean))).toEqual([252, 0, 0]);
  expect((await sharp(blue).stats()).channels.map(({ mean }) => Math.round(mean))).toEqual([0, 0, 252]);
});

test("a chart that fails half-way leaves nothing behind for the next one", () => {
  const clean = renderPixels(square, "#00ff00");
  const broken: Chart<string> = {
    ...square,
    draw(context) {
      context.save();
      context.translate(20, 20);
      context.globalAlpha = 0.2;
      throw new Error("half-way");
    },
  };
  renderPixels(square, "#0000ff");
  expect(() => renderPixels(broken, "")).toThrow("half-way");
  expect(renderPixels(square, "#00ff00")).toEqual(clean);
});

test("every weight has its own bundled face, Greek letters included", () => {
  const context = newContext({ width: 10, height: 10 });
  const widthsOf = (text: string) =>
    [500, 700, 800].map((weight) => {
      context.font = `${weight} 40px Inter, "Inter Greek"`;
      return Math.round(context.measureText(text).width);
    });
  expect(widthsOf("Net GEX"), "heavier letters are wider; a missing face would repeat its neighbour").toEqual([
    160, 162, 164,
  ]);
  expect(widthsOf("γσ")).toEqual([48, 50, 51]);
});
