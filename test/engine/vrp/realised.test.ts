import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  garmanKlass,
  parkinson,
  realisedByBar,
  realisedVolatilities,
  realisedVolatility,
  semideviations,
  yangZhang,
} from "../../../src/engine/vrp/realised.ts";
import type { DailyBar } from "../../../src/engine/vrp/types.ts";
import { GOLDEN } from "../../support/golden.ts";
import { barsTo, swinging } from "./history.ts";

const LAST = "2026-11-20";
const of = (closes: readonly number[]) => barsTo(LAST, closes);

/** docs/methodology.md "Golden numbers": worked out by hand from these six closes. */
const CLOSES = [100, 101, 99, 102, 100, 103];

describe("realised volatility close to close", () => {
  test("is the annualised sample deviation of log returns", () => {
    expect(realisedVolatility(of(CLOSES), 5)).toBeCloseTo(39.538022, 6);
  });

  test("looks at its window only: what came before does not matter", () => {
    expect(realisedVolatility(of([20, 300, ...CLOSES]), 5)).toBeCloseTo(39.538022, 6);
  });

  test("needs one close more than returns", () => {
    expect(realisedVolatility(of(CLOSES.slice(1)), 5)).toBeNull();
    expect(realisedVolatilities(of(swinging(31, 0.01)))).toMatchObject({
      30: expect.any(Number) as number,
      60: null,
    });
  });

  test("of a year of windows: each from its own number of returns", () => {
    const bars = of([...swinging(41, 0.02), ...swinging(21, 0.01)]);
    const all = realisedVolatilities(bars);
    for (const n of [5, 10, 20, 30, 60] as const) expect(all[n]).toBe(realisedVolatility(bars, n));
    expect(all[60]!, "the wild part is in it").toBeGreaterThan(all[20]!);
  });

  test("of closes that rise by the same share each day is nothing", () => {
    expect(realisedVolatility(of(CLOSES.map((_, i) => 100 * 1.01 ** i)), 5)).toBeCloseTo(0, 6);
  });

  test("has no unit of price", () => {
    fc.assert(
      fc.property(anyCloses, fc.double({ min: 0.01, max: 1000, noNaN: true }), (closes, scale) => {
        const scaled = realisedVolatility(of(closes.map((close) => close * scale)), 20)!;
        expect(scaled).toBeCloseTo(realisedVolatility(of(closes), 20)!, 6);
      }),
    );
  });
});

describe("volatility of falls and of rises", () => {
  test("are those worked out by hand", () => {
    const { down, up } = semideviations(of(CLOSES), 5)!;
    expect([down, up]).toEqual([expect.closeTo(28.257885, 6), expect.closeTo(43.34562, 6)]);
  });

  test("fill up to zero-mean variance between them, whatever the closes", () => {
    fc.assert(
      fc.property(anyCloses, (closes) => {
        const { down, up } = semideviations(of(closes), 20)!;
        const returns = closes.slice(-20).map((close, i) => Math.log(close / closes[i + closes.length - 21]!));
        const variance = (1e4 * 252 * returns.reduce((sum, r) => sum + r * r, 0)) / 20;
        expect((down ** 2 + up ** 2) / 2 / variance).toBeCloseTo(1, 9);
      }),
    );
  });

  test("are null with a close too few", () => {
    expect(semideviations(of(CLOSES.slice(1)), 5)).toBeNull();
  });
});

describe("estimators from whole bars", () => {
  /** Six bars that open and close at the same price, range from e^−0.01 to e^0.02 of it, and open 1 % up and down by turns. */
  const BARS: DailyBar[] = barsTo(LAST, swinging(6, 0.01)).map((bar) => ({
    ...bar,
    high: bar.close * Math.exp(0.02),
    low: bar.close * Math.exp(-0.01),
  }));
  const annual = (variance: number) => 100 * Math.sqrt(252 * variance);

  test("read the range of the day: ln(H/L) is 0.03 on all of these", () => {
    expect(parkinson(BARS, 5)).toBeCloseTo(annual(0.03 ** 2 / (4 * Math.LN2)), 9);
    expect(garmanKlass(BARS, 5)).toBeCloseTo(annual(0.03 ** 2 / 2), 9);
  });

  test("Garman-Klass takes off what the close moved from the open", () => {
    const bars = BARS.map((bar) => ({ ...bar, open: bar.close * Math.exp(-0.005) }));
    expect(garmanKlass(bars, 5)).toBeCloseTo(annual(0.03 ** 2 / 2 - (2 * Math.LN2 - 1) * 0.005 ** 2), 9);
  });

  test("Yang-Zhang adds the night: five returns of +1 % and −1 % by turns have the variance 0.00012", () => {
    const k = 0.34 / (1.34 + 6 / 4);
    const range = 0.02 ** 2 + 0.01 ** 2;
    expect(yangZhang(BARS, 5)).toBeCloseTo(annual(0.00012 + (1 - k) * range), 9);
  });

  test("Yang-Zhang weighs the day by k", () => {
    const bars = BARS.map((bar, i) => ({ ...bar, open: bar.close * Math.exp(i % 2 === 0 ? 0 : -0.01) }));
    const k = 0.34 / (1.34 + 6 / 4);
    const [even, odd] = [0.02 ** 2 + 0.01 ** 2, 0.02 * 0.03];
    const nights = bars.slice(1).map(({ open }, i) => Math.log(open / bars[i]!.close));
    const days = bars.slice(1).map(({ open, close }) => Math.log(close / open));
    const variance = (of: number[]) => of.reduce((sum, x) => sum + (x - of.reduce((a, b) => a + b) / 5) ** 2, 0) / 4;
    const range = (2 * even + 3 * odd) / 5;
    expect(yangZhang(bars, 5)).toBeCloseTo(annual(variance(nights) + k * variance(days) + (1 - k) * range), 9);
  });

  test.skipIf(GOLDEN === null)("agree with the reference file to its digits (needs ../shared)", () => {
    const { rv5_sample, down, up, ohlc } = GOLDEN!.rv;
    const { o, h, l, c } = ohlc;
    const bars = of(c).map((bar, i) => ({ ...bar, open: o[i]!, high: h[i]!, low: l[i]! }));
    expect(realisedVolatility(of(CLOSES), 5)).toBeCloseTo(rv5_sample, 10);
    expect(semideviations(of(CLOSES), 5)).toEqual({ down: expect.closeTo(down, 10), up: expect.closeTo(up, 10) });
    expect(parkinson(bars, 5)).toBeCloseTo(ohlc.parkinson5, 10);
    expect(garmanKlass(bars, 5)).toBeCloseTo(ohlc.gk5, 10);
    expect(yangZhang(bars, 5)).toBeCloseTo(ohlc.yz5, 10);
    expect(realisedVolatility(bars, 5)).toBeCloseTo(ohlc.cc5, 10);
  });

  test("need n bars, and Yang-Zhang the close before them", () => {
    expect([parkinson(BARS.slice(2), 5), garmanKlass(BARS.slice(2), 5)]).toEqual([null, null]);
    expect(parkinson(BARS.slice(1), 5)).not.toBeNull();
    expect(yangZhang(BARS.slice(1), 5)).toBeNull();
  });

  test.each([
    ["a low of zero", { low: 0 }],
    ["a high below the close", { high: 99 }],
    ["an open outside the range", { open: 200 }],
  ])("are null with %s in the window, which is no bar", (_, broken) => {
    const bars = BARS.with(3, { ...BARS[3]!, ...broken });
    expect([parkinson(bars, 5), garmanKlass(bars, 5), yangZhang(bars, 5)]).toEqual([null, null, null]);
  });
});

const anyCloses = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 21, maxLength: 40 });

test("by bar it is what it is up to that bar alone, in every window", () => {
  const bars = of(swinging(90, 0.013));
  const byBar = realisedByBar(bars);
  expect(byBar).toHaveLength(bars.length);
  for (const [place, realised] of byBar.entries())
    expect(realised, bars[place]!.date).toEqual(realisedVolatilities(bars.slice(0, place + 1)));
});
