import type { Cell } from "../regime.ts";
import type { ExpiryBoard, Quote } from "./board.ts";
import { outlookOf, type Bet, type Outlook } from "./kelly.ts";
import { profitAtExpiry } from "./payoff.ts";
import { tailOf } from "./size.ts";
import type { Leg } from "./types.ts";

/** A sold option with a bought one beyond it, as quoted. $ per share. */
export interface CreditSpread {
  readonly right: Quote["right"];
  readonly short: Quote;
  readonly long: Quote;
  readonly credit: number;
  /** Sold at the bid, bought at the ask. */
  readonly natural: number;
  readonly width: number;
  readonly maxLoss: number;
}

/** The spread of two quotes of one right and date. */
export function creditSpread(short: Quote, long: Quote): CreditSpread {
  const credit = short.mid - long.mid;
  const width = Math.abs(short.strike - long.strike);
  return {
    right: short.right,
    short,
    long,
    credit,
    natural: short.bid - long.ask,
    width,
    maxLoss: width - credit,
  };
}

/** What a spread is worth by one forecast of volatility. */
export interface SpreadOutlook {
  /** Decimal. */
  readonly sigma: number;
  readonly plain: Outlook;
  readonly withTail: Outlook;
}

/** Forecasts around one's own, by which Kelly is read again: it is hypersensitive to them. */
const FACTORS = [0.75, 0.9, 1, 1.1, 1.25, 1.4] as const;

/** Of one forecast and its neighbours, ascending, with no view of direction; and the forecast from which nothing is left. */
export function spreadOutlooks(
  spread: CreditSpread,
  of: { readonly spot: number; readonly expiry: ExpiryBoard; readonly sigma: number; readonly cell: Cell },
): {
  readonly own: SpreadOutlook;
  readonly around: readonly SpreadOutlook[];
  /** Decimal; null when the tail takes all, or nothing does up to four times the forecast. */
  readonly limit: number | null;
  readonly tail: number;
} {
  const { spot, expiry, cell } = of;
  const tail = Math.min(1, tailOf(cell, Math.max(1, expiry.dte)));
  const { years, rate, dividendYield } = expiry;
  const profit = profitAtExpiry({ legs: legsOf(spread, expiry), expiry, back: null, credit: spread.credit });
  const bet = (sigma: number): Omit<Bet, "tail"> => ({
    profit,
    maxLoss: spread.maxLoss,
    forecast: { spot, years, sigma, drift: rate - dividendYield },
  });
  const at = (sigma: number): SpreadOutlook => ({
    sigma,
    plain: outlookOf({ ...bet(sigma), tail: 0 }),
    withTail: outlookOf({ ...bet(sigma), tail }),
  });
  const evOf = (sigma: number) => outlookOf({ ...bet(sigma), tail }).ev;
  return {
    own: at(of.sigma),
    around: FACTORS.map((factor) => at(factor * of.sigma)),
    limit: limitOf(evOf, of.sigma),
    tail,
  };
}

const legsOf = ({ short, long, right }: CreditSpread, { date }: ExpiryBoard): Leg[] =>
  ([["sell", short], ["buy", long]] as const).map(([side, { strike, bid, ask, mid, iv, delta, oi }]) => ({
    side,
    right,
    strike,
    expiry: date,
    bid,
    ask,
    mid,
    // At expiry an option is worth what it is worth: neither is asked.
    iv: iv ?? 0,
    delta: delta ?? 0,
    oi,
  })); // prettier-ignore

const HALVINGS = 30;

/** Where an expectation that falls with volatility crosses zero. */
function limitOf(evOf: (sigma: number) => number, sigma: number): number | null {
  let [low, high] = [sigma / 4, sigma * 4];
  if (evOf(low) <= 0 || evOf(high) > 0) return null;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = 0.5 * (low + high);
    if (evOf(middle) > 0) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
