import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dealerShares, exposures, gexAt, grossGexAt, prepare } from "../../src/engine/kernel.ts";
import { everyRow, handChain } from "./handChain.ts";
import { plainExposure, plainGex, plainShares, type PlainExposure } from "./plainFormulas.ts";
import { anyChain } from "./randomChains.ts";
import type { Chain } from "../../src/engine/chain.ts";

const MINUTE = 1 / 525_600;
const NAMES = ["gex", "dex", "vex", "chex"] as const;

function kernelRows(chain: Chain, spot: number): Map<number, Record<(typeof NAMES)[number], number>> {
  const rows = new Map<number, Record<(typeof NAMES)[number], number>>();
  exposures(prepare(chain, everyRow(chain)), spot, (row, gex, dex, vex, chex) =>
    rows.set(row, { gex, dex, vex, chex }),
  );
  return rows;
}

/** 1e-9 of the value; where a value is a difference that may vanish, of what it is a difference of. */
function agree(actual: Record<(typeof NAMES)[number], number>, plain: PlainExposure): void {
  for (const name of NAMES) {
    const allowed = 1e-9 * (name === "gex" ? plain.scale.gex : Math.max(Math.abs(plain[name]), plain.scale[name]));
    // Below the smallest normal double relative accuracy is not to be had.
    expect(Math.abs(actual[name] - plain[name]), `${name}: ${actual[name]} against ${plain[name]}`).toBeLessThanOrEqual(
      allowed + 1e-290,
    );
  }
}

describe("every shortcut of the kernel against the plain formula", () => {
  test("the four exposures of any contract, at its own spot and at a moved one", () => {
    fc.assert(
      fc.property(anyChain(), fc.double({ min: 0.99, max: 1.01, noNaN: true }), (chain, move) => {
        for (const spot of [chain.spot, chain.spot * move])
          for (const [row, actual] of kernelRows(chain, spot)) {
            const { years } = chain.slices[chain.slice[row]!]!;
            const distance =
              Math.log(spot / chain.strikes[chain.strikeIndex[row]!]!) / (chain.iv[row]! * Math.sqrt(years));
            // A moved spot can lie hundreds of deviations from a strike of the last minutes; there everything is 0.
            if (Math.abs(distance) < 13) agree(actual, plainExposure(chain, row, spot));
          }
      }),
    );
  });

  test.each([
    ["five minutes to go, at the money", { years: 5 * MINUTE, iv: 0.12, strike: 100 }],
    ["five minutes to go, 0.3 % away", { years: 5 * MINUTE, iv: 0.12, strike: 100.3 }],
    ["an IV of 500 %", { years: 0.1, iv: 5, strike: 140 }],
    ["an IV of 2.1 %", { years: 0.1, iv: 0.021, strike: 101 }],
    ["a strike at a tenth of spot", { years: 1, iv: 0.6, strike: 10 }],
    ["a strike at five times spot", { years: 2, iv: 0.5, strike: 500 }],
    ["three years with all carry there is", { years: 3, iv: 0.2, strike: 100 }],
  ])("%s, call and put", (_, { years, iv, strike }) => {
    const chain = handChain(
      [
        { right: "C", strike, iv, oi: 1234 },
        { right: "P", strike, iv, oi: 777 },
      ],
      { slices: [{ years, rate: 0.05, dividendYield: -0.03 }] },
    );
    const rows = kernelRows(chain, chain.spot);
    expect(rows.size).toBe(2);
    for (const [row, actual] of rows) agree(actual, plainExposure(chain, row, chain.spot));
  });

  test("the delta of a far out-of-the-money contract is not lost to cancellation", () => {
    const chain = handChain(
      [
        { right: "C", strike: 250, oi: 1_000_000 },
        { right: "P", strike: 40, oi: 1_000_000 },
      ],
      { slices: [{ years: 0.25 }] },
    );
    for (const [row, actual] of kernelRows(chain, 100)) {
      const { dex } = plainExposure(chain, row, 100);
      expect(dex).not.toBe(0);
      expect(Math.abs(actual.dex / dex - 1)).toBeLessThan(1e-9);
    }
  });

  test("net gamma, gross gamma and dealers' delta of a chain at any spot", () => {
    fc.assert(
      fc.property(anyChain(), fc.double({ min: 0.85, max: 1.15, noNaN: true }), (chain, move) => {
        const spot = chain.spot * move;
        const prepared = prepare(chain, everyRow(chain));
        const { net, gross } = plainGex(chain, spot);
        // What lies dozens of deviations away is nothing against a contract at the money, and has no digits to compare.
        const nothing = 1e-60 * plainGex(chain, chain.spot).gross;
        expect(Math.abs(gexAt(prepared, spot) - net)).toBeLessThanOrEqual(1e-9 * gross + nothing);
        expect(Math.abs(grossGexAt(prepared, spot) - gross)).toBeLessThanOrEqual(1e-9 * gross + nothing);
        const contracts = chain.oi.reduce((a, b) => a + b, 0);
        expect(Math.abs(dealerShares(prepared, spot) - plainShares(chain, spot))).toBeLessThanOrEqual(
          1e-9 * 100 * contracts,
        );
      }),
    );
  });
});

describe("what is prepared", () => {
  const chain = handChain([
    { right: "C", strike: 100, oi: 10 },
    { right: "C", strike: 101, oi: 0 },
    { right: "P", strike: 99, oi: 5, iv: Number.NaN },
    { right: "P", strike: 98, oi: 7 },
  ]);

  test("only rows with open interest and an IV, under their own number", () => {
    const prepared = prepare(chain, everyRow(chain));
    expect(prepared.count).toBe(2);
    expect([...prepared.row.subarray(0, 2)]).toEqual([0, 3]);
  });

  test("only the rows asked for", () => {
    expect(prepare(chain, Uint32Array.of(3)).count).toBe(1);
    expect(prepare(chain, new Uint32Array()).count).toBe(0);
    expect(gexAt(prepare(chain, new Uint32Array()), 100)).toBe(0);
  });

  test("calls count plus and puts minus in gamma, and the scratch beyond `count` counts nothing", () => {
    const calls = gexAt(prepare(chain, Uint32Array.of(0, 1)), 100);
    const puts = gexAt(prepare(chain, Uint32Array.of(2, 3)), 100);
    expect(calls).toBeGreaterThan(0);
    expect(puts).toBeLessThan(0);
    expect(gexAt(prepare(chain, everyRow(chain)), 100)).toBeCloseTo(calls + puts, 9);
    expect(grossGexAt(prepare(chain, everyRow(chain)), 100)).toBeCloseTo(calls - puts, 9);
  });
});
