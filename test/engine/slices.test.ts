import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import type { Chain } from "../../src/engine/chain.ts";
import { fixedCarry } from "../support/valuation.ts";
import { c, clean, everything, newYork } from "./printedRows.ts";

const minutesLeft = (chain: Chain, slice = 0) => chain.slices[slice]!.years * 525_600;

describe("morning and afternoon settlement", () => {
  const rows = [
    c(100, { root: "SPX", expiry: 20_261_120, oi: 5 }),
    c(100, { root: "SPXW", expiry: 20_261_120, oi: 7 }),
    c(100, { root: "SPXW" }),
  ];
  const at = (iso: string, conventions = fixedCarry()) => clean(rows, { at: newYork(iso, "2026-11-20"), conventions });

  test("SPX of the day drops out at 09:30 New York while SPXW lives on", () => {
    expect(at("2026-11-20T14:29:00Z").quality.dropped.expired).toBe(0);
    const later = at("2026-11-20T14:30:00Z");
    expect(later.quality.dropped.expired).toBe(1);
    expect(later.oi[0]).toBe(7);
    expect(minutesLeft(later, 1)).toBeCloseTo(6.5 * 60, 9);
  });

  test("before that each has its own time, and the two together are one expiry", () => {
    const chain = at("2026-11-20T13:30:00Z");
    expect(minutesLeft(chain, 0)).toBeCloseTo(60, 9);
    expect(minutesLeft(chain, 1)).toBeCloseTo(7.5 * 60, 9);
    const [today] = everything(chain).expiries;
    expect(today).toMatchObject({ date: "2026-11-20", roots: ["SPX", "SPXW"], dte: 0, callOi: 12, contracts: 2 });
  });

  test.each(["SPX", "NDX", "RUT", "DJX", "VIX", "VIXW"])("%s settles in the morning", (root) => {
    const chain = clean([c(100, { root })], { at: newYork("2026-12-17T21:00:00Z", "2026-12-17") });
    expect(new Date(chain.slices[0]!.settlesAt).toISOString()).toBe("2026-12-18T14:30:00.000Z");
  });

  test.each(["SPXW", "NDXP", "RUTW", "XSP", "SPY", "OEX"])("%s settles at the close", (root) => {
    expect(new Date(clean([c(100, { root })]).slices[0]!.settlesAt).toISOString()).toBe("2026-12-18T21:00:00.000Z");
  });

  test("a convention without morning settlement gives everything until the close", () => {
    expect(at("2026-11-20T14:30:00Z", fixedCarry({ amSettlement: false })).quality.dropped.expired).toBe(0);
  });
});

describe("the time to settlement", () => {
  test("is elapsed time in minutes over 525,600", () => {
    expect(minutesLeft(clean([c(100)]))).toBeCloseTo(28 * 1440, 6);
    // Seconds count: 90 seconds before the close is a minute and a half, were it not for the floor.
    const chain = clean([c(100)], { at: newYork("2026-12-18T20:00:30Z", "2026-12-18") });
    expect(minutesLeft(chain)).toBeCloseTo(59.5, 9);
  });

  test("never falls below five minutes while the contract lives", () => {
    for (const iso of ["2026-12-18T20:55:30Z", "2026-12-18T20:59:59Z"])
      expect(minutesLeft(clean([c(100)], { at: newYork(iso, "2026-12-18") }))).toBeCloseTo(5, 12);
    expect(minutesLeft(clean([c(100)], { at: newYork("2026-12-18T20:54:00Z", "2026-12-18") }))).toBeCloseTo(6, 9);
  });

  test("ends at 13:00 on the day after Thanksgiving", () => {
    const rows = [c(100, { expiry: 20_261_127 })];
    const at = newYork("2026-11-27T17:00:00Z", "2026-11-27");
    expect(minutesLeft(clean(rows, { at }))).toBeCloseTo(60, 9);
    expect(minutesLeft(clean(rows, { at, conventions: fixedCarry({ earlyCloses: false }) }))).toBeCloseTo(240, 9);
    expect(clean(rows, { at: newYork("2026-11-27T18:00:00Z", "2026-11-27") }).quality.dropped.expired).toBe(1);
  });

  test("from Friday's close to Monday's is three days, and Monday is not today", () => {
    const chain = clean([c(100, { expiry: 20_261_123 })]);
    expect(minutesLeft(chain)).toBeCloseTo(3 * 1440, 9);
    expect(chain.slices[0]!.dte).toBe(3);
    expect(everything(chain).zeroDteShare).toBeNull();
    expect(analyse(chain, { selection: { kind: "zeroDte" } }).expiries).toEqual([]);
  });

  test("is an hour shorter across the change to daylight saving than the wall clocks say", () => {
    const chain = clean([c(100, { expiry: 20_270_319 })], { at: newYork("2027-03-12T21:00:00Z", "2027-03-12") });
    expect(minutesLeft(chain)).toBeCloseTo(7 * 1440 - 60, 9);
  });
});
