import { describe, expect, test } from "vitest";
import { realisedVolatility, semideviations } from "../../../src/engine/vrp/realised.ts";
import { barsTo, swinging } from "./history.ts";
import { BARS, FRIDAY, read, RV20, vol } from "./morning.ts";

describe("the level", () => {
  test("is our at-the-money IV, the feed's only where there is none", () => {
    expect(read().iv).toEqual({ value: 18.45, basis: "atm30" });
    expect(read({}, { surface: { atm30: null } }).iv).toEqual({ value: 18.3, basis: "iv30" });
    const none = read({}, { surface: { atm30: null, iv30: null } });
    expect(none).toMatchObject({ iv: null, variancePremium: null, richness: null, slope: null, harvest: null });
    expect(none.missing).toMatchObject({
      iv: "no_iv",
      vrp20: "no_iv",
      slope: "no_iv",
      z: "no_iv_on_basis",
      harvest: "no_z",
    });
  });

  test("less realised volatility is the premium, window by window", () => {
    const { vrp, realised, realisedTo, richness } = read();
    for (const n of [5, 10, 20, 30, 60] as const) {
      expect(realised[n]).toBe(realisedVolatility(BARS, n));
      expect(vrp[n]).toBe(18.45 - realised[n]!);
    }
    expect(realisedTo).toBe(FRIDAY);
    expect(richness).toBeCloseTo((18.45 - RV20) / 18.45, 12);
  });

  test("squared and less its square is the variance premium: 18.37 and 10.26 make 0.0232, as published", () => {
    // The vendor's real sample of 2026-03-05: 8.11 points, 0.0232, fair 23.8 − 18.37 = 5.43.
    const bars = barsTo(FRIDAY, swinging(21, 0.0065 * (10.26 / RV20)));
    const reading = read({ bars }, { surface: { atm30: 18.37, mfiv30: 23.8 } });
    expect(reading.vrp[20]).toBeCloseTo(8.11, 2);
    expect(reading.variancePremium).toBeCloseTo(0.02321893, 6);
    expect(reading.convexityPremium).toBeCloseTo(5.43, 9);
    expect(read({}, { surface: { mfiv30: null } })).toMatchObject({ fairVol: null, convexityPremium: null });
  });
});

describe("by side and by tenor", () => {
  test("the premium of puts is their IV over the volatility of falls, of calls over that of rises", () => {
    const bars = barsTo(
      FRIDAY,
      Array.from({ length: 21 }, (_, i) => 100 * Math.exp(0.012 * (i % 3 === 0 ? -1 : 0.5))),
    );
    const { down, up } = semideviations(bars, 20)!;
    const { directional } = read({ bars });
    expect(down).not.toBeCloseTo(up, 1);
    expect(directional).toEqual({
      downsideRv: down,
      upsideRv: up,
      downside: 21.03 - down,
      upside: 16.82 - up,
      skew25: 21.03 - 16.82,
    });
  });

  test("tenors of 7, 14, 30 and 60 days stand against 5, 10, 20 and 42 trading days", () => {
    const bars = barsTo(FRIDAY, [...swinging(30, 0.02), ...swinging(31, 0.005)]);
    expect(read({ bars }).term.map(({ days, window, rv }) => [days, window, rv])).toEqual(
      ([[7, 5], [14, 10], [30, 20], [60, 42]] as const).map(([days, window]) => [days, window, realisedVolatility(bars, window)]), // prettier-ignore
    );
    expect(read().term[0]!.vrp).toBe(15.89 - realisedVolatility(BARS, 5)!);
    expect(read({}, { surface: { term: { ...vol.term, 60: null } } }).term[3]).toMatchObject({ iv: null, vrp: null });
  });

  test("the slope is from a week to two months over the level; without either end it is null", () => {
    expect(read().slope).toBeCloseTo((19.5 - 15.89) / 18.45, 12);
    const open = read({}, { surface: { term: { ...vol.term, 60: null } } });
    expect([open.slope, open.missing.slope]).toEqual([null, "no_term_node"]);
  });

  test("a wing that is missing takes its premium along and says so", () => {
    const { directional, missing, strategies } = read({}, { surface: { put25: null } });
    expect(directional).toMatchObject({ downside: null, skew25: null, upside: expect.any(Number) as number });
    expect(missing).toMatchObject({ downside: "no_wing", short_put_spread: "low_coverage" });
    expect(strategies.short_put_spread.value).toBeNull();
    expect(missing).not.toHaveProperty("upside");
  });
});
