import { describe, expect, test } from "vitest";
import { analytic, flipOf, narrowCall, narrowPut, pairChain } from "./flips.ts";
import { handChain } from "./handChain.ts";
import { plainGex } from "./plainFormulas.ts";

const MINUTE = 1 / 525_600;

describe("no root", () => {
  const none = { price: null, direction: null, roots: [] };

  test("calls alone: positive throughout", () => {
    expect(flipOf(handChain([narrowCall(95), narrowCall(105)]))).toEqual({ ...none, missing: "positive_throughout" });
  });

  test("puts alone: negative throughout", () => {
    expect(flipOf(handChain([narrowPut(95), narrowPut(105)]))).toEqual({ ...none, missing: "negative_throughout" });
  });

  test("nothing with open interest, or everything too far away: no gamma", () => {
    expect(flipOf(handChain([{ right: "C", strike: 100, oi: 0 }]))).toEqual({ ...none, missing: "no_gamma" });
    const far = handChain([{ right: "C", strike: 300, oi: 10 }], { slices: [{ years: MINUTE * 5 }] });
    expect(flipOf(far)).toEqual({ ...none, missing: "no_gamma" });
  });

  test("calls and puts that cancel everywhere are no gamma and no root", () => {
    const flip = flipOf(handChain([narrowCall(100), narrowPut(100)]));
    expect(flip).toEqual({ ...none, missing: "no_gamma" });
  });

  test("gamma that has vanished between puts and calls in the last minutes is no root", () => {
    const gap = handChain([narrowPut(90), narrowCall(110)], { slices: [{ years: 5 * MINUTE }] });
    expect(plainGex(gap, 100).gross, "underflown: no gamma at all at spot").toBe(0);
    const flip = flipOf(gap);
    expect(flip).toMatchObject(none);
    expect(flip.missing, "neither sign holds throughout").not.toBe("positive_throughout");
    expect(flip.missing).not.toBe("negative_throughout");
  });

  test("nor is gamma that vanishes between two neighbouring points of the grid", () => {
    const deviation = 0.0201 * Math.sqrt(5 * MINUTE);
    const narrow = { iv: 0.0201, oi: 1000 };
    const gap = handChain(
      [
        { right: "P", strike: 100 * Math.exp(-30 * deviation), ...narrow },
        { right: "C", strike: 100 * Math.exp(0.0025 + 30 * deviation), ...narrow },
      ],
      { slices: [{ years: 5 * MINUTE }] },
    );
    expect(plainGex(gap, 100).net).toBeLessThan(0);
    expect(plainGex(gap, 100 * Math.exp(0.00125)).gross).toBe(0);
    expect(flipOf(gap)).toMatchObject(none);
  });

  test("where gamma is merely too small for the grid, a point on its slope is not called the zero", () => {
    const pair = {
      callStrike: 110,
      putStrike: 90,
      callOi: 1000,
      putOi: 1000,
      iv: 0.2,
      years: 1 / 365,
      rate: 0,
      dividendYield: 0,
    };
    const chain = pairChain(pair);
    expect(plainGex(chain, 100).gross).toBeGreaterThan(0);
    const { price } = flipOf(chain);
    if (price !== null) expect(price).toBeCloseTo(analytic(pair), 6);
  });
});
