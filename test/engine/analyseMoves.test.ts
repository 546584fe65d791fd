import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { normalise } from "../../src/engine/normalise.ts";
import { madeChain, type MadeContract } from "../support/chains.ts";
import { fixedCarry, valuation } from "../support/valuation.ts";
import { handChain, type HandRow } from "./handChain.ts";
import { call, DAY, MONTH, put, snapshotOf, TODAY } from "./handSnapshot.ts";
import { plainShares } from "./plainFormulas.ts";

const ALL = { kind: "all" } as const;

describe("the expected move", () => {
  const quotes = (strike: number, mid: number, slice = 0): HandRow[] => [
    call(strike, 1, { mid, slice, iv: 0.16 }),
    put(strike, 1, { mid, slice, iv: 0.18 }),
  ];

  test("is one deviation at the money until the nearest settlement of the selection", () => {
    const { expectedMove } = snapshotOf([...quotes(100, 2), ...quotes(100, 9, 1)], {
      slices: [{ ...MONTH, dte: 56, years: 56 * DAY, date: "2027-01-15" }, MONTH],
    });
    expect(expectedMove).toMatchObject({ expiry: "2026-12-18", straddle: 18 });
    expect(expectedMove!.iv).toBeCloseTo(0.17, 12);
    expect(expectedMove!.usd).toBeCloseTo(100 * 0.17 * Math.sqrt(28 / 365), 12);
  });

  test("has no straddle without two-sided quotes, and is missing without any IV", () => {
    expect(snapshotOf([call(100, 1), put(100, 1)]).expectedMove).toMatchObject({ straddle: null });
    expect(snapshotOf([call(100, 1, { iv: Number.NaN })]).expectedMove).toBeNull();
  });

  test("looks past an expiry without any IV", () => {
    const rows = [call(100, 1, { iv: Number.NaN }), ...quotes(100, 2, 1)];
    expect(snapshotOf(rows, { slices: [TODAY, MONTH] }).expectedMove?.expiry).toBe("2026-12-18");
  });

  test("of a day with two settlements runs to the later one", () => {
    const settlesAt = Date.parse("2026-12-18T21:00:00Z");
    const am = { ...MONTH, root: "SPX", years: 27.7 * DAY, settlesAt: settlesAt - 6.5 * 3_600_000 };
    const { expectedMove } = snapshotOf([...quotes(100, 2), ...quotes(100, 3, 1)], {
      slices: [am, { ...MONTH, root: "SPXW", settlesAt }],
    });
    expect(expectedMove).toMatchObject({ until: "2026-12-18T21:00:00.000Z", straddle: 6, years: MONTH.years });
  });

  test("does not lose its straddle to an adjusted root that the file lists first", () => {
    const at = (root: string, right: "C" | "P"): MadeContract => ({
      root,
      right,
      strike: 100,
      expiry: 20_261_218,
      oi: 5,
    });
    const raw = madeChain([at("XYZ1", "C"), at("XYZ1", "P"), at("XYZ", "C"), at("XYZ", "P")]);
    const snapshot = analyse(normalise(raw, valuation(), fixedCarry()), { selection: ALL });
    expect(snapshot.expectedMove?.straddle).toBeCloseTo(2.1, 12);
  });
});

describe("what dealers trade when spot moves", () => {
  test("linear is gamma alone; re-priced is the change of the delta they hold, with the other sign", () => {
    const chain = handChain([call(104, 300), put(97, 200), call(100, 50)], {
      slices: [{ years: 0.1, rate: 0.04, dividendYield: 0.01 }],
    });
    const { hedge, net } = analyse(chain, { selection: ALL });
    expect(hedge.map(({ pct }) => pct)).toEqual([1, -1]);
    for (const { pct, linearShares, repricedShares, repricedUsd } of hedge) {
      const moved = 100 + pct;
      expect(linearShares).toBeCloseTo((-pct * net.gex) / 100, 6);
      expect(repricedShares).toBeCloseTo(plainShares(chain, 100) - plainShares(chain, moved), 6);
      expect(repricedUsd).toBeCloseTo(repricedShares * moved, 4);
    }
    expect(Math.sign(hedge[0]!.linearShares), "long gamma sells into a rise").toBe(-Math.sign(net.gex));
  });
});

describe("the pin score", () => {
  const today = { ...TODAY, settlesAt: Date.parse("2026-11-20T21:00:00Z") + 1.3 * 3_600_000 };

  test("takes concentration, distance, hours and gamma of today's expiry", () => {
    const rows = [
      call(100.5, 600),
      call(101, 200),
      put(99, 100),
      put(98, 60),
      put(97, 40),
      call(100.5, 9999, { slice: 1 }),
    ];
    const { pin, levels } = snapshotOf(rows, { slices: [today, MONTH] });
    expect(levels.magnet?.strike).toBe(100.5);
    expect(pin!.oi, "90 % on the three busiest strikes").toBe(100);
    expect(pin!.proximity).toBeCloseTo(50, 9);
    expect(pin!.time).toBeCloseTo(80, 9);
    expect(pin!.gamma, "the magnet is also the strike with the most gamma, calls only").toBeCloseTo(100, 9);
    expect(pin!.score).toBeCloseTo(0.3 * 100 + 0.25 * 50 + 0.25 * 80 + 0.2 * 100, 9);
  });

  test("is missing when nothing with gamma expires today", () => {
    expect(snapshotOf([call(100, 600)], { slices: [MONTH] }).pin).toBeNull();
    expect(snapshotOf([call(100, 0)], { slices: [today] }).pin).toBeNull();
  });

  test("counts the hours to the afternoon's settlement when the morning's of the same day is over", () => {
    const at = (root: string, strike: number): MadeContract => ({
      root,
      right: "C",
      strike,
      expiry: 20_261_120,
      oi: 100,
    });
    const raw = madeChain([at("SPX", 100), at("SPXW", 100), at("SPXW", 101)]);
    const noon = valuation({ quoteTime: Date.parse("2026-11-20T17:45:00Z"), session: "open" });
    const { pin } = analyse(normalise(raw, noon, fixedCarry()), { selection: ALL });
    expect(pin!.time).toBeCloseTo(100 * (1 - 3.25 / 6.5), 9);
  });
});
