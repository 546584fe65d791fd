import { greeks } from "../../src/engine/blackScholes.ts";
import { breakevensOf, profitAtExpiry } from "../../src/engine/plan/payoff.ts";
import type { Leg, Plan, PlanExpiry } from "../../src/engine/plan/types.ts";
import type { Structure } from "../../src/engine/vrp/types.ts";
import type { Reading } from "../../src/engine/regime.ts";
import { planOf } from "./plans.ts";
import { ticker } from "./providers.ts";
import { readingOf } from "./snapshots.ts";

export interface PlanShape {
  readonly symbol?: string;
  readonly spot?: number;
  /** $ between strikes. */
  readonly spacing?: number;
  /** Decimal, the same for every option. */
  readonly iv?: number;
  readonly overrides?: Partial<Plan>;
}

type LegShape = readonly [side: Leg["side"], right: Leg["right"], moves: number, date?: "front" | "back"];

/** Legs in expected moves from spot; where none is reached the strike is rounded to the next one listed. */
const LEGS: Readonly<Record<Structure, readonly LegShape[]>> = {
  short_put_spread: [["sell", "put", -1], ["buy", "put", -1.5]],
  iron_condor: [["sell", "put", -1], ["buy", "put", -1.5], ["sell", "call", 1], ["buy", "call", 1.5]],
  short_strangle: [["sell", "put", -1], ["sell", "call", 1]],
  short_straddle: [["sell", "put", 0], ["sell", "call", 0]],
  jade_lizard: [["sell", "put", -0.5], ["sell", "call", 0.7], ["buy", "call", 0.8]],
  calendar_spread: [["sell", "call", 0, "front"], ["buy", "call", 0, "back"]],
}; // prettier-ignore
const UNBOUNDED: readonly Structure[] = ["short_strangle", "short_straddle", "jade_lizard"];

const expiryOf = (date: string, dte: number): PlanExpiry => ({
  date,
  dte,
  years: dte / 365,
  settlesAt: `${date}T21:00:00.000Z`,
  rate: 0.045,
  dividendYield: 0.013,
});

/** A plan of each structure whose numbers agree with one another, thirty days out. */
export function planCase(structure: Structure, shape: PlanShape = {}): Plan {
  const { symbol = "SPY", spot = 603.42, spacing = 5, iv = 0.1845 } = shape;
  const front = expiryOf("2026-12-23", 30);
  const back = structure === "calendar_spread" ? expiryOf("2027-01-22", 60) : null;
  const expectedMove = spot * iv * Math.sqrt(front.years);
  const legs = LEGS[structure].map(([side, right, moves, date]): Leg => {
    const strike = strikeAt(spot + moves * expectedMove, { spacing, away: moves });
    const expiry = date === "back" ? back! : front;
    const { rate, dividendYield, years } = expiry;
    const { price, delta } = greeks({ right, spot, strike, years, iv, rate, dividendYield });
    const half = 0.015 * price;
    return { side, right, strike, expiry: expiry.date, bid: price - half, ask: price + half, mid: price, iv, delta, oi: 4_200 }; // prettier-ignore
  });
  const sum = (sold: "bid" | "mid", bought: "ask" | "mid") =>
    legs.reduce((total, leg) => total + (leg.side === "sell" ? leg[sold] : -leg[bought]), 0);
  const credit = sum("mid", "mid");
  const profit = profitAtExpiry({ legs, expiry: front, back, credit });
  const wings = legs.filter(({ right }) => right === legs[0]!.right).map(({ strike }) => strike);
  const width =
    structure === "iron_condor" || structure === "short_put_spread" ? Math.abs(wings[0]! - wings[1]!) : null;
  const move = Math.max(0.15 * spot, 3 * expectedMove);
  const maxLoss: Plan["maxLoss"] = UNBOUNDED.includes(structure)
    ? { kind: "stress", usd: -Math.min(profit(spot - move), profit(spot + move)) }
    : width === null
      ? { kind: "debit", usd: -credit }
      : { kind: "defined", usd: width - credit };
  return planOf({
    symbol: ticker(symbol),
    spot,
    structure,
    expiry: front,
    back,
    legs,
    credit,
    natural: sum("bid", "ask"),
    maxLoss,
    maxProfit: back ? null : credit,
    breakevens: breakevensOf(profit, spot * 0.5, spot * 1.5),
    width,
    expectedMove,
    levels: {
      flip: spot - 0.3 * expectedMove,
      support: strikeAt(spot - 0.8 * expectedMove, { spacing, away: 0 }),
      resistance: strikeAt(spot + 0.6 * expectedMove, { spacing, away: 0 }),
    },
    warnings: UNBOUNDED.includes(structure) ? ["undefined_risk"] : back ? ["model_value"] : [],
    ...shape.overrides,
  });
}

function strikeAt(price: number, { spacing, away }: { spacing: number; away: number }): number {
  const steps = price / spacing;
  return spacing * (away < 0 ? Math.floor(steps) : away > 0 ? Math.ceil(steps) : Math.round(steps));
}

/** The reading that a plan was made from. */
export const readingFor = ({ symbol, spot, quoteTime, source, session, levels: { flip } }: Plan): Reading =>
  readingOf({
    symbol,
    spot,
    spacing: Math.max(0.5, Math.round(spot / 120)),
    overrides: {
      quoteTime,
      source,
      session,
      levels: {
        ...readingOf({ symbol, spot }).snapshot.levels,
        flip: { ...readingOf().snapshot.levels.flip, price: flip },
      },
    },
  });

const STRUCTURE_NAMES = Object.keys(LEGS) as Structure[];
const SAMPLE_SOURCE = { provider: "cboe", label: "Sample data", delayMinutes: 15, sample: true } as const;
const SPX = { symbol: "SPX", spot: 6_812.4, spacing: 25, iv: 0.14 } as const;
const CHEAP = { symbol: "F", spot: 19.7, spacing: 0.5, iv: 0.42 } as const;

/** Plans that break pictures and wording, by name. */
export const PLAN_CASES: Readonly<Record<string, () => Plan>> = {
  ...Object.fromEntries(
    STRUCTURE_NAMES.flatMap((structure) => [
      [`${structure} SPY`, () => planCase(structure)] as const,
      [`${structure} SPX`, () => planCase(structure, SPX)] as const,
      [`${structure} $20`, () => planCase(structure, CHEAP)] as const,
    ]),
  ),
  "no levels": () =>
    planCase("iron_condor", { overrides: { levels: { flip: null, support: null, resistance: null } } }),
  "levels far away": () =>
    planCase("short_strangle", { overrides: { levels: { flip: 480.5, support: 400, resistance: 800 } } }),
  "levels on one price": () =>
    planCase("short_put_spread", { overrides: { levels: { flip: 575, support: 575, resistance: 605 } } }),
  "as in the methodology": () => planOf(),
  "sample, put spread": () => planCase("short_put_spread", { overrides: { source: SAMPLE_SOURCE } }),
  "sample, closed market": () =>
    planCase("calendar_spread", {
      overrides: {
        session: "closed",
        source: SAMPLE_SOURCE,
      },
    }),
};
