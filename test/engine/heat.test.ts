import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { call, MONTH, put, snapshotOf, TODAY } from "./handSnapshot.ts";
import { anyChain } from "./randomChains.ts";

describe("gamma by strike and expiry", () => {
  test("a cell is the net of its strike and date, a hole is not a zero", () => {
    const rows = [call(100, 500), put(100, 200), call(105, 800, { slice: 1 })];
    const snapshot = snapshotOf(rows, { slices: [TODAY, MONTH] });
    const { heat, strikes } = snapshot;
    expect(heat.strikes).toEqual([100, 105]);
    expect(heat.expiries).toEqual([
      { date: TODAY.date, dte: 0 },
      { date: MONTH.date, dte: 28 },
    ]);
    expect(heat.gex).toEqual([
      [expect.closeTo(strikes[0]!.netGex, 3), null],
      [null, expect.closeTo(strikes[1]!.netGex, 3)],
    ]);
    expect(heat.share).toBe(1);
  });

  test("keeps the busiest of both, ascending, and says what share they hold", () => {
    const slices = Array.from({ length: 12 }, (_, n) => ({
      ...MONTH,
      dte: n + 1,
      years: (n + 1) / 365,
      date: `2026-12-${String(n + 1).padStart(2, "0")}`,
    }));
    const rows = slices.flatMap((_, slice) =>
      Array.from({ length: 40 }, (_, k) => call(90 + k, k === 10 ? 9_000 : slice === 3 ? 1 : 100, { slice })),
    );
    const { heat } = snapshotOf(rows, { slices });
    expect(heat.strikes).toHaveLength(24);
    expect(heat.strikes).toContain(100);
    expect(heat.strikes).toEqual([...heat.strikes].sort((a, b) => a - b));
    expect(heat.expiries).toHaveLength(8);
    expect(heat.expiries.map(({ date }) => date)).toEqual(heat.expiries.map(({ date }) => date).sort());
    expect(heat.share!).toBeGreaterThan(0.5);
    expect(heat.share!).toBeLessThan(1);
  });

  test("where all cells are shown they add up to the net GEX, on any chain", () => {
    fc.assert(
      fc.property(anyChain({ contracts: 20 }), (chain) => {
        const { heat, net, grossGex } = analyse(chain, { selection: { kind: "all" } });
        const sum = heat.gex.flat().reduce<number>((total, gex) => total + (gex ?? 0), 0);
        expect(Math.abs(sum - net.gex)).toBeLessThanOrEqual(1e-9 * grossGex + 1e-300);
      }),
      { numRuns: 60 },
    );
  });

  test("is empty without gamma", () => {
    expect(snapshotOf([call(100, 0)]).heat).toEqual({ strikes: [], expiries: [], gex: [], share: null });
  });
});
