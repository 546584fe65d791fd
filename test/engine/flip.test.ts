import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFlip } from "../../src/engine/flip.ts";
import { gexAt, prepare } from "../../src/engine/kernel.ts";
import type { Profile } from "../../src/engine/profile.ts";
import { analytic, flipOf, narrowCall, narrowPut, pairChain } from "./flips.ts";
import { everyRow, handChain } from "./handChain.ts";
import { plainGex } from "./plainFormulas.ts";
import { anyChain } from "./randomChains.ts";

describe("where the flip is", () => {
  test("one call above one put: at the zero known in closed form, whatever carry and volatility", () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const pair = fc.record({
      callStrike: number(102, 112),
      putStrike: number(88, 98),
      callOi: fc.integer({ min: 500, max: 2000 }),
      putOi: fc.integer({ min: 500, max: 2000 }),
      iv: number(0.1, 0.4),
      years: number(0.05, 0.5),
      rate: number(0, 0.08),
      dividendYield: number(-0.02, 0.05),
    });
    fc.assert(
      fc.property(pair, (p) => {
        const expected = analytic(p);
        const flip = flipOf(pairChain(p));
        fc.pre(Math.abs(expected - 100) < 19);
        expect(flip.roots.length).toBe(1);
        expect(flip.direction).toBe("up");
        expect(Math.abs(flip.price! / expected - 1)).toBeLessThan(1e-10);
      }),
    );
  });

  test("every root is a sign change of the plain formula, in the direction it names", () => {
    fc.assert(
      fc.property(anyChain({ reach: 4 }), (chain) => {
        for (const { price, direction } of flipOf(chain).roots) {
          const below = plainGex(chain, price * (1 - 1e-9));
          const above = plainGex(chain, price * (1 + 1e-9));
          // Where the curve only grazes zero rounding decides; what counts is that nothing else is called a root.
          const noise = 1e-6 * below.gross;
          const sign = direction === "up" ? 1 : -1;
          expect(sign * below.net, `${direction} at ${price}`).toBeLessThan(noise);
          expect(sign * above.net, `${direction} at ${price}`).toBeGreaterThan(-noise);
          expect(Math.abs(below.net), "gamma cancels there").toBeLessThan(1e-3 * below.gross);
        }
      }),
    );
  });

  test("all open interest times a constant leaves it where it is", () => {
    const rows = [narrowCall(103), narrowPut(97), narrowCall(99), narrowPut(105)];
    const once = flipOf(handChain(rows));
    const often = flipOf(handChain(rows.map((row) => ({ ...row, oi: row.oi * 7919 }))));
    expect(often.roots.length).toBe(once.roots.length);
    expect(often.price).toBeCloseTo(once.price!, 9);
  });
});

describe("which of several roots", () => {
  // Signs along the price: − at 90, + at 97, − at 103, + at 110.
  const rows = [narrowPut(90), narrowCall(97), narrowPut(103), narrowCall(110)];

  test("the nearest one with direction up, although one with direction down is nearer", () => {
    const flip = flipOf(handChain(rows, { spot: 101 }));
    expect(flip.roots.map(({ direction }) => direction)).toEqual(["up", "down", "up"]);
    const [first, down, last] = flip.roots.map(({ price }) => price);
    expect(Math.abs(down! - 101)).toBeLessThan(Math.abs(last! - 101));
    expect(flip).toMatchObject({ price: last, direction: "up", missing: null });
    expect(flipOf(handChain(rows, { spot: 95 })).price).toBeCloseTo(first!, 9);
  });

  test("the nearest one at all when none goes up", () => {
    const flip = flipOf(handChain([narrowCall(97), narrowPut(103)]));
    expect(flip.direction).toBe("down");
    expect(flip.roots.length).toBe(1);
    expect(flip.price).toBeCloseTo(Math.sqrt(97 * 103), 1);
  });

  test("roots are listed by price, ascending", () => {
    const prices = flipOf(handChain(rows)).roots.map(({ price }) => price);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  });

  test("a root more than 20 % away is none", () => {
    const far = {
      callStrike: 135,
      putStrike: 115,
      callOi: 1000,
      putOi: 1000,
      iv: 0.2,
      years: 0.25,
      rate: 0,
      dividendYield: 0,
    };
    const root = analytic(far);
    expect(root).toBeGreaterThan(120.5);
    expect(flipOf(pairChain(far))).toMatchObject({ price: null, roots: [], missing: "negative_throughout" });
    const near = flipOf(pairChain(far, root / 1.199));
    expect(near.price).toBeCloseTo(root, 7);
  });

  test("a root between 20 % and the outermost point of the grid is none either, and its far side is not what is named", () => {
    const pair = {
      callStrike: 110,
      putStrike: 95,
      callOi: 1000,
      putOi: 1000,
      iv: 0.2,
      years: 0.25,
      rate: 0,
      dividendYield: 0,
    };
    // The grid ends at 1.2002 × spot.
    expect(flipOf(pairChain(pair, analytic(pair) / 1.20005))).toMatchObject({
      price: null,
      roots: [],
      missing: "negative_throughout",
    });
  });
});

describe("far from every strike", () => {
  test("a large position nine deviations away still outweighs a single contract: the flip is where the plain formula has it", () => {
    const pair = {
      callStrike: 100,
      putStrike: 120.1,
      callOi: 200_000,
      putOi: 1,
      iv: 0.2,
      years: 1 / 365,
      rate: 0,
      dividendYield: 0,
    };
    const flip = flipOf(pairChain(pair, 105));
    expect(flip.direction).toBe("down");
    expect(flip.roots.length).toBe(1);
    expect(flip.price).toBeCloseTo(analytic(pair), 6);
  });
});

describe("a zero that falls on a point of the grid", () => {
  const pair = {
    callStrike: 105,
    putStrike: 95,
    callOi: 1000,
    putOi: 1000,
    iv: 0.2,
    years: 0.25,
    rate: 0,
    dividendYield: 0,
  };
  const prepared = prepare(pairChain(pair), everyRow(pairChain(pair)));
  const root = analytic(pair);
  const grid = (spots: readonly number[], gex: readonly number[]): Profile => ({
    spots: Float64Array.from(spots),
    gex: Float64Array.from(gex),
  });

  test("is the root when gamma exists there and cancels", () => {
    const spots = [root * 0.99, root, root * 1.01];
    const flip = findFlip(prepared, 100, grid(spots, [gexAt(prepared, spots[0]!), 0, gexAt(prepared, spots[2]!)]));
    expect(flip.roots.length).toBe(1);
    expect(flip.direction).toBe("up");
    expect(flip.price).toBeCloseTo(root, 9);
  });

  test("is none when both sides have the same sign", () => {
    expect(findFlip(prepared, 100, grid([101, 102, 103], [5, 0, 5])).roots).toEqual([]);
  });
});
