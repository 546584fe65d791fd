import { existsSync } from "node:fs";
import type { ReadingChartName } from "../src/views/charts/index.ts";
import type { UniverseInput } from "../src/views/charts/universe.ts";
import type { ScanInput } from "../src/views/charts/scanScene.ts";
import { HARD_CASES } from "../test/support/hardCases.ts";
import { SCAN_CASES } from "../test/support/scanCases.ts";
import { PLAN_CASES, readingFor } from "../test/support/planCases.ts";
import { readingOf } from "../test/support/snapshots.ts";
import { UNIVERSE_CASES } from "../test/support/universeCases.ts";
import { VRP_CASES, vrpOf } from "../test/support/vrpReadings.ts";
import { marketPlans, type PlanCase } from "./marketPlans.ts";
import { marketReadings, type PictureCase } from "./marketReadings.ts";
import { marketScan, marketTable } from "./marketTable.ts";

/** Noon of a trading Tuesday in the sample market: today's options are alive. */
export const SAMPLE_NOON = new Date("2026-11-24T17:00:00Z");
/** A day earlier, for what changed since. */
const SAMPLE_DAY_BEFORE = new Date("2026-11-23T17:00:00Z");
const SAMPLE = ["SPX", "SPX 0dte", "SPY 0dte", "SPY 45d", "QQQ 0dte", "TSLA", "IWM", "AMD", "AMD 0dte"];
/** Recorded chains beside the repository, where there are any; they are vendor data and no part of it. */
const RECORDED = "../shared/data/chains";
const RECORDINGS = ["SPX", "SPX 45d", "SPX.B", "SPX.B 0dte", "QQQ", "QQQ 7d", "QQQ 0dte", "AAPL", "RUT", "RUT opex"];
const BOTH_PALETTES = ["spy", "negative gamma", "0dte", "0dte accelerant"];

/** What the documentation shows of each chart; without a line here, the whole chain. */
const DOCUMENTED: Readonly<Partial<Record<ReadingChartName, string>>> = { zeroDte: "sample SPX 0dte" };
/** Charts of one selection only: other readings of a market would be pictures that no command draws. */
const ONLY: Readonly<Partial<Record<ReadingChartName, string>>> = { zeroDte: "zeroDte", vrp: "all" };

/** The case whose picture of this chart stands in docs/pictures. */
export const documentedCase = (chart: ReadingChartName): string => DOCUMENTED[chart] ?? "sample SPX";

/** Whether a command would draw this chart of this case; hard cases are for all of them. */
export function belongsTo(chart: ReadingChartName, { name, input }: PictureCase): boolean {
  if (name in VRP_CASES) return chart === "vrp";
  const only = ONLY[chart];
  return only === undefined || name in HARD_CASES || input.reading.snapshot.selection.kind === only;
}

/** Every hard case, and the readings of the markets that are there. */
export async function galleryCases(): Promise<PictureCase[]> {
  const sample = await marketReadings({ kind: "sample", at: SAMPLE_NOON }, SAMPLE);
  const recorded = existsSync(RECORDED) ? await marketReadings({ kind: "recorded", folder: RECORDED }, RECORDINGS) : [];
  return [...hardCases(), ...vrpCases(), ...sample, ...recorded];
}

/** The default universe in the sample market, a day after the last post. */
export const sampleTable = (): Promise<UniverseInput> =>
  marketTable({ now: { kind: "sample", at: SAMPLE_NOON }, before: { kind: "sample", at: SAMPLE_DAY_BEFORE } });

/** The name of that table among the cases; its picture stands in docs/pictures. */
export const SAMPLE_TABLE = "sample ten symbols";

/** Every hard table, and the sample market's. */
export async function tableCases(): Promise<{ readonly name: string; readonly input: UniverseInput }[]> {
  const hard = Object.entries(UNIVERSE_CASES).map(([name, make]) => ({ name, input: make() }));
  return [...hard, { name: SAMPLE_TABLE, input: await sampleTable() }];
}

/** Every hard scan, and the sample market's. */
export async function scanCases(): Promise<{ readonly name: string; readonly input: ScanInput }[]> {
  const hard = Object.entries(SCAN_CASES).map(([name, make]) => ({ name, input: make() }));
  return [...hard, { name: SAMPLE_TABLE, input: await marketScan({ kind: "sample", at: SAMPLE_NOON }) }];
}

const SAMPLE_PLANS = ["AAPL", "AAPL iron_condor", "AAPL short_straddle", "IWM", "META"];
/** The plan whose picture stands in docs/pictures. */
export const DOCUMENTED_PLAN = "sample AAPL iron_condor";

/** Every hard plan, those of an index in both palettes, and what the sample market leads to. */
export async function planCases(): Promise<PlanCase[]> {
  const hard = Object.entries(PLAN_CASES).flatMap(([name, make]) => {
    const plan = make();
    const command = `/plan symbol:${plan.symbol}`;
    const input = { plan, reading: readingFor(plan), palette: "default" as const, command };
    const other = { name: `${name} (colorblind)`, input: { ...input, palette: "colorblind" as const } };
    return name.endsWith("SPX") ? [{ name, input }, other] : [{ name, input }];
  });
  return [...hard, ...(await marketPlans({ kind: "sample", at: SAMPLE_NOON }, SAMPLE_PLANS))];
}

function vrpCases(): PictureCase[] {
  const reading = readingOf();
  return Object.entries(VRP_CASES).map(([name, make]) => {
    return {
      name,
      input: { reading, command: "", palette: "default", shareOfChain: null, vrp: make(), madeUpPast: false },
    };
  });
}

function hardCases(): PictureCase[] {
  return Object.entries(HARD_CASES).flatMap(([name, make]) => {
    const reading = make();
    const command = `/gex symbol:${reading.snapshot.symbol} expiry:all`;
    const input = {
      reading,
      command,
      palette: "default" as const,
      shareOfChain: 0.31,
      vrp: vrpOf(),
      madeUpPast: false,
    };
    if (!BOTH_PALETTES.includes(name)) return [{ name, input }];
    return [
      { name, input },
      { name: `${name} (colorblind)`, input: { ...input, palette: "colorblind" as const } },
    ];
  });
}
