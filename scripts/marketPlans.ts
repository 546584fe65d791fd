import { createApp } from "../src/app.ts";
import { planReply } from "../src/commands/planReply.ts";
import { loadConfig } from "../src/config.ts";
import type { AppContext } from "../src/context.ts";
import { parseTicker } from "../src/engine/ticker.ts";
import type { Structure } from "../src/engine/vrp/types.ts";
import type { PayoffInput } from "../src/views/charts/payoffScene.ts";
import { quietDoor } from "../test/support/context.ts";
import { openMarket, type MarketChoice } from "../sandbox/openMarket.ts";

export interface PlanCase {
  readonly name: string;
  readonly input: PayoffInput;
}

/** What `/plan` draws for symbols of a market ("AAPL", "AAPL iron_condor"); those it refuses are left out. */
export async function marketPlans(market: MarketChoice, asked: readonly string[]): Promise<PlanCase[]> {
  const config = loadConfig({ LOG_LEVEL: "silent" });
  const { surroundings, close } = await openMarket(market, config);
  const app = createApp(config, surroundings);
  const cases: PlanCase[] = [];
  try {
    for (const [index, line] of asked.entries()) {
      const [symbol = "", structure = null] = line.split(" ");
      const draw: AppContext["draw"] = async (_, input) => {
        cases.push({ name: `${market.kind} ${line}`, input: input as PayoffInput });
        return new Uint8Array();
      };
      const wish = { structure: structure as Structure | null, expiry: null, bankroll: null, palette: null };
      // Somebody else each time: nobody may ask a source that often.
      const asker = { userId: `${index + 1}`, guildId: null };
      await planReply({ symbol: parseTicker(symbol)!, ...wish }, { ...app.ctx, draw, door: quietDoor() }, asker);
    }
    return cases;
  } finally {
    await app.close();
    await close();
  }
}
