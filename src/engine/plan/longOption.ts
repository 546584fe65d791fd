import { greeks } from "../blackScholes.ts";
import { cumulative } from "../normal.ts";
import { outlookOf, type Outlook } from "./kelly.ts";

/** An option that is bought, by numbers alone. Prices in $ per share, rates decimal and continuous per year. */
export interface LongOption {
  readonly right: "call" | "put";
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  /** Decimal: what the price is believed to move, and what the option is valued with. */
  readonly iv: number;
  readonly premium: number;
  /** What the underlying is believed to return, dividends included. */
  readonly drift: number;
  readonly rate: number;
  readonly dividendYield: number;
}

export interface LongOutlook extends Pick<Outlook, "ev" | "kelly"> {
  /** Expected profit / premium. */
  readonly roi: number;
  /** That the price ends beyond the strike, 0–1. */
  readonly probabilityInTheMoney: number;
  /** That it ends beyond strike and premium, 0–1. */
  readonly probabilityOfProfit: number;
  /** Black–Scholes–Merton, without the drift. */
  readonly fair: number;
}

/**
 * What a bought option is worth by a belief in a drift: Kelly's fraction of the bankroll in premium, expected return, and
 * probabilities in closed form. The form is FlashAlpha's documented one; the arithmetic is ours.
 */
export function longOutlook(option: LongOption): LongOutlook {
  const { right, spot, strike, premium, years, iv, drift, dividendYield } = option;
  const sign = right === "call" ? 1 : -1;
  const { ev, evOnRisk, kelly } = outlookOf({
    profit: (price) => Math.max(0, sign * (price - strike)) - premium,
    maxLoss: premium,
    forecast: { spot, years, sigma: iv, drift: drift - dividendYield },
    tail: 0,
  });
  return {
    ev,
    kelly,
    roi: evOnRisk,
    probabilityInTheMoney: probabilityBeyond(strike, option),
    probabilityOfProfit: probabilityBeyond(strike + sign * premium, option),
    fair: greeks(option).price,
  };
}

/** N(±d2) at a price: above it for a call, below it for a put. */
function probabilityBeyond(price: number, { right, spot, years, iv, drift, dividendYield }: LongOption): number {
  if (price <= 0) return right === "call" ? 1 : 0;
  const d2 = (Math.log(spot / price) + (drift - dividendYield - 0.5 * iv * iv) * years) / (iv * Math.sqrt(years));
  return cumulative(right === "call" ? d2 : -d2);
}
