import type { Ticker } from "../ticker.ts";
import type { DailySnapshot } from "./types.ts";

/** A row of which only the close is known. */
export const emptyRow = (symbol: Ticker, { date, close }: Pick<DailySnapshot, "date" | "close">): DailySnapshot => ({
  symbol,
  date,
  close,
  iv: { cboe_index: null, iv30: null, atm30: null, mfiv30: null },
  iv7: null,
  iv14: null,
  iv60: null,
  put25: null,
  call25: null,
  realised: { 5: null, 10: null, 20: null, 30: null, 60: null },
  straddle: null,
  expectedMove1d: null,
  netGex: null,
  netVex: null,
  netChex: null,
  flip: null,
  callWall: null,
  putWall: null,
  callOi: null,
  putOi: null,
});
