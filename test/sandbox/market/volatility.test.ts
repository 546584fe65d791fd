import { describe, expect, it } from "vitest";
import { UNDERLYINGS } from "../../../sandbox/market/symbols.ts";
import { volState } from "../../../sandbox/market/volatility.ts";

const drivers = { seed: 1, session: "2026-11-18", previous: "2026-11-17", minutes: 705, market: 0 };
const grid = Array.from({ length: 121 }, (_, i) => (i - 60) / 100);

describe("the implied volatility surface", () => {
  it.each(UNDERLYINGS)(
    "$symbol: the smile falls from the puts to a trough above the forward and rises again",
    (underlying) => {
      const vol = volState(underlying, drivers);
      const years = 30 / 365;
      const smile = grid.map((k) => vol.smile(vol.atm(years), k, years));
      const trough = smile.indexOf(Math.min(...smile));
      expect(grid[trough]).toBeGreaterThan(0);
      for (let i = 1; i <= trough; i++) expect(smile[i]).toBeLessThanOrEqual(smile[i - 1]!);
      for (let i = trough + 1; i < smile.length; i++) expect(smile[i]).toBeGreaterThanOrEqual(smile[i - 1]!);
      expect(vol.smile(vol.atm(years), -0.1, years), "puts cost more than calls").toBeGreaterThan(
        vol.smile(vol.atm(years), 0.1, years),
      );
    },
  );

  it("flattens with time: the same distance costs less skew on a longer expiry", () => {
    const vol = volState(UNDERLYINGS[0]!, drivers);
    const skew = (years: number) => vol.smile(0.15, -0.1, years) - 0.15;
    expect(skew(7 / 365)).toBeGreaterThan(skew(90 / 365));
    expect(skew(90 / 365)).toBeGreaterThan(skew(1));
  });

  it("slopes upward in calm markets and single stocks lie above the index", () => {
    const [spy, , , aapl, tsla] = UNDERLYINGS.map((underlying) => volState(underlying, drivers));
    expect(spy!.atm(1)).toBeGreaterThan(spy!.atm(7 / 365));
    expect(aapl!.atm(30 / 365)).toBeGreaterThan(spy!.atm(30 / 365));
    expect(tsla!.atm(30 / 365)).toBeGreaterThan(aapl!.atm(30 / 365));
  });

  it("rises when the market falls", () => {
    const at = (market: number) => volState(UNDERLYINGS[0]!, { ...drivers, market }).atm(30 / 365);
    expect(at(-0.05)).toBeGreaterThan(at(0) * 1.15);
    expect(at(0.05)).toBeLessThan(at(0));
  });
});
