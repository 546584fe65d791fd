import { z } from "zod";
import { dayNumber } from "../../src/engine/newYork.ts";
import { previousTradingDay } from "../../src/engine/nyse.ts";
import type { DailyBar } from "../../src/engine/vrp/types.ts";
import { feedInstant } from "../market/clock.ts";
import { mix, mixText, normal } from "../market/noise.ts";
import type { MadeUpPast, MadeUpSymbol } from "./madeUpHistory.ts";
import type { NamedRecording } from "./recordedSource.ts";

const SESSIONS = 504;
/** For a recording that does not say: about that of a large index in a quiet year. */
const USUAL_IV30 = 13;
/** Options cost a little more than what is realised. */
const REALISED_OVER_IV30 = 0.85;
/** In turn, so that a folder of recordings has both rich and poor premiums. */
const Z = [1.5, -0.3, 1.2, 0.4] as const;

const price = z.number().positive().optional().catch(undefined);
const quoteSchema = z.object({
  data: z.object({ current_price: z.number(), close: price, prev_day_close: price, iv30: price }),
});

/** A past made up around recorded chains: it ends at the recorded price and implied volatility, the rest never was. */
export function recordedPast(recordings: readonly NamedRecording[]): MadeUpPast {
  return {
    of: async (ticker) => {
      const at = recordings.findIndex((recording) => recording.ticker === ticker);
      return at < 0 ? null : walkTo(recordings[at]!, Z[at % Z.length]!);
    },
  };
}

function walkTo({ ticker, recordedAt, quote }: NamedRecording, z: number): MadeUpSymbol {
  const { data } = quoteSchema.parse(JSON.parse(quote));
  const iv30 = data.iv30 ?? USUAL_IV30;
  const { session, previous, open } = feedInstant(recordedAt);
  const perDay = (iv30 * REALISED_OVER_IV30) / 100 / Math.sqrt(252);
  const key = mixText(1, `past ${ticker}`);
  const bars: DailyBar[] = [];
  let close = (open ? data.prev_day_close : data.close) ?? data.current_price;
  for (let date = open ? previous : session; bars.length < SESSIONS; date = previousTradingDay(date)) {
    const day = mix(key, dayNumber(date));
    const before = close * Math.exp(-perDay * normal(mix(day, 1)));
    const first = before * Math.exp(0.4 * perDay * normal(mix(day, 2)));
    const reach = (side: number) => Math.exp(0.5 * perDay * Math.abs(normal(mix(day, side))));
    const [high, low] = [Math.max(first, close) * reach(3), Math.min(first, close) / reach(4)];
    const volume = Math.round(2e7 * Math.exp(0.3 * normal(mix(day, 5))));
    bars.push({ date, open: cents(first), high: cents(high), low: cents(low), close: cents(close), volume });
    close = before;
  }
  return { bars: bars.reverse(), iv30, basis: data.iv30 === undefined ? "atm30" : "iv30", z };
}

const cents = (dollars: number) => Math.round(dollars * 100) / 100;
