import { marketReadings } from "../scripts/marketReadings.ts";
import { ladder } from "../src/views/charts/ladder.ts";
import { renderPng } from "../src/workers/canvas.ts";
import { recordedFolder } from "./documents.ts";
import { summarise, type Timing } from "./timing.ts";

export interface PictureTiming {
  readonly name: string;
  /** Drawing and encoding together, warm. */
  readonly timing: Timing;
  readonly kilobytes: number;
}

const WARM_UP = 15;
const RUNS = 40;

/** Draws the ladder of recorded chains, or of the sample market where there are none. */
export async function timePictures(): Promise<PictureTiming[]> {
  const folder = recordedFolder();
  const cases = folder
    ? await marketReadings({ kind: "recorded", folder }, ["SPX", "SPX.B", "QQQ", "AAPL"])
    : await marketReadings({ kind: "sample" }, ["SPX", "SPY", "TSLA"]);
  const timings: PictureTiming[] = [];
  for (const { name, input } of cases) {
    let bytes = 0;
    const samples: number[] = [];
    for (let run = -WARM_UP; run < RUNS; run++) {
      const start = performance.now();
      bytes = (await renderPng(ladder, input)).length;
      if (run >= 0) samples.push(performance.now() - start);
    }
    timings.push({ name, timing: summarise(samples), kilobytes: Math.round(bytes / 1000) });
  }
  return timings;
}
