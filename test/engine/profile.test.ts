import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chain } from "../../src/engine/chain.ts";
import { gexAt, prepare } from "../../src/engine/kernel.ts";
import { gammaProfile } from "../../src/engine/profile.ts";
import { everyRow, handChain } from "./handChain.ts";
import { plainGex } from "./plainFormulas.ts";
import { anyChain } from "./randomChains.ts";

const MINUTE = 1 / 525_600;
const profileOf = (chain: Chain) => gammaProfile(prepare(chain, everyRow(chain)), chain.spot);

/** Every point to 1e-9 of the gross gamma there, however far away the contracts are that make it up. */
function holds(chain: Chain): void {
  const { spots, gex } = profileOf(chain);
  spots.forEach((spot, j) => {
    const { net, gross } = plainGex(chain, spot);
    // Below 1e-280 dollars doubles run out of exponents.
    expect(Math.abs(gex[j]! - net), `${gex[j]} against ${net} at ${spot}`).toBeLessThanOrEqual(1e-9 * gross + 1e-280);
  });
}

describe("the recurrence against the plain formula", () => {
  test("any chain", () => {
    fc.assert(fc.property(anyChain(), holds), { numRuns: 60 });
  });

  test.each([
    ["five minutes to go: gamma is narrower than the grid", { years: 5 * MINUTE, iv: 0.12 }],
    ["an afternoon to go", { years: 150 * MINUTE, iv: 0.2 }],
    ["a volatility of 2.1 %", { years: 0.02, iv: 0.021 }],
    ["a volatility of 500 % over three years: gamma is far wider than the grid", { years: 3, iv: 5 }],
  ])("%s", (_, { years, iv }) => {
    const strikes = [60, 80, 95, 99.9, 100, 100.05, 103, 119, 121, 140];
    const rows = strikes.flatMap((strike) => [
      { right: "C" as const, strike, iv, oi: 1000 + strike },
      { right: "P" as const, strike, iv, oi: 1300 - strike },
    ]);
    holds(handChain(rows, { slices: [{ years, rate: 0.045, dividendYield: 0.013 }] }));
  });

  test("a single contract, its peak inside the grid, at its edge and beyond", () => {
    for (const strike of [100, 80.5, 120.2, 79, 125, 200, 30])
      holds(handChain([{ right: "C", strike, oi: 1 }], { slices: [{ years: 0.1 }] }));
  });
});

describe("the grid", () => {
  const chain = handChain([
    { right: "C", strike: 103, oi: 900 },
    { right: "P", strike: 96, oi: 1100 },
  ]);
  const { spots, gex } = profileOf(chain);

  test("is log-spaced by a quarter of a percent, covers ±20 % and has spot itself on it", () => {
    expect(spots[0]).toBeLessThanOrEqual(80);
    expect(spots.at(-1)).toBeGreaterThanOrEqual(120);
    expect(spots).toContain(100);
    for (let j = 1; j < spots.length; j++) expect(Math.log(spots[j]! / spots[j - 1]!)).toBeCloseTo(0.0025, 12);
  });

  test("shows at spot what the plain sum shows", () => {
    const net = gexAt(prepare(chain, everyRow(chain)), 100);
    expect(Math.abs(gex[spots.indexOf(100)]! / net - 1)).toBeLessThan(1e-12);
  });

  test("a chain without gamma has a flat profile of zeros, not NaN", () => {
    expect(profileOf(handChain([{ right: "C", strike: 100, oi: 0 }])).gex.every((value) => value === 0)).toBe(true);
  });
});
