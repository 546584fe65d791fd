import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import sharp from "sharp";
import { ladder } from "../src/views/charts/ladder.ts";
import type { ExposureChartInput } from "../src/views/charts/page.ts";
import { renderPng } from "../src/workers/canvas.ts";
import { marketReadings } from "./marketReadings.ts";
import { HARD_CASES } from "../test/support/hardCases.ts";

const FOLDER = "out/gallery";
/** Roughly the width of a picture in Discord on a phone. */
const PHONE_WIDTH = 390;
const BOTH_PALETTES = ["spy", "negative gamma"];

/** Every hard case by name. */
function hardCases(): { name: string; input: ExposureChartInput }[] {
  return Object.entries(HARD_CASES).flatMap(([name, make]) => {
    const reading = make();
    const command = `/gex symbol:${reading.snapshot.symbol} expiry:all`;
    const dark = { name, input: { reading, command, palette: "default" as const } };
    if (!BOTH_PALETTES.includes(name)) return [dark];
    return [dark, { name: `${name} (colorblind)`, input: { reading, command, palette: "colorblind" as const } }];
  });
}

/** The picture of the README: the sample market on a Tuesday noon. */
const README_CASE = "sample SPX";
const README_PICTURE = "docs/pictures/ladder.png";
const NOON = new Date("2026-11-24T17:00:00Z");
/** Recorded chains beside the repository, where there are any; they are vendor data and no part of it. */
const RECORDED = "../shared/data/chains";

async function marketCases() {
  const sample = await marketReadings({ kind: "sample", at: NOON }, ["SPX", "SPY 0dte", "TSLA", "IWM", "AMD"]);
  if (!existsSync(RECORDED)) return sample;
  const asked = ["SPX", "SPX 45d", "SPX.B", "SPX.B 0dte", "QQQ", "QQQ 7d", "AAPL", "RUT", "RUT opex"];
  return [...sample, ...(await marketReadings({ kind: "recorded", folder: RECORDED }, asked))];
}

const fileOf = (name: string) => name.replaceAll(/[^a-z0-9]+/gi, "-").replace(/-$/, "");

/** Draws every case into out/gallery, with a phone-sized copy, and the README's picture; prints what each costs. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const cases = [...hardCases(), ...(await marketCases())];
  const rows: { name: string; ms: number; kB: number }[] = [];
  for (const { input } of cases.slice(0, 5)) await renderPng(ladder, input);
  for (const { name, input } of cases) {
    const start = performance.now();
    const png = await renderPng(ladder, input);
    rows.push({ name, ms: Number((performance.now() - start).toFixed(1)), kB: Math.round(png.length / 1024) });
    await writeFile(`${FOLDER}/${fileOf(name)}.png`, png);
    if (name === README_CASE) await writeFile(README_PICTURE, png);
    await sharp(png)
      .resize(PHONE_WIDTH)
      .png()
      .toFile(`${FOLDER}/${fileOf(name)}.phone.png`);
  }
  await writeFile(`${FOLDER}/index.html`, contactSheet(cases.map(({ name }) => name)));
  console.table(rows);
  console.log(`${rows.length} pictures in ${FOLDER}, all on one page: ${FOLDER}/index.html`);
}

function contactSheet(names: readonly string[]): string {
  const figures = names.map(
    (name) =>
      `<figure><a href="${fileOf(name)}.png"><img src="${fileOf(name)}.png" width="${PHONE_WIDTH}" alt="${name}"></a><figcaption>${name}</figcaption></figure>`,
  );
  const style =
    "body{background:#313338;color:#dbdee1;font:16px sans-serif;display:flex;flex-wrap:wrap}figure{margin:12px}";
  return `<!doctype html><meta charset="utf-8"><title>gexcord gallery</title><style>${style}</style>\n${figures.join("\n")}\n`;
}

await main();
