import { utcToNewYork } from "../newYork.ts";
import { closeMinutes, previousTradingDay } from "../nyse.ts";
import type { ExposureSnapshot, NyDate } from "../snapshot.ts";
import { realisedVolatilities } from "./realised.ts";
import type { DailyBar, DailySnapshot, Realised } from "./types.ts";
import { usableBars } from "./usableBars.ts";

const DAY_YEARS = 1 / 365;

/**
 * The row of the session that a snapshot of the whole chain closed; null when its quotes were struck before the close. The exchange's index is not among its IVs: it is published later, by the exchange.
 * @param printed daily bars as the source prints them; the session's own may still be missing
 */
export function dailySnapshot(snapshot: ExposureSnapshot, printed: readonly DailyBar[]): DailySnapshot | null {
  const { symbol, spot, vol, levels, net, strikes, quoteTime } = snapshot;
  const { date, minutes } = utcToNewYork(Date.parse(quoteTime));
  if (minutes < (closeMinutes(date) ?? Infinity)) return null;
  const sigma = vol.atm30 ?? vol.iv30;
  return {
    symbol,
    date,
    close: spot,
    iv: { cboe_index: null, iv30: vol.iv30, atm30: vol.atm30, mfiv30: vol.mfiv30 },
    iv7: vol.term[7],
    iv14: vol.term[14],
    iv60: vol.term[60],
    put25: vol.put25?.iv ?? null,
    call25: vol.call25?.iv ?? null,
    realised: realisedAt(printed, { date, close: spot }),
    straddle: vol.straddle?.usd ?? null,
    expectedMove1d: sigma === null ? null : (spot * sigma * Math.sqrt(DAY_YEARS)) / 100,
    netGex: net.gex,
    netVex: net.vex,
    netChex: net.chex,
    flip: levels.flip.price,
    callWall: levels.callWall?.strike ?? null,
    putWall: levels.putWall?.strike ?? null,
    callOi: sum(strikes.map(({ callOi }) => callOi)),
    putOi: sum(strikes.map(({ putOi }) => putOi)),
  };
}

/** With the session's close from the quote. All null when the session before is missing: two days would pass for one. */
function realisedAt(printed: readonly DailyBar[], { date, close }: { date: NyDate; close: number }): Realised {
  const before = printed.filter((bar) => bar.date < date);
  const today = { date, open: close, high: close, low: close, close, volume: null };
  const { bars } = usableBars([...before, today]);
  return realisedVolatilities(bars.at(-2)?.date === previousTradingDay(date) ? bars : []);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
