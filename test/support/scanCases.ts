import { scanRow, type ScanRow } from "../../src/engine/plan/scan.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { VrpReading } from "../../src/engine/vrp/types.ts";
import type { ScanInput } from "../../src/views/charts/scanScene.ts";
import type { ScanPostInput } from "../../src/views/trade/scanInput.ts";
import { missingBrief } from "../../src/views/universe/gap.ts";
import { HARD_CASES } from "./hardCases.ts";
import { readingOf } from "./snapshots.ts";
import { rowOf } from "./universeCases.ts";
import { nothingKnown, VRP_CASES, vrpOf, zScoreOf } from "./vrpReadings.ts";

/** The row of SPY in the documented example: A, z 1.45 over 252 days, VRP20 5.41. */
export const scanRowOf = (rest: Partial<ScanRow> = {}, vrp: Partial<VrpReading> = {}): ScanRow => ({
  ...scanRow(readingOf(), vrpOf(vrp)),
  ...rest,
});

const SYMBOLS =
  "SPY QQQ IWM AAPL TSLA NVDA META AMZN AMD GOOGL SPX NDX RUT DIA BRK.B MSFT NFLX AVGO COIN PLTR SMCI MSTR BA DIS GS JPM XLF XLE XLK SMH TLT GLD SLV HYG EEM FXI ARKK UBER SHOP SNOW CRWD PANW INTC MU QCOM ORCL CRM ADBE COST GOOGLX".split(
    " ",
  );

/** A symbol of a made-up scan; seeded by its name, so that every run has the same one. */
export function seededRow(symbol: string, index: number, z: number | null = ((index * 7) % 12) / 2.5 - 1.9): ScanRow {
  const { regime, spot, flip, callWall, putWall } = rowOf(symbol);
  const [support, resistance] = [Math.min(putWall ?? spot, spot - 1), Math.max(callWall ?? spot, spot + 1)].map(Math.round) as [number, number]; // prettier-ignore
  const n = index % 6 === 4 ? 45 : 252;
  const zScore = z === null ? zScoreOf(12) : zScoreOf(n, { z, basis: index % 2 ? "iv30" : "cboe_index", index: index % 2 ? null : "VIX" }); // prettier-ignore
  const vrp = vrpOf({ zScore, vrp: { 5: 1, 10: 1, 20: (z ?? 0) * 3 + (index % 3), 30: 1, 60: 1 } }, regime.gamma);
  const best = Object.fromEntries(Object.entries(vrp.strategies).map(([name, score], i) => [name, { ...score, value: 40 + ((index * 11 + i * 7) % 50) }])) as VrpReading["strategies"]; // prettier-ignore
  const row = scanRow({ ...readingOf({ symbol, spot }), regime }, { ...vrp, strategies: best, netHarvest: z === null ? null : 15 + ((index * 13) % 60), warnings: index % 4 === 1 ? ["term_inversion", "iv_disagreement", "gap_in_history"] : [] }); // prettier-ignore
  return { ...row, spot, flip, support, resistance, regime };
}

const rows = (many: number) => SYMBOLS.slice(0, many).map((symbol, index) => seededRow(symbol, index));

export const scanInputOf = (now: readonly ScanRow[], rest: Partial<ScanInput> = {}): ScanInput => ({
  rows: now,
  gaps: [],
  pending: [],
  madeUp: false,
  name: "the usual ten",
  slot: "Nov 23, 10:01 ET",
  command: "/scan universe:default",
  palette: "default",
  ...rest,
});

/** The same as a post, a quarter of an hour after the quotes of `snapshots.ts`, with a picture of three bytes. */
export const scanPostOf = (now: readonly ScanRow[], rest: Partial<ScanPostInput> = {}): ScanPostInput => ({
  rows: now,
  gaps: [],
  pending: [],
  late: [],
  madeUp: false,
  list: { name: "the usual ten", command: "/scan universe:default", isDefault: false },
  at: "2026-11-23T15:01:00Z",
  now: new Date("2026-11-23T15:01:00Z"),
  picture: Uint8Array.of(1, 2, 3),
  palette: null,
  ...rest,
});

const gap = (symbol: string, failure: Parameters<typeof missingBrief>[0]["failure"]) =>
  missingBrief({ missing: symbol as Ticker, failure });
const sample = (row: ScanRow): ScanRow => ({
  ...row,
  source: { provider: "sandbox", label: "SAMPLE market · computed here", delayMinutes: 15, sample: true },
});
const cell = (row: ScanRow, to: ScanRow["cell"]): ScanRow => ({ ...row, cell: to });

/** Scans that break pictures and wording, by name. */
export const SCAN_CASES: Readonly<Record<string, () => ScanInput>> = {
  ten: () => scanInputOf(rows(10)),
  "ten (colorblind)": () => scanInputOf(rows(10), { palette: "colorblind" }),
  one: () => scanInputOf([scanRowOf()]),
  fifty: () => scanInputOf(rows(50), { name: "the server's dashboard", command: "/scan universe:server" }),
  "fifty in A": () => scanInputOf(rows(50).map((row) => cell(row, "A"))),
  "all D": () => scanInputOf(rows(50).map((row) => cell(row, "D"))),
  "all gaps": () => scanInputOf([], { gaps: [gap("SPY", "unreachable"), gap("QQQ", "unknown-symbol"), gap("BRK.B", "cooldown")] }), // prettier-ignore
  partial: () =>
    scanInputOf(rows(7), { gaps: [gap("UBER", "no-data")], pending: SYMBOLS.slice(10, 40) as Ticker[], name: "as typed", command: `/scan symbols:${SYMBOLS.join(" ")}` }), // prettier-ignore
  "no history": () => scanInputOf(SYMBOLS.slice(0, 4).map((symbol) => ({ ...scanRow(readingOf({ symbol }), nothingKnown()) }))), // prettier-ignore
  "every premium": () =>
    scanInputOf(Object.values(VRP_CASES).map((make, index) => ({ ...scanRow(readingOf(), make()), symbol: SYMBOLS[index] as Ticker }))), // prettier-ignore
  "every hard case": () =>
    scanInputOf(Object.values(HARD_CASES).map((make, index) => ({ ...scanRow(make(), vrpOf({}, make().regime.gamma)), symbol: `${"ABCDE"[index % 5]}${index}QQ` as Ticker }))), // prettier-ignore
  sample: () => scanInputOf(rows(10).map(sample), { madeUp: true }),
  "sample history": () => scanInputOf(rows(5), { madeUp: true }),
  degraded: () => scanInputOf(rows(3).map((row) => ({ ...row, degraded: true, best: null, cell: "B", regime: { ...row.regime, gamma: "negative" } }))), // prettier-ignore
  "no symbol": () => scanInputOf([]),
};
