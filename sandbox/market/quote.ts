import { dayNumber } from "../../src/engine/newYork.ts";
import { OPEN_MINUTES } from "../../src/engine/nyse.ts";
import { type FeedInstant, newYorkText, sessionClose } from "./clock.ts";
import type { CboeQuote } from "./document.ts";
import { mix, mixText, normal } from "./noise.ts";
import { digits, tradedShare } from "./rows.ts";
import type { Underlying } from "./symbols.ts";
import type { VolState } from "./volatility.ts";

const MONTH = 30 / 365;

/** The underlying at one instant, and what it is compared with. */
export interface QuoteInput {
  readonly seed: number;
  readonly instant: FeedInstant;
  /** The session's minutes from the open on. */
  readonly path: Float64Array;
  /** Close of the session before the one shown. */
  readonly previousClose: number;
  readonly vol: VolState;
  readonly previousVol: VolState;
}

export function underlyingQuote(underlying: Underlying, input: QuoteInput): CboeQuote {
  const { instant, path, previousClose } = input;
  const index = underlying.kind === "index";
  const so = path.subarray(0, instant.minutes - OPEN_MINUTES + 1);
  const spot = so.at(-1) ?? previousClose;
  const before = so.at(-2) ?? previousClose;
  const key = mix(mixText(mixText(input.seed, "quote"), underlying.symbol), dayNumber(instant.session));
  const now = mix(key, instant.minutes);
  // By evening a stock has drifted by a few tenths of a percent; indices are not calculated after the close.
  const drift = index || instant.open ? 0 : 0.003 * normal(mix(key, 1)) * Math.sqrt(instant.afterHours / 240);
  const current = digits(spot * (1 + drift), 4);
  // As measured: the base of the percentage rolls with prev_day_close, the change itself does not.
  const base = instant.open ? previousClose : spot;
  const change = spot - previousClose;
  const iv30 = digits(input.vol.atm(MONTH) * 100, 3);
  const ivBefore = instant.open ? digits(input.previousVol.atm(MONTH) * 100, 3) : iv30;
  return {
    symbol: index ? `^${underlying.symbol}` : underlying.symbol,
    security_type: index ? "index" : "stock",
    exchange_id: index ? 5 : 2,
    current_price: current,
    price_change: digits(change, 4),
    price_change_percent: digits((change / base) * 100, 4),
    bid: index ? 0 : digits(current - 0.01, 2),
    ask: index ? 0 : digits(current + 0.01, 2),
    bid_size: index ? 0 : 1 + (now % 9),
    ask_size: index ? 0 : 1 + ((now >>> 8) % 9),
    open: path[0] ?? spot,
    high: so.reduce((a, b) => Math.max(a, b)),
    low: so.reduce((a, b) => Math.min(a, b)),
    close: spot,
    prev_day_close: base,
    volume: Math.floor(underlying.shares * Math.exp(0.25 * normal(mix(key, 2))) * tradedShare(instant)),
    iv30,
    iv30_change: digits(iv30 - ivBefore, 3),
    iv30_change_percent: digits(((iv30 - ivBefore) / ivBefore) * 100, 4),
    seqno: instant.open ? dayNumber(instant.session) * 1_000_000 + instant.minutes * 600 : 0,
    last_trade_time: lastTrade(instant, { index, now }),
    tick: spot >= before ? "up" : "down",
  };
}

/** Shows the session, whatever the clock says: a few seconds before the quotes, at the end the last second of the day. */
function lastTrade({ session, minutes, open }: FeedInstant, { index, now }: { index: boolean; now: number }): string {
  if (open)
    return minutes === OPEN_MINUTES
      ? newYorkText(session, minutes)
      : newYorkText(session, minutes - 1, 20 + (now % 40));
  const close = sessionClose(session);
  // An index's last value is printed at the end of its options' extended quarter of an hour.
  return index ? newYorkText(session, close + 15) : newYorkText(session, close - 1, 59);
}
