import type { Leg, Plan } from "../../src/engine/plan/types.ts";
import { ticker } from "./providers.ts";

const EXPIRY = "2026-12-23";

const leg = (side: Leg["side"], strike: number, mid: number, delta: number): Leg => ({
  side,
  right: "put",
  strike,
  expiry: EXPIRY,
  bid: mid - 0.05,
  ask: mid + 0.05,
  mid,
  iv: 0.21,
  delta,
  oi: 4_200,
});

/** A put spread of SPY in cell A, as the engine would propose one: 575/560 for 2.10, at most 12.90 to lose. */
export function planOf(overrides: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    symbol: ticker("SPY"),
    source: { provider: "cboe", label: "Cboe delayed · computed here", delayMinutes: 15, sample: false },
    quoteTime: "2026-11-23T14:45:00.000Z",
    session: "open",
    spot: 603.42,
    cell: "A",
    gamma: "positive",
    z: 1.34,
    structure: "short_put_spread",
    score: 68,
    expiry: {
      date: EXPIRY,
      dte: 30,
      years: 30 / 365,
      settlesAt: "2026-12-23T21:00:00.000Z",
      rate: 0.045,
      dividendYield: 0.013,
    },
    back: null,
    legs: [leg("sell", 575, 4.6, -0.2), leg("buy", 560, 2.5, -0.11)],
    credit: 2.1,
    natural: 2,
    maxLoss: { usd: 12.9, kind: "defined" },
    maxProfit: 2.1,
    breakevens: [572.9],
    width: 15,
    expectedMove: 31.9,
    edge: {
      sigma: 0.157,
      rv20: 13.04,
      iv: 18.45,
      ev: 0.74,
      evOnRisk: 0.0574,
      evAtNatural: 0.64,
      probabilityOfProfit: 0.86,
      tail: 0.02,
    },
    size: {
      kelly: 0.41,
      kellyWithTail: 0.23,
      fraction: 0.02,
      cellMultiple: 1,
      cap: 0.02,
      capped: true,
      bankroll: 100_000,
      contracts: 1,
    },
    levels: { flip: 594.1, support: 580, resistance: 620 },
    earlyWarning: 594.1,
    exits: [
      { rule: "profit", closeAt: 1.05, share: 0.5 },
      { rule: "stop", closeAt: 6.3 },
      { rule: "time", at: "2026-12-02T21:00:00.000Z" },
      { rule: "regime", flip: 594.1 },
      { rule: "level", below: 575, above: null },
      { rule: "edge" },
      { rule: "event" },
      { rule: "data" },
    ],
    warnings: ["flip_before_short", "thin_credit"],
    term: [
      { tenor: 7, vrp: 1.9, richness: 0.12, date: "2026-11-30", dropped: null },
      { tenor: 14, vrp: 3.1, richness: 0.18, date: "2026-12-07", dropped: null },
      { tenor: 30, vrp: 5.4, richness: 0.29, date: EXPIRY, dropped: null },
      { tenor: 60, vrp: null, richness: null, date: "2027-01-22", dropped: "premium_unknown" },
    ],
    passedOver: [],
    ...overrides,
  };
}
