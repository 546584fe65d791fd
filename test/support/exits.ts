import type { OptionBoard } from "../../src/engine/plan/board.ts";
import type { SessionClose } from "../../src/engine/plan/sessionClose.ts";
import type { Leg, Plan } from "../../src/engine/plan/types.ts";
import { boardOf } from "./boards.ts";
import { planOf } from "./plans.ts";

const MINUTE = 60_000;
/** Monday, an hour into the session; quotes are fifteen minutes old. */
export const TEN_THIRTY = Date.parse("2026-11-23T15:30:00Z");

/** Quotes of the legs of a plan at these mids, in the order of its legs; null: no two-sided quote. So many minutes after 10:30. */
export function boardAt(
  mids: readonly (number | null)[],
  {
    minute = 0,
    plan = planOf(),
    ...rest
  }: Partial<OptionBoard> & { readonly minute?: number; readonly plan?: Plan } = {},
): OptionBoard {
  const dates = [...new Set(plan.legs.map(({ expiry }) => expiry))];
  const board = boardOf({ quoteTime: new Date(TEN_THIRTY + minute * MINUTE).toISOString(), days: dates.map(() => 30) });
  const quotes = (date: string) =>
    plan.legs.flatMap(({ right, strike, expiry }, i) => {
      const mid = mids[i] ?? null;
      const [bid, ask] = [(mid ?? 0) - 0.05, (mid ?? 0) + 0.05];
      return mid === null || expiry !== date ? [] : [{ right, strike, bid, ask, mid, spreadPct: 4, iv: 0.2, delta: -0.2, oi: 900 }]; // prettier-ignore
    });
  return {
    ...board,
    expiries: board.expiries.map((one, i) => ({ ...one, date: dates[i]!, quotes: quotes(dates[i]!) })),
    ...rest,
  };
}

/** The evening of Monday, in which nothing speaks against the plan of `plans.ts`. */
export const closeOf = (overrides: Partial<SessionClose> = {}): SessionClose => ({
  date: "2026-11-23",
  quoteTime: `${overrides.date ?? "2026-11-23"}T21:00:00.000Z`,
  source: planOf().source,
  close: 603,
  netGex: 2.4e9,
  flip: 594,
  z: 1.3,
  vrp20: 5.4,
  madeUp: false,
  degraded: false,
  ...overrides,
});

/** 600 calls of Dec 23 sold, of Jan 22 bought, for 5.00. */
export function calendarOf(overrides: Partial<Plan> = {}): Plan {
  const spread = planOf();
  const leg = (side: Leg["side"], expiry: string): Leg => ({ ...spread.legs[0]!, side, right: "call", strike: 600, expiry }); // prettier-ignore
  return planOf({
    structure: "calendar_spread",
    back: { ...spread.expiry, date: "2027-01-22", dte: 60 },
    legs: [leg("sell", "2026-12-23"), leg("buy", "2027-01-22")],
    credit: -5,
    maxLoss: { usd: 5, kind: "debit" },
    maxProfit: null,
    exits: [
      { rule: "profit", closeAt: 6.25, share: 0.25 },
      { rule: "stop", closeAt: 2.5 },
    ],
    ...overrides,
  });
}
