import { existsSync } from "node:fs";
import type { ChartName } from "../src/views/charts/index.ts";
import { HARD_CASES } from "../test/support/hardCases.ts";
import { marketReadings, type PictureCase } from "./marketReadings.ts";

/** Noon of a trading Tuesday in the sample market: today's options are alive. */
export const SAMPLE_NOON = new Date("2026-11-24T17:00:00Z");
const SAMPLE = ["SPX", "SPX 0dte", "SPY 0dte", "SPY 45d", "QQQ 0dte", "TSLA", "IWM", "AMD", "AMD 0dte"];
/** Recorded chains beside the repository, where there are any; they are vendor data and no part of it. */
const RECORDED = "../shared/data/chains";
const RECORDINGS = ["SPX", "SPX 45d", "SPX.B", "SPX.B 0dte", "QQQ", "QQQ 7d", "QQQ 0dte", "AAPL", "RUT", "RUT opex"];
const BOTH_PALETTES = ["spy", "negative gamma", "0dte", "0dte accelerant"];

/** What the documentation shows of each chart; without a line here, the whole chain. */
const DOCUMENTED: Readonly<Partial<Record<ChartName, string>>> = { zeroDte: "sample SPX 0dte" };
/** Charts of one selection only: other readings of a market would be pictures that no command draws. */
const ONLY: Readonly<Partial<Record<ChartName, string>>> = { zeroDte: "zeroDte" };

/** The case whose picture of this chart stands in docs/pictures. */
export const documentedCase = (chart: ChartName): string => DOCUMENTED[chart] ?? "sample SPX";

/** Whether a command would draw this chart of this case; hard cases are for all of them. */
export function belongsTo(chart: ChartName, { name, input }: PictureCase): boolean {
  const only = ONLY[chart];
  return only === undefined || name in HARD_CASES || input.reading.snapshot.selection.kind === only;
}

/** Every hard case, and the readings of the markets that are there. */
export async function galleryCases(): Promise<PictureCase[]> {
  const sample = await marketReadings({ kind: "sample", at: SAMPLE_NOON }, SAMPLE);
  const recorded = existsSync(RECORDED) ? await marketReadings({ kind: "recorded", folder: RECORDED }, RECORDINGS) : [];
  return [...hardCases(), ...sample, ...recorded];
}

function hardCases(): PictureCase[] {
  return Object.entries(HARD_CASES).flatMap(([name, make]) => {
    const reading = make();
    const command = `/gex symbol:${reading.snapshot.symbol} expiry:all`;
    const input = { reading, command, palette: "default" as const, shareOfChain: 0.31 };
    if (!BOTH_PALETTES.includes(name)) return [{ name, input }];
    return [
      { name, input },
      { name: `${name} (colorblind)`, input: { ...input, palette: "colorblind" as const } },
    ];
  });
}
