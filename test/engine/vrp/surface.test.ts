import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { greeks } from "../../../src/engine/blackScholes.ts";
import { PRODUCT, type Chain, type Slice } from "../../../src/engine/chain.ts";
import { parseTicker } from "../../../src/engine/ticker.ts";
import { constantMaturity } from "../../../src/engine/vrp/constantMaturity.ts";
import { volSurface } from "../../../src/engine/vrp/surface.ts";
import { ingestCboe } from "../../../src/services/providers/cboe/ingest.ts";
import { sharedFile } from "../../support/shared.ts";
import { handChain, type HandRow } from "../handChain.ts";

const days = (dte: number, rest: Partial<Slice> = {}): Partial<Slice> => ({ dte, years: dte / 365, ...rest });

/** A market with one volatility per expiry, quoted at every strike from 70 to 140 and 4 % wide. */
function market(
  slices: readonly Partial<Slice>[],
  ivs: readonly number[],
  { iv30 = 18 }: { iv30?: number | null } = {},
) {
  const rows = slices.flatMap((slice, s) =>
    Array.from({ length: 71 }, (_, i) => 70 + i).flatMap((strike) =>
      (["C", "P"] as const).map((right): HandRow => {
        const iv = ivs[s]!;
        const option = {
          right: right === "C" ? "call" : "put",
          spot: 100,
          strike,
          years: slice.years!,
          rate: slice.rate ?? 0,
        } as const;
        const mid = greeks({ ...option, iv, dividendYield: 0 }).price;
        return { right, strike, oi: 0, slice: s, iv, ...(mid > 0.005 && { mid, spreadPct: 4 }) };
      }),
    ),
  );
  return { ...handChain(rows, { slices }), iv30 };
}

describe("the implied volatilities of a chain", () => {
  const surface = volSurface(market([days(6), days(9), days(23), days(37), days(65)], [0.3, 0.22, 0.18, 0.2, 0.21]));

  test("30 days lies between the expiries around it, in vol points: 23 and 37 days make 19.257899", () => {
    expect(surface.atm30).toBeCloseTo(19.257899, 6);
    expect(surface.atm30OneSided).toBe(false);
    expect(surface.term[30]).toBe(surface.atm30);
  });

  test("every tenor lies between its own neighbours, a week with the expiry before it too", () => {
    const between = (a: [number, number], b: [number, number], tenor: number) =>
      100 * constantMaturity({ years: a[0] / 365, iv: a[1] }, { years: b[0] / 365, iv: b[1] }, tenor / 365);
    expect(surface.term[7]).toBeCloseTo(between([6, 0.3], [9, 0.22], 7), 9);
    expect(surface.term[14]).toBeCloseTo(between([9, 0.22], [23, 0.18], 14), 9);
    expect(surface.term[60]).toBeCloseTo(between([37, 0.2], [65, 0.21], 60), 9);
  });

  test("the model-free one is that of the same expiries", () => {
    // One volatility per expiry, strikes 1 apart: within 0.2 vol points of the at-the-money one.
    expect(Math.abs(surface.mfiv30! - surface.atm30!)).toBeLessThan(0.2);
  });

  test("the model-free one stands on the forward, not on spot: at 20 % a year that is 1.3 and 2 % above", () => {
    const carried = [days(23, { rate: 0.2 }), days(37, { rate: 0.2 })];
    expect(Math.abs(volSurface(market(carried, [0.2, 0.2])).mfiv30! - 20)).toBeLessThan(0.15);
  });

  test("wings and straddle are those of the expiry nearest 30 days, the earlier of two as near", () => {
    expect(surface.expiry).toMatchObject({ dte: 23 });
    expect(surface.put25!.iv).toBeCloseTo(18, 6);
    expect(surface.call25!.iv).toBeCloseTo(18, 6);
    expect([surface.put25!.spreadPct, surface.atmSpreadPct]).toEqual([4, 4]);
    // Brenner and Subrahmanyam: S·σ·√(2T/π), within a cent.
    expect(surface.straddle!.usd).toBeCloseTo(100 * 0.18 * Math.sqrt((2 * 23) / 365 / Math.PI), 1);
    expect(surface.straddle!.strike).toBe(100);
    expect(surface.missing).toEqual({});
  });

  test("the feed's own goes through, and its absence is told", () => {
    expect(surface.iv30).toBe(18);
    const without = volSurface(market([days(23), days(37)], [0.2, 0.2], { iv30: null }));
    expect([without.iv30, without.missing.iv30]).toEqual([null, "not_in_feed"]);
  });
});

describe("where expiries are missing", () => {
  test("an expiry under 7 days has no say in the 30-day figures", () => {
    const surface = volSurface(market([days(6), days(40)], [0.5, 0.2]));
    expect(surface.atm30).toBeCloseTo(20, 9);
    expect(surface.atm30OneSided).toBe(true);
    expect(surface.term[30], "the tenor itself is between the two").toBeGreaterThan(20);
    expect([surface.mfiv30, surface.missing.mfiv30]).toEqual([null, "not_bracketed"]);
    expect(surface.expiry?.dte).toBe(40);
    expect(volSurface(market([days(7), days(40)], [0.5, 0.2])).atm30OneSided).toBe(false);
  });

  test("one expiry alone gives the 30-day level, flagged, and no tenor", () => {
    const surface = volSurface(market([days(23)], [0.2]));
    expect([surface.atm30, surface.atm30OneSided]).toEqual([expect.closeTo(20, 9), true]);
    expect(surface.term).toEqual({ 7: null, 14: null, 30: null, 60: null });
    expect(surface.missing).toMatchObject({ iv7: "not_bracketed", iv14: "not_bracketed", iv60: "not_bracketed" });
  });

  test("only nearer ones, or none with an IV, give nothing and say so", () => {
    for (const chain of [market([days(2)], [0.2]), market([days(30)], [Number.NaN]), handChain([], { slices: [] })]) {
      const surface = volSurface(chain);
      expect(surface).toMatchObject({ atm30: null, mfiv30: null, put25: null, call25: null, straddle: null });
      expect(surface).toMatchObject({ expiry: null, atmSpreadPct: null, atm30OneSided: false });
      expect(surface.missing).toMatchObject({ atm30: "no_usable_expiry", put25: "no_usable_expiry" });
    }
  });

  test("quotes too few for the model-free one leave the others", () => {
    const chain = market([days(23), days(37)], [0.2, 0.2]);
    const surface = volSurface({ ...chain, mid: chain.mid.fill(Number.NaN) });
    expect(surface.atm30).toBeCloseTo(20, 9);
    expect(surface).toMatchObject({ mfiv30: null, straddle: null });
    expect(surface.missing).toMatchObject({ mfiv30: "too_few_strikes", straddle: "no_two_sided_quote" });
  });

  test("the next expiry with enough quotes stands in for one without", () => {
    const chain = market([days(20), days(28), days(37)], [0.2, 0.5, 0.2]);
    const mid = chain.mid.map((value, i) => (chain.slice[i] === 1 ? Number.NaN : value));
    expect(volSurface({ ...chain, mid }).mfiv30).toBeCloseTo(20, 0);
  });

  test("wings without strikes around a delta of 0.25 are null with the reason", () => {
    const whole = market([days(23), days(37)], [0.2, 0.2]);
    const iv = whole.iv.map((value, i) =>
      Math.abs(whole.strikes[whole.strikeIndex[i]!]! - 100) > 1 ? Number.NaN : value,
    );
    const surface = volSurface({ ...whole, iv });
    expect([surface.put25, surface.call25]).toEqual([null, null]);
    expect(surface.missing).toMatchObject({ put25: "delta_not_bracketed", call25: "delta_not_bracketed" });
  });

  test("of two roots that settle on one date the later one counts", () => {
    const date = "2026-12-18";
    const two = market(
      [days(28, { date, root: "SPX", years: 27.7 / 365 }), days(28, { date, root: "SPXW" })],
      [0.4, 0.2],
    );
    expect(volSurface(two).atm30).toBeCloseTo(20, 9);
  });
});

/** Cboe's own 30-day IV in the same file, by its own method: an independent number for the same thing. */
const RECORDED = {
  QQQ: ["qqq-20250606-weekend.cboe.json", "2025-06-08T01:00:00.000Z"],
  AAPL: ["aapl-20250606-weekend.cboe.json", "2025-06-08T01:00:00.000Z"],
  RUT: ["rut-20250604-close.cboe.json", "2025-06-05T04:00:00.000Z"],
} as const;
describe.skipIf(sharedFile("data/chains") === null)("on recorded chains (../shared/data/chains)", () => {
  const read = (symbol: keyof typeof RECORDED): Chain => {
    const [name, fetchedAt] = RECORDED[symbol];
    const source = { provider: "cboe", label: "test", delayMinutes: 15, sample: false };
    const bytes = readFileSync(sharedFile(`data/chains/${name}`)!);
    return ingestCboe({ symbol: parseTicker(symbol)!, bytes, fetchedAt, httpDate: null, source }, PRODUCT);
  };

  test.each(["QQQ", "AAPL", "RUT"] as const)("%s: our 30 days and the feed's are within 0.1 vol points", (symbol) => {
    const { atm30, iv30, missing } = volSurface(read(symbol));
    expect(missing).toEqual({});
    expect(Math.abs(atm30! - iv30!)).toBeLessThan(0.1);
  });

  test.each(["QQQ", "AAPL", "RUT"] as const)(
    "%s: puts cost more than calls, and the strip more than the middle",
    (symbol) => {
      const { atm30, mfiv30, put25, call25 } = volSurface(read(symbol));
      expect(put25!.iv).toBeGreaterThan(atm30!);
      expect(call25!.iv).toBeLessThan(atm30!);
      expect(mfiv30! / atm30!, "an index on it would stand about a tenth higher").toBeGreaterThan(1.05);
      expect(mfiv30! / atm30!).toBeLessThan(1.25);
    },
  );
});
