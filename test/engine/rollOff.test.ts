import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { call, MONTH, put, snapshotOf, TODAY } from "./handSnapshot.ts";
import { anyChain } from "./randomChains.ts";

/** A Tuesday: the valuation's own Friday is a monthly expiry. */
const TUESDAY = { ...TODAY, date: "2026-11-17" };
const JANUARY = { dte: 56, years: 56 / 365, date: "2027-01-15" };
const rows = [
  call(102, 900),
  put(98, 400),
  call(105, 800, { slice: 1 }),
  put(95, 1200, { slice: 1 }),
  call(110, 700, { slice: 2 }),
  put(90, 1500, { slice: 2 }),
];
const slices = [TUESDAY, MONTH, JANUARY];

describe("what is left when a date is gone", () => {
  test("is the chain without its contracts, to the last digit of a separate analysis", () => {
    const { rollOff, profile } = snapshotOf(rows, { slices });
    const [today, opex] = rollOff;
    const withoutToday = snapshotOf(rows.slice(2), { slices });
    const withoutOpex = snapshotOf(
      rows.filter(({ slice }) => slice !== 1),
      { slices },
    );
    expect(today).toMatchObject({ without: "today", date: TUESDAY.date, flip: withoutToday.levels.flip });
    expect(today!.netGex).toBeCloseTo(withoutToday.net.gex, 3);
    expect(today!.gex).toEqual(withoutToday.profile.gex);
    expect(opex).toMatchObject({ without: "opex", date: MONTH.date, flip: withoutOpex.levels.flip });
    expect(opex!.gex).toHaveLength(profile.spots.length);
  });

  test("an OPEX that is today is said once, as today", () => {
    const { rollOff } = snapshotOf(rows.slice(0, 4), { slices: [TODAY, { ...MONTH, date: "2026-12-11" }] });
    expect(rollOff.map(({ without }) => without)).toEqual(["today"]);
  });

  test("a selection that is only one date has nothing left to show", () => {
    expect(snapshotOf(rows, { slices }, { kind: "date", date: MONTH.date }).rollOff).toEqual([]);
  });

  test("a date outside the selection is not taken away", () => {
    expect(snapshotOf(rows, { slices }, { kind: "date", date: JANUARY.date }).rollOff).toEqual([]);
    const both = snapshotOf(rows, { slices }, { kind: "maxDte", days: 30 }).rollOff;
    expect(both.map(({ without }) => without)).toEqual(["today", "opex"]);
  });

  test("leaves what it says: net and profile agree at spot on any chain", () => {
    fc.assert(
      fc.property(anyChain(), (chain) => {
        for (const { netGex, gex } of analyse(chain, { selection: { kind: "all" } }).rollOff) {
          const atSpot = gex[90]!;
          expect(Math.abs(netGex - atSpot)).toBeLessThanOrEqual(1e-9 * Math.max(1, ...gex.map(Math.abs)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("gross gamma by expiry", () => {
  test("adds up to the gross of the selection, so that shares of it roll off", () => {
    const { expiries, grossGex } = snapshotOf(rows, { slices });
    expect(expiries.reduce((sum, expiry) => sum + expiry.grossGex, 0)).toBeCloseTo(grossGex, 3);
    expect(expiries.every((expiry) => expiry.grossGex >= Math.abs(expiry.net.gex))).toBe(true);
  });
});
