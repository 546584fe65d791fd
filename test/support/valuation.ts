import { PRODUCT, type Conventions, type Valuation } from "../../src/engine/chain.ts";
import { parseTicker } from "../../src/engine/ticker.ts";

/** Friday 2026-11-20 at 16:00 New York: a closed market at a round price. */
export function valuation(overrides: Partial<Valuation> = {}): Valuation {
  return {
    symbol: parseTicker("XYZ")!,
    source: { provider: "test", label: "Test", delayMinutes: 15, sample: false },
    fetchedAt: "2026-11-20T21:15:00.000Z",
    quoteTime: Date.parse("2026-11-20T21:00:00Z"),
    session: "closed",
    sessionDate: "2026-11-20",
    oiDate: "2026-11-19",
    spot: 100,
    spotBasis: "close",
    changePct: null,
    sharesTraded: null,
    iv30: null,
    ...overrides,
  };
}

/** The product's conventions with a known carry, so that a number can be worked out by hand. */
export const fixedCarry = (overrides: Partial<Conventions> = {}): Conventions => ({
  ...PRODUCT,
  carry: "fixed",
  rate: 0,
  dividendYield: 0,
  ...overrides,
});
