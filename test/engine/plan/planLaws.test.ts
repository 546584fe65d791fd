import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionBoard, Quote } from "../../../src/engine/plan/board.ts";
import { datesToQuote } from "../../../src/engine/plan/expiry.ts";
import { profitAtExpiry } from "../../../src/engine/plan/payoff.ts";
import { planOf } from "../../../src/engine/plan/plan.ts";
import type { PlanInput } from "../../../src/engine/plan/proposal.ts";
import type { Leg, Plan } from "../../../src/engine/plan/types.ts";
import type { Structure } from "../../../src/engine/vrp/types.ts";
import { anyMarket } from "../../support/anyMarket.ts";
import { anyVrp } from "../../support/anyVrp.ts";
import { boardOf } from "../../support/boards.ts";
import { termOf } from "./scene.ts";

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const STRUCTURES: readonly Structure[] = [
  "short_put_spread",
  "iron_condor",
  "calendar_spread",
  "jade_lizard",
  "short_strangle",
  "short_straddle",
];
const premium = fc.constantFrom(-2, 0.5, 2, 3, 4, 4.1, 5, 8);
const damage = fc.record({
  /** Of quotes that are there. */
  kept: fc.constantFrom(1, 1, 1, 0.9, 0.5, 0.05),
  /** Of those whose mid is anything. */
  wrong: fc.constantFrom(0, 0, 0, 0, 0.03),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** Markets, premiums and quotes that need not fit together, some of them damaged. */
const anyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    market: anyMarket,
    vrp: anyVrp,
    cell: fc.constantFrom("A", "A", "A", "A", "B", "B", "C", "C", "D"),
    premiums: fc.tuple(premium, premium, premium, premium),
    keepsVrp: fc.constantFrom(true, false, false, false, false),
    /** Of the IV. */
    calm: fc.constantFrom(null, 0.2, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.7, 1.2),
    iv: fc.constantFrom(0.06, 0.15, 0.2, 0.3, 0.5, 1.2),
    skew: fc.constantFrom(0, 0.1, 0.3),
    spreadPct: fc.constantFrom(0, 1, 2, 9, 25),
    oi: fc.constantFrom(0, 240, 5_000),
    spacingPct: fc.constantFrom(0.4, 0.8, 1.5, 3),
    days: fc.subarray([0, 1, 3, 7, 9, 14, 28, 30, 35, 60, 91, 400], { minLength: 4 }),
    damage,
    structure: fc.constantFrom(...Array<null>(12).fill(null), ...STRUCTURES, ...STRUCTURES),
    wished: fc.option(fc.nat({ max: 4 }), { nil: null, freq: 2 }),
    bankroll: maybe(fc.double({ min: 100, max: 1e8, noNaN: true })),
  })
  .map(({ market, vrp, ...random }): PlanInput => {
    const { spot } = market.snapshot;
    const spacing = Number(((spot * random.spacingPct) / 100).toPrecision(2));
    const whole = boardOf({ ...random, spot, spacing, days: random.days.map((dte) => Math.max(dte, 0.01)) });
    const expiries = whole.expiries.map((one) => ({ ...one, dte: Math.floor(one.dte) }));
    const listed = expiries.map(({ date, dte }) => ({ date, dte }));
    const wish = {
      structure: random.structure,
      expiry: random.wished === null ? null : (listed[random.wished]?.date ?? "2031-01-17"),
      bankroll: random.bankroll,
    };
    const input = {
      snapshot: { ...market.snapshot, listed },
      vrp: {
        ...vrp,
        cell: random.cell as "A",
        ...(!random.keepsVrp && { term: termOf(...random.premiums) }),
        realised: { ...vrp.realised, 20: random.calm === null ? null : 100 * random.calm * random.iv },
      },
      wish,
    };
    const dates = datesToQuote(input);
    const board = { ...whole, expiries: expiries.filter(({ date }) => dates.includes(date)) };
    return { ...input, board: damaged(board, random.damage) };
  });

function damaged(
  board: OptionBoard,
  { kept, wrong, seed }: { kept: number; wrong: number; seed: number },
): OptionBoard {
  let state = seed;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const quotes = (list: readonly Quote[]) =>
    list.flatMap((quote): Quote[] => {
      if (random() > kept) return [];
      if (random() < 0.02) return [{ ...quote, iv: null, delta: null }];
      if (random() >= wrong) return [quote];
      const mid = quote.mid * 3 * random();
      return [{ ...quote, mid, bid: 0.95 * mid, ask: 1.05 * mid }];
    });
  return { ...board, expiries: board.expiries.map((one) => ({ ...one, quotes: quotes(one.quotes) })) };
}

const DRAWN = fc.sample(anyInput, 340).map((input) => ({ input, outcome: planOf(input) }));
const PLANS = DRAWN.flatMap(({ input, outcome }) => (outcome.kind === "plan" ? [{ input, plan: outcome.plan }] : []));
const hold = (law: (plan: Plan, input: PlanInput) => void) => {
  for (const { plan, input } of PLANS) law(plan, input);
};

/** What JSON would lose or change. */
const strays = (value: unknown, path = ""): string[] => {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (value === undefined) return [`${path} is undefined`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strays(inner, `${path}.${key}`));
};

const sum = (legs: readonly Leg[], price: (leg: Leg) => number) =>
  legs.reduce((total, leg) => total + (leg.side === "sell" ? price(leg) : -price(leg)), 0);
const soldOf = ({ legs }: Plan, right: Leg["right"]) => legs.find((leg) => leg.side === "sell" && leg.right === right);

describe("of any market", () => {
  test("an outcome is plain JSON, every number in it finite", () => {
    for (const { outcome } of DRAWN) expect(strays(outcome)).toEqual([]);
  });

  test("legs are listed quotes of its dates, and the credit is their sum", () => {
    hold(({ legs, credit, natural, expiry, back }, { board }) => {
      for (const leg of legs) {
        const its = board.expiries.find(({ date }) => date === leg.expiry)!;
        expect([expiry.date, back?.date]).toContain(leg.expiry);
        const quote = its.quotes.find(({ right, strike }) => right === leg.right && strike === leg.strike);
        const { side: _, expiry: __, ...figures } = leg;
        expect(quote).toMatchObject(figures);
      }
      expect(credit).toBeCloseTo(
        sum(legs, ({ mid }) => mid),
        9,
      );
      expect(natural).toBeCloseTo(
        sum(legs, ({ side, bid, ask }) => (side === "sell" ? bid : ask)),
        9,
      );
      expect(natural).toBeLessThanOrEqual(credit + 1e-9);
    });
  });

  test("no price costs more than a defined loss, and some price costs as much", () => {
    hold((plan, { board: { spot } }) => {
      if (plan.maxLoss.kind !== "defined") return;
      const profit = profitAtExpiry(plan);
      const worst = Math.min(...Array.from({ length: 400 }, (_, i) => profit((i * spot) / 100)), ...plan.legs.map(({ strike }) => profit(strike))); // prettier-ignore
      expect(worst).toBeCloseTo(-plan.maxLoss.usd, 6);
    });
  });

  test("breakevens are zeros of the profit, ascending", () => {
    hold((plan) => {
      const profit = profitAtExpiry(plan);
      for (const price of plan.breakevens) expect(Math.abs(profit(price))).toBeLessThan(1e-6 * plan.spot);
      expect(plan.breakevens).toEqual(plan.breakevens.toSorted((a, b) => a - b));
    });
  });

  test("its contracts risk no more than its fraction, which is no more than the cap", () => {
    hold(({ size, maxLoss, edge }) => {
      expect(size.fraction).toBeLessThanOrEqual(size.cap);
      expect(size.kellyWithTail).toBeGreaterThan(0);
      expect(edge.ev).toBeGreaterThan(0);
      if (size.bankroll === null) expect(size.contracts).toBeNull();
      else expect(size.contracts! * maxLoss.usd * 100).toBeLessThanOrEqual(size.fraction * size.bankroll * (1 + 1e-12));
    });
  });

  test("short strikes are out of the money and beyond the expected move unless it says that they have no level", () => {
    hold((plan) => {
      if (plan.structure === "calendar_spread" || plan.structure === "short_straddle") return;
      const [put, call] = [soldOf(plan, "put"), soldOf(plan, "call")];
      const far = plan.expectedMove * (plan.cell === "B" ? 1.5 : 1);
      for (const [leg, flag] of [
        [put, "no_level_put"],
        [call, "no_level_call"],
      ] as const) {
        // prettier-ignore
        if (!leg) continue;
        expect(leg.right === "put" ? leg.strike < plan.spot : leg.strike > plan.spot).toBe(true);
        if (!plan.warnings.includes(flag)) expect(Math.abs(leg.strike - plan.spot)).toBeGreaterThanOrEqual(far - 1e-9);
      }
    });
  });

  test("it ends after it began and not after it settles", () => {
    hold(({ exits, quoteTime, expiry }) => {
      const time = exits.find((exit) => exit.rule === "time")!;
      expect(Date.parse(time.at)).toBeGreaterThan(Date.parse(quoteTime));
      expect(Date.parse(time.at)).toBeLessThanOrEqual(Date.parse(expiry.settlesAt));
    });
  });

  test("a loss stops later than a profit is taken", () => {
    hold(({ exits, structure }) => {
      const [profit, stop] = [exits[0]!, exits[1]!];
      if (profit.rule !== "profit" || stop.rule !== "stop") throw new Error("out of order");
      if (structure === "calendar_spread") expect(profit.closeAt).toBeGreaterThan(stop.closeAt);
      else expect(stop.closeAt).toBeGreaterThan(profit.closeAt);
    });
  });

  test("the laws have seen plans of every structure but the jade lizard, and refusals of the usual kinds", () => {
    const structures = new Set(PLANS.map(({ plan }) => plan.structure));
    expect([...structures], "a jade lizard seldom stands").toEqual(
      expect.arrayContaining(STRUCTURES.filter((one) => one !== "jade_lizard")),
    );
    const reasons = new Set(DRAWN.flatMap(({ outcome }) => (outcome.kind === "refused" ? outcome.why : [])));
    expect([...reasons]).toEqual(
      expect.arrayContaining(["cell", "event_front", "no_expiry", "no_realised", "no_structure"]),
    );
    expect(PLANS.length).toBeGreaterThan(50);
  });
});
