import type { BotReport } from "./botChild.ts";
import type { Driven } from "./drive.ts";

export interface Run {
  readonly name: string;
  readonly driven: Driven;
  readonly report: BotReport;
  readonly note?: string;
}

const COLUMNS = [
  "run",
  "sent",
  "acknowledged p50 / p99 / max",
  "edited reply p50 / p99 / max",
  "not within 3 s",
  "never finished",
  "words only",
  "main thread busy",
  "late by p99 / max",
  "RSS MB",
] as const;

export const head = `| ${COLUMNS.join(" | ")} |\n|${COLUMNS.map((_, i) => (i ? " ---: " : " --- ")).join("|")}|`;

/** One row of the table, times in ms. */
export function line({ name, driven, report }: Run): string {
  const cells = [
    name,
    driven.sent,
    spread(driven.acknowledged),
    spread(driven.edited),
    driven.notAcknowledged,
    driven.unfinished,
    [...driven.sentences.values()].reduce((sum, count) => sum + count, 0),
    `${(report.mainBusy * 100).toFixed(0)} %`,
    `${report.delayP99Ms.toFixed(0)} / ${report.delayMaxMs.toFixed(0)}`,
    report.rssMegabytes.toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** What was said in words instead of an answer, how often, and notes. */
export function sentenceLines(runs: readonly Run[]): string[] {
  return runs.flatMap(({ name, driven, note }) => [
    ...(note ? [`${name}: ${note}`] : []),
    ...[...driven.sentences].map(([words, count]) => `${name}: ${count} × "${words}…"`),
  ]);
}

/** For each kind of memory, in MB: least, median and most in the first and the last quarter of the samples, and the slope. */
export function memoryLines(samples: readonly BotReport[], interactions: number): string {
  const kinds = [
    ["RSS", "rssMegabytes"],
    ["heap of the main thread", "heapMegabytes"],
    ["its buffers", "externalMegabytes"],
  ] as const;
  const quarter = Math.ceil(samples.length / 4);
  return kinds
    .map(([name, key]) => {
      const all = samples.map((sample) => sample[key]);
      const slope = (medianSlope(all) * all.length * 10_000) / interactions;
      return `${name}: ${spread3(all.slice(0, quarter))} → ${spread3(all.slice(-quarter))}, ${slope.toFixed(1)} per 10,000`;
    })
    .join("\n");
}

/** Theil and Sen: the median of the slopes between all pairs, which a few outliers do not turn. */
function medianSlope(values: readonly number[]): number {
  const slopes = values.flatMap((from, i) => values.slice(i + 1).map((to, j) => (to - from) / (j + 1)));
  return quantile(slopes, 0.5) ?? 0;
}

const spread3 = (values: readonly number[]) =>
  [0, 0.5, 1].map((share) => quantile(values, share)?.toFixed(0) ?? "–").join(" / ");

const spread = (times: readonly number[]) =>
  [0.5, 0.99, 1].map((share) => quantile(times, share)?.toFixed(0) ?? "–").join(" / ");

/** The least value that this share of the values does not exceed; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
