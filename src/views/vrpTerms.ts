import type { Term } from "./terms.ts";

const NOT_TESTED = "Ours, not FlashAlpha's, and not back-tested.";

/** What is said of implied against realised volatility. Thresholds: docs/methodology.md "Volatility premium" and "Scores of the premium". */
export const VRP_TERMS = {
  vrp: {
    name: "VRP · volatility risk premium",
    what: "Implied volatility less what the stock really moved lately, in vol points. Above 0 sellers of options are paid more than recent moves cost.",
    computed:
      "Our 30-day at-the-money IV less close-to-close volatility of 20 trading days (also 5, 10, 30, 60). Variance premium: IV² − RV². Richness: VRP / IV.",
    critics:
      "Realised volatility looks back, IV ahead: what is earned is known only afterwards. The premium exists because sellers sometimes lose many times their credit.",
  },
  realised: {
    name: "Realised volatility",
    what: "How much the stock moved, annualised, in vol points.",
    computed:
      "Sample deviation of log returns from close to close · √252. Parkinson, Garman-Klass and Yang-Zhang use highs and lows as well: `/vrp estimator:` puts one in its place, the cell excepted. An unadjusted split cuts off what came before it.",
    critics: "One jump stays in the window for all its days. Parkinson and Garman-Klass are blind to overnight gaps.",
  },
  estimators: {
    name: "Estimators: Parkinson, Garman-Klass, Yang-Zhang",
    what: "Other measures of how much a stock moved, from the whole bar of a day instead of its close alone. `/vrp estimator:` takes one.",
    computed:
      "Parkinson: high and low. Garman-Klass: open and close too. Yang-Zhang: the night as well. One is used throughout, for today and each day of the history; volatility by side and the cell stay close to close.",
    critics:
      "The first two do not see overnight gaps, so they tend to read single stocks too low and their premium too large. All three trust the highs and lows that are printed.",
  },
  iv30: {
    name: "30-day IV and its basis",
    what: "What options say of the next 30 days. At the money, the feed's own, model-free, and the exchange's index (VIX, VXN, …) are four different figures.",
    computed:
      "At the money: IV at the forward of two expiries, joined in total variance. Model-free: the VIX method on our chain. Levels use at the money; z uses one basis for today and history and names it.",
    critics:
      "An index prices the skew and stands about a tenth above at the money: mixing the two makes every day look rich.",
  },
  vrpz: {
    name: "z-score and percentile of VRP",
    what: "How unusual today's premium is for this symbol: 1 and more is high and makes cells A and B.",
    computed:
      "(today − mean) / sample deviation of up to 252 days on the same basis; nothing below 20 days, provisional below 60. Percentile: days below, ties half.",
    critics:
      "20-day windows overlap, so 252 days are worth about 13. A z of 1 or more comes on about one day in six even if nothing is special.",
  },
  cells: {
    name: "Cells A, B, C, D",
    what: "A Premium Paradise: high VRP, positive gamma. B Tempting Trap: high VRP, negative gamma. C Grind It Out: low VRP, positive gamma. D Stay Home: low VRP, negative gamma.",
    computed: "z of 1 or more is high. A missing z is not high, and the bot says so. No sign of gamma is D.",
    critics: "Two yes-or-no questions: what is just on either side of a border is nearly the same day.",
  },
  directional: {
    name: "Directional VRP and skew",
    what: "The premium of each side: what puts pay over the volatility of falls, and calls over that of rises.",
    computed:
      "25-delta IV of the expiry nearest 30 days − 100 · √(252 / 20 · 2 · Σ returns² of that side). Skew: put IV − call IV.",
    critics: "Twenty days hold about ten falls. A quiet month makes puts look dear on the eve of a bad one.",
  },
  termvrp: {
    name: "Term VRP and slope",
    what: "The premium at 7, 14, 30 and 60 days. Slope: how much dearer two months are than a week; below 0 the curve is inverted.",
    computed:
      "IV at exactly that tenor, never beyond the listed expiries, less realised volatility of 5, 10, 20 and 42 trading days. Slope: (IV60 − IV7) / IV30.",
    critics: "A dear front is often an event, not a gift.",
  },
  harvest: {
    name: "Harvest, net harvest and gamma support",
    what: "How good a day it is to sell volatility. Gamma support: ½ at the flip, up to 1 in positive gamma, down to 0 in negative. Net harvest: 60 go, 30 reduced, below no.",
    computed:
      "Harvest = clamp(½ + z / 4) · (0.35 + 0.65 · gamma support), at most 0.2 without a premium. Net = 100 · harvest · (1 − flow risk / 100) · (0.75 to 1 by slope).",
    critics: `${NOT_TESTED} Gamma enters twice on purpose, so in negative gamma "go" cannot be reached.`,
  },
  flowrisk: {
    name: "Dealer flow risk",
    what: "0 to 100, high is bad: how much dealers' hedging could work against a seller of volatility.",
    computed:
      "40 gamma stress, 25 hedging against average volume, 15 nearness of the flip, 10 0DTE share, 10 vanna. What is missing drops out of the weights, and the coverage is shown.",
    critics: `${NOT_TESTED} An index has no volume, so 35 of 100 points drop out there.`,
  },
  strategies: {
    name: "Strategy scores",
    what: "0 to 100 for put spread, strangle, condor, calendar, jade lizard, straddle: how well each fits the day. 70 conviction, 40 to 70 reduce or wait, below skip.",
    computed:
      "Weighted parts of premium, skew, gamma, term, range and quotes. Then gates: no premium at most 25, gamma not positive at most 39 where no wing limits the loss, a known event six tenths (calendar half).",
    critics:
      "The weights of the put spread and most of the straddle's are published by FlashAlpha, all others are ours; none is back-tested. Where no wing limits it, the loss can exceed anything shown.",
  },
  gate: {
    name: "Gate of the scan",
    what: "The two questions of /scan: whether the premium is unusual for this symbol, and whether it is large enough to be worth its costs.",
    computed:
      "z of 1 or more, and VRP20 above 2 vol points. What is not known does not pass. It looks at the premium alone: gamma decides the cell.",
    critics: `${NOT_TESTED} Of symbols that move together all pass on the same day, so ten that pass are not ten chances.`,
  },
  vrpregime: {
    name: "Regime of the premium",
    what: "One label for the day: surface distorted, event only, toxic short vol, cheap convexity, harvestable, elevated, fair value.",
    computed:
      "The first that fits, in that order. Harvestable: z of 1 or more, VRP over 2 points, positive gamma. Toxic: a negative premium in negative gamma, or last week wilder than IV.",
    critics: "The labels are FlashAlpha's, which publishes no thresholds; these are ours and not back-tested.",
  },
} as const satisfies Record<string, Term>;
