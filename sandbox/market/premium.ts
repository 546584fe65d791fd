import type { DailyBar } from "../../src/engine/vrp/types.ts";
import { dayNumber } from "../../src/engine/newYork.ts";
import { mixText, wander } from "./noise.ts";

const WINDOW = 20;
/** What a z-score looks back on. */
const YEAR = 252;
/** Spread of the made-up premium, as a share of the implied volatility. */
const SPREAD = 0.12;
const LOWEST = 4;

export interface PremiumInput {
  /** Ascending. */
  readonly bars: readonly DailyBar[];
  /** Vol points at the last of them. */
  readonly implied: number;
  /** How many standard deviations the last premium lies above those of the year before. */
  readonly z: number;
  readonly name: string;
}

/**
 * A made-up implied volatility for every session that has twenty returns before it: what was realised, and a premium that
 * wanders. It ends at the market's own, and the premium there has the z-score that was ordered.
 */
export function impliedHistory({ bars, implied, z, name }: PremiumInput) {
  const closes = bars.map(({ close }) => close);
  const dated = bars.slice(WINDOW).map(({ date }, index) => ({
    date,
    realised: realised(closes.slice(index, index + WINDOW + 1)),
    noise: wander(mixText(1, `premium ${name}`), dayNumber(date), { perDay: 0.25, pin: 0.8 }),
  }));
  const last = dated.at(-1)!;
  const year = dated.slice(-YEAR - 1, -1).map(({ noise }) => noise);
  const mean = year.reduce((sum, one) => sum + one, 0) / year.length;
  const deviation = Math.sqrt(year.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (year.length - 1));
  const spread = SPREAD * implied;
  return dated.map((one) => {
    const premium = implied - last.realised + spread * ((one.noise - mean) / deviation - z);
    const value = one === last ? implied : Math.max(LOWEST, one.realised + premium);
    return { date: one.date, value: Math.round(value * 100) / 100 };
  });
}

/** Annualised standard deviation of the returns, in vol points. */
function realised(closes: readonly number[]): number {
  const returns = closes.slice(1).map((close, i) => Math.log(close / closes[i]!));
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
  const variance = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1);
  return 100 * Math.sqrt(252 * variance);
}
