import { belongsTo, SAMPLE_NOON, SAMPLE_TABLE, sampleTable } from "../scripts/galleryCases.ts";
import { marketReadings } from "../scripts/marketReadings.ts";
import { type ChartName, charts, type ReadingChartName } from "../src/views/charts/index.ts";
import { renderPng } from "../src/workers/canvas.ts";
import { recordedFolder } from "./documents.ts";
import { summarise, type Timing } from "./timing.ts";

export interface PictureTiming {
  readonly chart: ChartName;
  readonly name: string;
  /** Drawing and encoding together, warm. */
  readonly timing: Timing;
  readonly kilobytes: number;
}

/** What a picture may cost: a reply waits for it, and a phone loads it. */
export const PICTURE_AIMS = { ms: 25, kilobytes: 150 } as const;

const WARM_UP = 15;
const RUNS = 40;
const RECORDED = ["SPX", "SPX.B", "SPX.B 0dte", "QQQ", "AAPL"];
const SAMPLE = ["SPX", "SPX 0dte", "SPY", "TSLA"];

/** Draws every chart of recorded chains, or of the sample market where there are none. */
export async function timePictures(): Promise<PictureTiming[]> {
  const folder = recordedFolder();
  const cases = folder
    ? await marketReadings({ kind: "recorded", folder }, RECORDED)
    : await marketReadings({ kind: "sample", at: SAMPLE_NOON }, SAMPLE);
  const timings: PictureTiming[] = [];
  const { payoff: _, universe, scan: _scan, ...ofReadings } = charts;
  for (const chart of Object.keys(ofReadings) as ReadingChartName[]) {
    for (const { name, input } of cases.filter((any) => belongsTo(chart, any)))
      timings.push(await timePicture(chart, { name, draw: () => renderPng(charts[chart], input) }));
  }
  const table = await sampleTable();
  return [...timings, await timePicture("universe", { name: SAMPLE_TABLE, draw: () => renderPng(universe, table) })];
}

async function timePicture(
  chart: ChartName,
  { name, draw }: { name: string; draw: () => Promise<Uint8Array> },
): Promise<PictureTiming> {
  let bytes = 0;
  const samples: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run++) {
    const start = performance.now();
    bytes = (await draw()).length;
    if (run >= 0) samples.push(performance.now() - start);
  }
  return { chart, name, timing: summarise(samples), kilobytes: Math.round(bytes / 1000) };
}
