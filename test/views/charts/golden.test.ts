import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import pixelmatch from "pixelmatch";
import sharp from "sharp";
import { expect, test } from "vitest";
import { ladder } from "../../../src/views/charts/ladder.ts";
import type { ExposureChartInput } from "../../../src/views/charts/page.ts";
import { renderPng } from "../../../src/workers/canvas.ts";
import { HARD_CASES } from "../../support/hardCases.ts";

// A change that is meant: `UPDATE_GOLDEN=1 npx vitest run test/views/charts/golden.test.ts`, then look at the pictures
// in the diff. A picture that does not match is written to out/golden, beside one that shows where.
const GOLDEN = new URL("golden/", import.meta.url);
const OUT = new URL("../../../out/golden/", import.meta.url);
/** Pixels: fonts are bundled, so only another version of the canvas may move an edge. */
const TOLERANCE = 40;

const pictures: readonly (readonly [string, ExposureChartInput])[] = (
  [
    ["spy", "spy", "default"],
    ["negative-colorblind", "negative gamma", "colorblind"],
    ["sample-wrong-side", "wall on the wrong side", "default"],
  ] as const
).map(([file, name, palette]) => {
  const reading = HARD_CASES[name]!();
  const source = { ...reading.snapshot.source, sample: file.startsWith("sample") };
  const snapshot = { ...reading.snapshot, source };
  return [file, { reading: { ...reading, snapshot }, palette, command: `/gex symbol:${snapshot.symbol} expiry:all` }];
});

test.each(pictures)("the picture %s is the one that was reviewed", async (name, input) => {
  const png = await renderPng(ladder, input);
  const golden = new URL(`${name}.png`, GOLDEN);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    await mkdir(GOLDEN, { recursive: true });
    await writeFile(golden, png);
  }
  expect(existsSync(golden), `no picture ${golden.pathname}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  const [actual, expected] = await Promise.all([pixelsOf(png), pixelsOf(await readFile(golden))]);
  const difference = new Uint8Array(actual.length);
  const { width, height } = ladder;
  const wrong = pixelmatch(expected, actual, difference, width, height, { threshold: 0.05 });
  if (wrong > TOLERANCE) {
    await mkdir(OUT, { recursive: true });
    await writeFile(new URL(`${name}.actual.png`, OUT), png);
    await sharp(difference, { raw: { width, height, channels: 4 } }).toFile(
      new URL(`${name}.difference.png`, OUT).pathname,
    );
  }
  expect(wrong, `pixels that differ; see out/golden/${name}.difference.png`).toBeLessThanOrEqual(TOLERANCE);
});

async function pixelsOf(png: Uint8Array): Promise<Uint8Array> {
  return sharp(png).ensureAlpha().raw().toBuffer();
}
