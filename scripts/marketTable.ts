import { createApp } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { isBrief, type Brief } from "../src/engine/brief.ts";
import { scanRow } from "../src/engine/plan/scan.ts";
import { DEFAULT_UNIVERSE } from "../src/engine/lists.ts";
import type { ScanInput } from "../src/views/charts/scanScene.ts";
import type { UniverseInput } from "../src/views/charts/universe.ts";
import { readRows } from "../src/jobs/universe.ts";
import { quietDoor } from "../test/support/context.ts";
import { openMarket, type MarketChoice } from "../sandbox/openMarket.ts";
import { newYorkTime } from "../src/views/format.ts";
import { marketReadings } from "./marketReadings.ts";

/** The default universe in a market, scanned. */
export async function marketScan(market: MarketChoice): Promise<ScanInput> {
  const cases = await marketReadings(market, DEFAULT_UNIVERSE);
  const rows = cases.flatMap(({ input }) => (input.vrp ? [scanRow(input.reading, input.vrp)] : []));
  return {
    rows,
    gaps: [],
    pending: [],
    madeUp: cases.some(({ input }) => input.madeUpPast),
    name: "the usual ten",
    slot: newYorkTime(rows[0]!.quoteTime),
    command: "/scan universe:default",
    palette: "default",
  };
}

/** The table of the default universe in a market, compared with an earlier look at it. */
export async function marketTable({ now, before }: Record<"now" | "before", MarketChoice>): Promise<UniverseInput> {
  const [rows, earlier] = [await rowsOf(now), await rowsOf(before)];
  return {
    rows,
    before: { rows: earlier, at: earlier[0]!.quoteTime },
    title: "Daily universe",
    slot: newYorkTime(rows[0]!.quoteTime),
    command: "/dashboard now",
    palette: "default",
  };
}

/** As a dashboard reads them. */
async function rowsOf(market: MarketChoice): Promise<readonly Brief[]> {
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket(market, config);
  const app = createApp(config, surroundings);
  try {
    return (await readRows(DEFAULT_UNIVERSE, { ...app.ctx, door: quietDoor() })).filter(isBrief);
  } finally {
    await app.close();
    await close();
  }
}
