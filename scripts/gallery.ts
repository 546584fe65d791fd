import { mkdir, rm, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { type ChartName, charts, type ReadingChartName } from "../src/views/charts/index.ts";
import { commandText, VIEWS } from "../src/views/exposures/index.ts";
import { VIEW_KEYS } from "../src/views/replyState.ts";
import { renderPng } from "../src/workers/canvas.ts";
import {
  belongsTo,
  documentedCase,
  DOCUMENTED_PLAN,
  galleryCases,
  planCases,
  SAMPLE_TABLE,
  scanCases,
  tableCases,
} from "./galleryCases.ts";
import type { PictureCase } from "./marketReadings.ts";

const FOLDER = "out/gallery";
/** Pictures of the sample market that README and documents show. */
const DOCUMENTS = "docs/pictures";
/** Roughly the width of a picture in Discord on a phone. */
const PHONE_WIDTH = 390;
const WARM_UP = 5;

interface Drawn {
  readonly chart: ChartName;
  readonly name: string;
  readonly file: string;
  readonly ms: number;
  readonly kB: number;
}

/**
 * Draws every chart over every case into out/gallery, with phone-sized copies and a page that shows all of them, and the
 * pictures of the documentation; prints what each chart costs.
 */
async function main(): Promise<void> {
  // Pictures of a chart or case that is gone must not stay and be taken for current.
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const cases = await galleryCases();
  const drawn: Drawn[] = [];
  const { payoff, universe, scan, ...ofReadings } = charts;
  for (const chart of Object.keys(ofReadings) as ReadingChartName[]) {
    const own = cases.filter((one) => belongsTo(chart, one));
    const pictures = own.map(({ name, input }) => {
      const draw = () => renderPng(charts[chart], { ...input, command: commandFor(chart, input) });
      return { name, draw, documented: name === documentedCase(chart) };
    });
    drawn.push(...(await drawCases(chart, pictures)));
  }
  const tables = (await tableCases()).map(({ name, input }) => {
    return { name, draw: () => renderPng(universe, input), documented: name === SAMPLE_TABLE };
  });
  drawn.push(...(await drawCases("universe", tables)));
  const scans = (await scanCases()).map(({ name, input }) => {
    return { name, draw: () => renderPng(scan, input), documented: name === SAMPLE_TABLE };
  });
  drawn.push(...(await drawCases("scan", scans)));
  const plans = (await planCases()).map(({ name, input }) => {
    return { name, draw: () => renderPng(payoff, input), documented: name === DOCUMENTED_PLAN };
  });
  drawn.push(...(await drawCases("payoff", plans)));
  await writeFile(`${FOLDER}/index.html`, contactSheet(drawn));
  console.table(drawn.map(({ chart, name, ms, kB }) => ({ chart, name, ms, kB })));
  console.table(costs(drawn));
  console.log(`${drawn.length} pictures in ${FOLDER}, all on one page: ${FOLDER}/index.html`);
}

interface Picture {
  readonly name: string;
  readonly draw: () => Promise<Uint8Array>;
  /** Whether it stands in the documentation. */
  readonly documented: boolean;
}

async function drawCases(chart: ChartName, pictures: readonly Picture[]): Promise<Drawn[]> {
  for (const { draw } of pictures.slice(0, WARM_UP)) await draw();
  const drawn: Drawn[] = [];
  for (const one of pictures) drawn.push(await drawCase(chart, one));
  return drawn;
}

async function drawCase(chart: ChartName, { name, draw, documented }: Picture): Promise<Drawn> {
  const start = performance.now();
  const png = await draw();
  const ms = Number((performance.now() - start).toFixed(1));
  const file = `${chart}-${name.replaceAll(/[^a-z0-9]+/gi, "-").replace(/-$/, "")}`;
  await writeFile(`${FOLDER}/${file}.png`, png);
  await sharp(png).resize(PHONE_WIDTH).png().toFile(`${FOLDER}/${file}.phone.png`);
  if (documented) {
    // The same pixels in half the bytes: a repository can wait longer than a reply.
    await sharp(png).png({ compressionLevel: 9, effort: 10 }).toFile(`${DOCUMENTS}/${chart}.png`);
  }
  return { chart, name, file, ms, kB: Math.round(png.length / 1000) };
}

/** The command that draws this chart of this reading. */
function commandFor(chart: ReadingChartName, { reading }: PictureCase["input"]): string {
  const view = VIEW_KEYS.find((key) => VIEWS[key].chart === chart) ?? "gex";
  const { symbol, selection } = reading.snapshot;
  return commandText({ view, symbol, selection, palette: null, extra: "none" });
}

/** Median and most of every chart: what a reader of the list would have to add up himself. */
function costs(drawn: readonly Drawn[]): Record<string, Readonly<Record<string, number>>> {
  const rows = Object.entries(Object.groupBy(drawn, ({ chart }) => chart)).map(([chart, group]) => {
    const sorted = (key: "ms" | "kB") => group.map((one) => one[key]).toSorted((a, b) => a - b);
    const [ms, kB] = [sorted("ms"), sorted("kB")];
    const middle = Math.floor(group.length / 2);
    const row = {
      pictures: group.length,
      "median ms": ms[middle] ?? 0,
      "most ms": ms.at(-1) ?? 0,
      "median kB": kB[middle] ?? 0,
      "most kB": kB.at(-1) ?? 0,
    };
    return [chart, row] as const;
  });
  return Object.fromEntries(rows);
}

function contactSheet(drawn: readonly Drawn[]): string {
  const sections = Object.entries(Object.groupBy(drawn, ({ chart }) => chart)).map(([chart, group]) => {
    const figures = group.map(
      ({ file, name }) =>
        `<figure><a href="${file}.png"><img src="${file}.png" width="${PHONE_WIDTH}" alt="${name}"></a><figcaption>${name}</figcaption></figure>`,
    );
    return `<h2 id="${chart}">${chart}</h2>\n<section>\n${figures.join("\n")}\n</section>`;
  });
  const style =
    "body{background:#313338;color:#dbdee1;font:16px sans-serif}section{display:flex;flex-wrap:wrap}figure{margin:12px}";
  return `<!doctype html><meta charset="utf-8"><title>gexcord gallery</title><style>${style}</style>\n${sections.join("\n")}\n`;
}

await main();
