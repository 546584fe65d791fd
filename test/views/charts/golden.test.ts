import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import pixelmatch from "pixelmatch";
import sharp from "sharp";
import { expect, test } from "vitest";
import { type Chart, sizeOf } from "../../../src/views/charts/chart.ts";
import { charts } from "../../../src/views/charts/index.ts";
import { renderPng } from "../../../src/workers/canvas.ts";
import { HARD_CASES } from "../../support/hardCases.ts";
import { SCAN_CASES } from "../../support/scanCases.ts";
import { PLAN_CASES, readingFor } from "../../support/planCases.ts";
import { readingOf } from "../../support/snapshots.ts";
import { UNIVERSE_CASES } from "../../support/universeCases.ts";
import { VRP_CASES } from "../../support/vrpReadings.ts";

// A change that is meant: `UPDATE_GOLDEN=1 npx vitest run test/views/charts/golden.test.ts`, then look at the pictures
// in the diff. A picture that does not match is written to out/golden, beside one that shows where.
const GOLDEN = new URL("golden/", import.meta.url);
const OUT = new URL("../../../out/golden/", import.meta.url);
/** Pixels: fonts are bundled, so only another version of the canvas may move an edge. */
const TOLERANCE = 40;

interface Picture {
  readonly size: { readonly width: number; readonly height: number };
  readonly draw: () => Promise<Uint8Array>;
}

const pictureOf = <Input>(chart: Chart<Input>, input: Input): Picture => ({
  size: sizeOf(chart, input),
  draw: () => renderPng(chart, input),
});

const ofReadings = (
  [
    ["spy", "ladder", "spy", "default"],
    ["negative-colorblind", "ladder", "negative gamma", "colorblind"],
    ["sample-wrong-side", "ladder", "wall on the wrong side", "default"],
    ["zeroDte", "zeroDte", "0dte", "default"],
    ["heatmap", "heatmap", "all negative", "default"],
    ["greeks-colorblind", "greeks", "negative gamma", "colorblind"],
    ["dex", "dex", "spy", "default"],
    ["vex", "vex", "closed", "default"],
    ["chex-bins", "chex", "spx, 300 strikes in bins", "default"],
    ["profile", "profile", "spy", "default"],
    ["term", "term", "spy", "default"],
  ] as const
).map(([file, chart, name, palette]): readonly [string, Picture] => {
  const reading = HARD_CASES[name]!();
  const source = { ...reading.snapshot.source, sample: file.startsWith("sample") };
  const snapshot = { ...reading.snapshot, source };
  const command = `/gex symbol:${snapshot.symbol} expiry:all`;
  return [file, pictureOf(charts[chart], { reading: { ...reading, snapshot }, palette, command, shareOfChain: 0.31 })];
});

const ofPremiums = (
  [
    ["vrp", "252 days", "default"],
    ["vrp-provisional-colorblind", "59 days", "colorblind"],
  ] as const
).map(([file, name, palette]) => {
  const input = {
    reading: readingOf(),
    palette,
    command: "/vrp symbol:SPY",
    vrp: VRP_CASES[name]!(),
    madeUpPast: false,
  };
  return [file, pictureOf(charts.vrp, input)] as const;
});

const ofTables = (
  [
    ["universe", "ten"],
    ["universe-z-scores", "with z-scores"],
    ["universe-missing", "some missing"],
  ] as const
).map(([file, name]) => [file, pictureOf(charts.universe, UNIVERSE_CASES[name]!())] as const);

const ofScans = (
  [
    ["scan", "ten"],
    ["scan-partial", "partial"],
    ["scan-sample-colorblind", "sample"],
  ] as const
).map(([file, name]) => {
  const palette = file.endsWith("colorblind") ? ("colorblind" as const) : ("default" as const);
  return [file, pictureOf(charts.scan, { ...SCAN_CASES[name]!(), palette })] as const;
});

const ofPlans = (
  [
    ["payoff", "short_put_spread SPY", "default"],
    ["payoff-calendar-sample", "sample, closed market", "default"],
    ["payoff-strangle-colorblind", "short_strangle SPX", "colorblind"],
  ] as const
).map(([file, name, palette]) => {
  const plan = PLAN_CASES[name]!();
  const input = { plan, reading: readingFor(plan), palette, command: `/plan symbol:${plan.symbol}` };
  return [file, pictureOf(charts.payoff, input)] as const;
});

const pictures = [...ofReadings, ...ofPremiums, ...ofPlans, ...ofTables, ...ofScans];

test.each(pictures)("the picture %s is the one that was reviewed", async (name, { draw, size }) => {
  const png = await draw();
  const golden = new URL(`${name}.png`, GOLDEN);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    await mkdir(GOLDEN, { recursive: true });
    // Pixels are what counts here; a repository wants small files more than quick ones.
    await sharp(png).png({ compressionLevel: 9, effort: 10 }).toFile(golden.pathname);
  }
  expect(existsSync(golden), `no picture ${golden.pathname}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  const [actual, expected] = await Promise.all([pixelsOf(png), pixelsOf(await readFile(golden))]);
  const difference = new Uint8Array(actual.length);
  const { width, height } = size;
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
