import { greeks } from "../../src/engine/blackScholes.ts";
import type { ExpiryBoard, OptionBoard, Quote } from "../../src/engine/plan/board.ts";
import { parseTicker } from "../../src/engine/ticker.ts";

export interface BoardShape {
  readonly symbol?: string;
  readonly spot?: number;
  readonly quoteTime?: string;
  readonly rate?: number;
  readonly dividendYield?: number;
  /** $ between strikes. */
  readonly spacing?: number;
  /** Strikes on each side of spot. */
  readonly strikes?: number;
  /** Decimal at the money. */
  readonly iv?: number;
  /** How much the IV rises per unit of ln(K/S) below spot, and falls above; 0 is flat. */
  readonly skew?: number;
  /** Ask − bid in percent of the mid. */
  readonly spreadPct?: number;
  readonly oi?: number;
  readonly days?: readonly number[];
}

const DAY = 86_400_000;

/** A board of Black–Scholes prices around spot, 30 and 60 days out unless told otherwise. */
export function boardOf(shape: BoardShape = {}): OptionBoard {
  const { symbol = "SPY", spot = 603.42, quoteTime = "2026-11-23T14:45:00.000Z", days = [7, 14, 30, 60] } = shape;
  return {
    symbol: parseTicker(symbol)!,
    source: { provider: "cboe", label: "Cboe delayed · computed here", delayMinutes: 15, sample: false },
    spot,
    quoteTime,
    fetchedAt: "2026-11-23T15:00:12.000Z",
    session: "open",
    expiries: days.map((dte) => expiryOf(dte, { ...shape, spot, quoteTime })),
  };
}

function expiryOf(dte: number, shape: BoardShape & { readonly spot: number; readonly quoteTime: string }): ExpiryBoard {
  const { symbol = "SPY", spot, quoteTime, spacing = 5, strikes = 40, iv = 0.1845, spreadPct = 3 } = shape;
  const { rate = 0.045, dividendYield = 0.013 } = shape;
  const settles = Date.parse(quoteTime) + dte * DAY;
  const years = dte / 365;
  const nearest = Math.round(spot / spacing) * spacing;
  const quotes = Array.from({ length: 2 * strikes + 1 }, (_, i) => nearest + (i - strikes) * spacing).flatMap(
    (strike) =>
      (["call", "put"] as const).flatMap((right): Quote[] => {
        const at = iv - (shape.skew ?? 0) * Math.log(strike / spot);
        const { price, delta } = greeks({ right, spot, strike, years, iv: at, rate, dividendYield });
        if (strike <= 0 || price < 0.01) return [];
        const half = (price * spreadPct) / 200;
        return [{ right, strike, bid: price - half, ask: price + half, mid: price, spreadPct, iv: at, delta, oi: shape.oi ?? 2_000 }]; // prettier-ignore
      }),
  );
  return {
    root: symbol,
    date: new Date(settles).toISOString().slice(0, 10),
    dte,
    years,
    settlesAt: new Date(settles).toISOString(),
    rate,
    dividendYield,
    atmIv: iv,
    atmSpreadPct: spreadPct,
    quotes,
  };
}
