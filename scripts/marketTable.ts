import { briefOf } from "../src/engine/brief.ts";
import { scanRow } from "../src/engine/plan/scan.ts";
import type { ScanInput } from "../src/views/charts/scanScene.ts";
import type { UniverseInput } from "../src/views/charts/universe.ts";
import type { MarketChoice } from "../sandbox/openMarket.ts";
import { newYorkTime } from "../src/views/format.ts";
import { marketReadings } from "./marketReadings.ts";

const TEN = ["SPY", "QQQ", "IWM", "AAPL", "TSLA", "NVDA", "META", "AMZN", "AMD", "GOOGL"];

/** The default universe in a market, scanned. */
export async function marketScan(market: MarketChoice): Promise<ScanInput> {
  const cases = await marketReadings(market, TEN);
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
  const rowsOf = async (market: MarketChoice) =>
    (await marketReadings(market, TEN)).map(({ input }) =>
      briefOf(input.reading, { vrpZ: input.vrp?.zScore.z ?? null }),
    );
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
