import { OPEN_MINUTES } from "../../src/engine/nyse.ts";
import { type FeedInstant, newYorkText, sessionClose } from "./clock.ts";
import type { Contract } from "./contracts.ts";
import type { CboeOption } from "./document.ts";
import { mix, uniform } from "./noise.ts";
import { bidAsk, type Terms, theoretical, tickOf } from "./pricing.ts";

/** Share of the day's volume that has traded by a minute of the session, 0–1: heavy at the open and the close. */
export function tradedShare({ session, minutes }: FeedInstant): number {
  const time = (minutes - OPEN_MINUTES) / (sessionClose(session) - OPEN_MINUTES);
  return time + 0.11 * Math.sin(2 * Math.PI * time);
}

/** One contract as the feed prints it at one instant. `traded` is the share of the day's volume so far. */
export function optionRow(
  contract: Contract,
  terms: Terms,
  { instant, traded }: { instant: FeedInstant; traded: number },
): CboeOption {
  const value = theoretical(terms, contract.strike, contract.right);
  const { bid, ask } = bidAsk(terms, value);
  const tick = tickOf(terms.underlying, value.price);
  // Nothing but parity in the price: Cboe's solver finds no volatility there and prints 0, with the greeks of stock.
  const hollow =
    value.intrinsic > 0 && value.price - value.intrinsic < tick / 10 && uniform(mix(contract.key, 4)) < 0.5;
  const now = mix(contract.key, instant.minutes);
  const volume = Math.floor(contract.dayVolume * traded);
  const { last, open, high, low } = prints(contract, { volume, tick, price: value.price });
  const change = volume > 0 ? last - contract.previousMid : 0;
  return {
    option: contract.option,
    bid,
    bid_size: bid === 0 ? 0 : 1 + (now % 240),
    ask,
    ask_size: 1 + ((now >>> 8) % 240),
    iv: hollow ? 0 : digits(value.iv, 4),
    open_interest: contract.openInterest,
    volume,
    delta: hollow ? Math.sign(value.delta) : digits(value.delta, 4),
    gamma: hollow ? 0 : digits(value.gamma, 4),
    vega: hollow ? 0 : digits(value.vega / 100, 4),
    theta: digits(value.theta / 365, 4),
    rho: digits(value.rho / 100, 4),
    theo: digits(value.price, 4),
    change: digits(change, 4),
    open,
    high,
    low,
    tick: now % 2 === 0 ? "up" : "down",
    last_trade_price: last,
    last_trade_time: lastTrade(contract, { volume, instant }),
    percent_change: contract.previousMid > 0 ? digits((change / contract.previousMid) * 100, 4) : 0,
    prev_day_close: contract.previousMid,
  };
}

/** Rounds half away from zero to a number of decimals, never to −0. */
export function digits(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale + 0;
}

function prints({ previousMid }: Contract, { volume, tick, price }: { volume: number; tick: number; price: number }) {
  const onGrid = (value: number) => digits(Math.max(tick, Math.round(value / tick) * tick), 2);
  if (volume === 0) return { last: previousMid > 0 ? onGrid(previousMid) : 0, open: 0, high: 0, low: 0 };
  const last = onGrid(price);
  const open = onGrid(previousMid + (price - previousMid) * 0.3);
  return { last, open, high: Math.max(last, open), low: Math.min(last, open) };
}

function lastTrade({ key, openInterest }: Contract, { volume, instant }: { volume: number; instant: FeedInstant }) {
  if (volume === 0 && openInterest === 0) return null;
  const session = volume > 0 ? instant.session : instant.previous;
  const until = volume > 0 ? instant.minutes : sessionClose(session);
  const minute = OPEN_MINUTES + Math.floor(uniform(mix(key, 5)) * (until - OPEN_MINUTES));
  return newYorkText(session, minute, key % 60);
}
