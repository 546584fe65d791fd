import type { AppContext } from "../../src/context.ts";
import type { PayoffInput } from "../../src/views/charts/payoffScene.ts";
import { boardOf } from "./boards.ts";
import { context } from "./context.ts";
import { historyOf } from "./histories.ts";
import { readingOf } from "./snapshots.ts";

export const LISTED = [7, 14, 30, 60].map((dte) => ({
  date: new Date(Date.parse("2026-11-23") + dte * 86_400_000).toISOString().slice(0, 10),
  dte,
}));
/** What is read of SPY. */
export const READING = readingOf({ overrides: { listed: LISTED } });

/** A bot over a chain of Black–Scholes prices at 18 % on a symbol that moved 8: cell A, everything pays. */
export const planBot = (overrides: Partial<AppContext> = {}) => {
  const asked: { dates: readonly string[]; freshness: unknown }[] = [];
  const drawn: PayoffInput[] = [];
  const base = context();
  const ctx = context({
    exposure: {
      ...base.exposure,
      read: async ({ symbol }) => ({ reading: readingFor(symbol), stale: null, retryAt: null, cache: "miss" }),
      board: async ({ symbol, dates }, options) => {
        asked.push({ dates, freshness: options?.freshness });
        const board = boardOf({ symbol });
        return {
          board: { ...board, expiries: board.expiries.filter(({ date }) => dates.includes(date)) },
          stale: null,
          retryAt: null,
        };
      },
    },
    history: { of: async () => historyOf({}) },
    draw: async (_, input) => (drawn.push(input as PayoffInput), Uint8Array.of(1)),
    ...overrides,
  });
  return { ctx, asked, drawn };
};

const readingFor = (symbol: string) =>
  symbol === "SPY" ? READING : readingOf({ symbol, overrides: { listed: LISTED } });
