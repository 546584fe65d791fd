import { createApp } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { parseSelection } from "../src/engine/selection.ts";
import { parseTicker } from "../src/engine/ticker.ts";
import { openMarket, type MarketChoice } from "../sandbox/openMarket.ts";
import { readVrp } from "../src/jobs/readVrp.ts";
import type { VrpInput } from "../src/views/charts/vrpScene.ts";
import type { ZeroDteInput } from "../src/views/charts/zeroDteScene.ts";

/** What any picture can be drawn from. */
export type PictureInput = ZeroDteInput & VrpInput;

export interface PictureCase {
  readonly name: string;
  readonly input: PictureInput;
}

/** Pictures' input for symbols of a market ("SPX", "SPX 0dte"), read through the product's own service. */
export async function marketReadings(market: MarketChoice, asked: readonly string[]): Promise<PictureCase[]> {
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket(market, config);
  const app = createApp(config, surroundings);
  try {
    const cases: PictureCase[] = [];
    for (const line of asked) {
      const [symbol = "", expiry = "all"] = line.split(" ");
      const request = { symbol: parseTicker(symbol)!, selection: parseSelection(expiry)! };
      const { reading } = await app.ctx.exposure.read(request);
      const whole = await app.ctx.exposure.read({ ...request, selection: { kind: "all" } });
      const shareOfChain = whole.reading.snapshot.zeroDteShare;
      const { reading: vrp, madeUp } = await readVrp(reading, app.ctx);
      const command = `/gex symbol:${symbol} expiry:${expiry}`;
      cases.push({
        name: `${market.kind} ${line}`,
        input: { reading, command, palette: "default", shareOfChain, vrp, madeUpPast: madeUp },
      });
    }
    return cases;
  } finally {
    await app.close();
    await close();
  }
}
