import { previousTradingDay } from "../src/engine/nyse.ts";
import type { ExposureSnapshot } from "../src/engine/snapshot.ts";
import { emptyRow } from "../src/engine/vrp/emptyRow.ts";
import { realisedVolatilities } from "../src/engine/vrp/realised.ts";
import type { DailyBar, DailyHistory, DailySnapshot } from "../src/engine/vrp/types.ts";

const SYMBOLS = 50;
const ROWS = 252;

/** Made-up histories of 50 symbols, a year of rows each, that end the session before the snapshot. */
export const histories = (snapshot: ExposureSnapshot): DailyHistory[] =>
  Array.from({ length: SYMBOLS }, (_, seed) => history(snapshot, seed));

/** A year of rows and the bars under them, up to the session before the snapshot. */
function history({ symbol, quoteTime }: ExposureSnapshot, seed: number): DailyHistory {
  const bars: DailyBar[] = [];
  let date = quoteTime.slice(0, 10);
  for (let i = 0; i < ROWS + 61; i++) {
    date = previousTradingDay(date);
    const close = 100 + 3 * Math.sin((i + seed) * 1.7) + 0.01 * i;
    bars.unshift({ date, open: close, high: close * 1.01, low: close * 0.99, close, volume: 1e6 });
  }
  const rows = bars.slice(-ROWS).map((bar, i): DailySnapshot => {
    const realised = realisedVolatilities(bars.slice(i, i + 62));
    const iv30 = 18 + ((i * 7 + seed) % 11);
    const row = emptyRow(symbol, bar);
    return { ...row, iv: { ...row.iv, iv30, atm30: iv30 }, realised };
  });
  return { bars, rows, volIndex: null };
}
