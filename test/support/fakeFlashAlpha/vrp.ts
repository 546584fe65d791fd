import { seedOf, spotOf } from "./seed.ts";

/** Two decimals, as the vendor prints volatilities. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** The fake's premium of a symbol, vol points: its documented example (18.45, 13.04, z 1.34), moved by the symbol. */
export function premiumOf(symbol: string) {
  const shift = (seedOf(`vrp ${symbol}`) % 500) / 100;
  const iv = round(18.45 + shift);
  const rv = { 5: 12.77, 10: 12.6, 20: 13.04, 30: 13.9 };
  const of = (window: keyof typeof rv) => round(iv - rv[window]);
  return { iv, rv, vrp: { 5: of(5), 10: of(10), 20: of(20), 30: of(30) }, z: 1.34, percentile: 88, historyDays: 60 };
}

/** Sessions enough for a year, back from the day before the instant; weekdays, whatever the holidays. */
export function daysBefore(asOf: string, count: number): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(asOf) - 86_400_000; dates.length < count; at -= 86_400_000)
    if (![0, 6].includes(new Date(at).getUTCDay())) dates.unshift(new Date(at).toISOString().slice(0, 10));
  return dates;
}

/** A day paid 3 points, the next one 5. */
export const pastPremium = (place: number): number => (place % 2 === 0 ? 3 : 5);

/** The body of `/v1/vrp/{symbol}`, nested, with the stories and the contradictions its reference has. */
export function vrpBody(symbol: string, asOf: string): Readonly<Record<string, unknown>> {
  const { iv, rv, vrp, z, percentile, historyDays } = premiumOf(symbol);
  return {
    symbol,
    underlying_price: spotOf(symbol),
    as_of: asOf,
    market_open: true,
    // What some clients look for at the top is something else, or nothing.
    z_score: -9,
    harvest_score: 3,
    net_gex: null,
    vrp: {
      atm_iv: iv,
      rv_5d: rv[5],
      rv_10d: rv[10],
      rv_20d: rv[20],
      rv_30d: rv[30],
      vrp_5d: vrp[5],
      vrp_10d: vrp[10],
      vrp_20d: vrp[20],
      vrp_30d: vrp[30],
      z_score: z,
      percentile,
      history_days: historyDays,
    },
    variance_risk_premium: Math.round(((iv / 100) ** 2 - (rv[20] / 100) ** 2) * 1e4) / 1e4,
    convexity_premium: 1.65,
    fair_vol: round(iv + 1.65),
    directional: {
      put_wing_iv_25d: 21.03,
      call_wing_iv_25d: 16.82,
      downside_rv_20d: 13.68,
      upside_rv_20d: 12.61,
      downside_vrp: 7.35,
      upside_vrp: 4.21,
    },
    term_vrp: [
      { dte: 30, iv: 18.45, rv: 13.04, vrp: 5.41 },
      { dte: 7, iv: 15.89, rv: 12.77, vrp: 3.12 },
      { dte: 14, iv: 17.1, rv: null, vrp: null },
      { dte: 60, iv: 19.5, rv: 14.3, vrp: 5.2 },
    ],
    gex_conditioned: {
      regime: "positive_gamma",
      harvest_score: 0.72,
      interpretation: "Safe to sell premium @everyone [here](https://evil.example)",
    },
    vanna_conditioned: { outlook: "undetermined", interpretation: "dealers buy when volatility RISES" },
    regime: { gamma: "unknown", vrp_regime: "harvestable", net_gex: -1.2e9, gamma_flip: 590 },
    strategy_scores: { short_put_spread: 68, short_strangle: 71, iron_condor: 70, calendar_spread: 78 },
    net_harvest_score: 61,
    dealer_flow_risk: 24,
    warnings: ["term_inversion", "buy_now @everyone"],
    macro: { vix: 17.2, vix_3m: 19.4, vix_term_slope: 1.13, dgs10: 4.1, hy_spread: null, fed_funds: 4.3 },
  };
}

/** The body of `/v1/vrp/{symbol}/history`: newest first, one day without figures. */
export function vrpHistoryBody(symbol: string, asOf: string, count = 250): Readonly<Record<string, unknown>> {
  const rows = daysBefore(asOf, count).map((date, place) => ({
    date,
    spot: spotOf(symbol),
    atm_iv: 15,
    rv_5d: 12,
    rv_10d: 12,
    rv_20d: 15 - pastPremium(place),
    rv_30d: null,
    vrp_20d: pastPremium(place),
    straddle: 4.82,
    expected_move_1d: 3.1,
  }));
  const empty = { date: asOf.slice(0, 10), spot: null, atm_iv: null, rv_20d: null, vrp_20d: null };
  return { symbol, days: 365, data_points: rows.length + 1, history: [empty, ...rows.toReversed()] };
}
