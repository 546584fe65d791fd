import { availableParallelism } from "node:os";
import { recordedDocuments, withSynthetic } from "./documents.ts";
import { timeReplies, type ReplyTiming } from "./mainThread.ts";
import { PICTURE_AIMS, timePictures, type PictureTiming } from "./pictures.ts";
import { SCAN_AIM_MS, timeScans, type ScanTiming } from "./scan.ts";
import { measureStages, type Stages } from "./stages.ts";
import type { Timing } from "./timing.ts";

const print = (line = "") => process.stdout.write(`${line}\n`);
const ms = ({ median, min }: Timing) => `${median.toFixed(1)} (${min.toFixed(1)})`;

print(
  `Node ${process.version}, ${availableParallelism()} cores. Milliseconds, median (least) of warm runs; see docs/performance.md.`,
);
print();
withSynthetic([20_000], (synthetic) => {
  const rows = [...recordedDocuments(), ...synthetic].map((document) => measureStages(document, { withNaive: true }));
  stageTable(rows);
  print();
  naiveTable(rows);
});
print();
withSynthetic([5_000, 10_000, 20_000, 40_000], (synthetic) =>
  linearityTable(synthetic.map((document) => measureStages(document, { withNaive: false }))),
);
print();
replyTable(await timeReplies());
print();
scanTable(await timeScans());
print();
pictureTable(await timePictures());

function stageTable(rows: readonly Stages[]): void {
  table(
    [
      "chain",
      "contracts",
      "used",
      "parse",
      "normalise",
      "exposures",
      "profile+flip",
      "surface",
      "analyse",
      "file to snapshot",
      "50 VRP readings",
    ],
    rows.map((r) => [
      r.name,
      String(r.contracts),
      String(r.used),
      ms(r.parse),
      ms(r.normalise),
      ms(r.exposures),
      ms(r.profileAndFlip),
      ms(r.surface),
      ms(r.analyse),
      ms(r.fileToSnapshot),
      ms(r.vrp),
    ]),
  );
}

function naiveTable(rows: readonly Stages[]): void {
  table(
    ["chain", "exposures+profile+flip", "naive loop", "naive / ours"],
    rows.flatMap((r) =>
      r.naive ? [[r.name, ms(r.kernel), ms(r.naive), `${(r.naive.median / r.kernel.median).toFixed(0)}×`]] : [],
    ),
  );
}

/** A linear stage has the same figure in every row. */
function linearityTable(rows: readonly Stages[]): void {
  const each = ({ median }: Timing, { contracts }: Stages) => ((median * 1e6) / contracts).toFixed(0);
  table(
    ["ns per contract", "parse", "normalise", "exposures+profile+flip", "analyse", "file to snapshot"],
    rows.map((r) => [
      String(r.contracts),
      each(r.parse, r),
      each(r.normalise, r),
      each(r.kernel, r),
      each(r.analyse, r),
      each(r.fileToSnapshot, r),
    ]),
  );
}

/** The whole way of /gex, with download and picture, and the longest hold-up of the main thread meanwhile. */
function replyTable(rows: readonly ReplyTiming[]): void {
  table(
    ["/gex", "after a download", "from the cache", "main thread held up"],
    rows.map((r) => [r.symbol, r.coldMs.toFixed(0), r.warmMs.toFixed(0), r.longestBlockMs.toFixed(0)]),
  );
}

/** /scan over a list, and whether anybody else noticed. */
function scanTable(rows: readonly ScanTiming[]): void {
  table(
    ["/scan", "symbols", "ms", "main thread held up", `by its own work, aim ${SCAN_AIM_MS}`, ""],
    rows.map(({ name, symbols, ms, longestBlockMs, longestWorkMs }) => [
      name,
      String(symbols),
      ms.toFixed(0),
      longestBlockMs.toFixed(0),
      longestWorkMs.toFixed(0),
      longestWorkMs > SCAN_AIM_MS ? "over" : "",
    ]),
  );
}

/** Median and least against the aims; "over" marks what misses one of them in the median. */
function pictureTable(rows: readonly PictureTiming[]): void {
  const over = ({ timing, kilobytes }: PictureTiming) =>
    timing.median > PICTURE_AIMS.ms || kilobytes > PICTURE_AIMS.kilobytes ? "over" : "";
  table(
    ["picture", "of", `draw and encode, aim ${PICTURE_AIMS.ms}`, `kB, aim ${PICTURE_AIMS.kilobytes}`, ""],
    rows.map((row) => [row.chart, row.name, ms(row.timing), String(row.kilobytes), over(row)]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    print(
      `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(" | ")} |`,
    );
  line(head);
  print(`|${widths.map((width, column) => (column ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`);
  for (const row of rows) line(row);
}
