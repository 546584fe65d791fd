import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chain } from "../../src/engine/chain.ts";
import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import { everyRow, handChain, type HandRow } from "./handChain.ts";
import { everything } from "./printedRows.ts";
import { anyChain } from "./randomChains.ts";

const EXPOSURES = ["gex", "gexPerUsd", "dex", "vex", "chex"] as const;

/** Sums taken in another order agree to the rounding of their largest part. */
function near(actual: number, expected: number, scale = expected): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    1e-10 * Math.max(Math.abs(scale), Math.abs(expected)) + 1e-280,
  );
}
const scaleOf = (snapshot: ExposureSnapshot, name: (typeof EXPOSURES)[number]) =>
  name === "gex" || name === "gexPerUsd"
    ? snapshot.grossGex * (name === "gex" ? 1 : 100 / snapshot.spot)
    : Math.abs(snapshot.calls[name]) + Math.abs(snapshot.puts[name]) + sizeOfStrikes(snapshot, name);
const sizeOfStrikes = (snapshot: ExposureSnapshot, name: "dex" | "vex" | "chex") =>
  snapshot.strikes.reduce((sum, strike) => sum + Math.abs(strike[name]), 0);

describe("sums", () => {
  test("over strikes and over expiries are the total; per dollar and per percent differ by spot / 100", () => {
    fc.assert(
      fc.property(anyChain(), (chain) => {
        const snapshot = everything(chain);
        for (const name of EXPOSURES) {
          const scale = scaleOf(snapshot, name);
          near(
            snapshot.expiries.reduce((sum, { net }) => sum + net[name], 0),
            snapshot.net[name],
            scale,
          );
          near(snapshot.calls[name] + snapshot.puts[name], snapshot.net[name], scale);
        }
        near(
          snapshot.strikes.reduce((sum, { netGex }) => sum + netGex, 0),
          snapshot.net.gex,
          snapshot.grossGex,
        );
        for (const name of ["dex", "vex", "chex"] as const)
          near(
            snapshot.strikes.reduce((sum, strike) => sum + strike[name], 0),
            snapshot.net[name],
            scaleOf(snapshot, name),
          );
        near((snapshot.net.gexPerUsd * snapshot.spot) / 100, snapshot.net.gex);
        const oi = snapshot.strikes.reduce((sum, { callOi, putOi }) => sum + callOi + putOi, 0);
        expect(snapshot.expiries.reduce((sum, { callOi, putOi }) => sum + callOi + putOi, 0)).toBe(oi);
      }),
    );
  });

  test("net gamma at spot is the profile at spot: regime and flip are read off one curve", () => {
    fc.assert(
      fc.property(anyChain({ reach: 8 }), (chain) => {
        const { profile, net, spot, grossGex } = everything(chain);
        const at = profile.spots.indexOf(spot);
        expect(at).toBeGreaterThanOrEqual(0);
        near(profile.gex[at]!, net.gex, 10 * grossGex);
      }),
    );
  });
});

describe("scaling", () => {
  test("all open interest times k multiplies the exposures by k and moves no level", () => {
    fc.assert(
      fc.property(anyChain(), fc.integer({ min: 2, max: 50 }), (chain, k) => {
        const once = everything(chain);
        const often = everything({ ...chain, oi: chain.oi.map((oi) => oi * k) });
        for (const name of EXPOSURES) near(often.net[name], once.net[name] * k, scaleOf(once, name) * k);
        expect(often.levels.callWall?.strike).toBe(once.levels.callWall?.strike);
        expect(often.levels.putWall?.strike).toBe(once.levels.putWall?.strike);
        expect(often.expiries.map(({ maxPain }) => maxPain)).toEqual(once.expiries.map(({ maxPain }) => maxPain));
        expect(often.putCallOi ?? 0).toBeCloseTo(once.putCallOi ?? 0, 9);
      }),
    );
  });

  test("spot and strikes times λ leave GEX per dollar alone, multiply GEX per percent by λ and the flip with them", () => {
    // Strikes away from the dead zones, where the flip is well conditioned.
    const rows = fc.array(
      fc.record({
        right: fc.constantFrom("C" as const, "P" as const),
        strike: fc.integer({ min: 85, max: 115 }),
        oi: fc.integer({ min: 100, max: 5000 }),
        iv: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
      }),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, fc.double({ min: 0.02, max: 50, noNaN: true }), (hand, lambda) => {
        const once = everything(handChain(hand));
        const scaled = everything(
          handChain(
            hand.map((row) => ({ ...row, strike: row.strike * lambda })),
            { spot: 100 * lambda },
          ),
        );
        near(scaled.net.gexPerUsd, once.net.gexPerUsd, once.grossGex);
        near(scaled.net.gex, once.net.gex * lambda, once.grossGex * lambda);
        near(scaled.net.dex, once.net.dex * lambda, scaleOf(once, "dex") * lambda);
        near(scaled.net.vex, once.net.vex * lambda, scaleOf(once, "vex") * lambda);
        near(scaled.net.chex, once.net.chex * lambda, scaleOf(once, "chex") * lambda);
        const { price, roots } = once.levels.flip;
        // Two roots that all but touch may merge or part by rounding.
        fc.pre(roots.length === scaled.levels.flip.roots.length && roots.length < 2);
        if (price !== null) expect(Math.abs(scaled.levels.flip.price! / (price * lambda) - 1)).toBeLessThan(1e-7);
      }),
    );
  });
});

describe("cancellation and order", () => {
  test("a call and a put of equal strike, IV and open interest cancel in gamma, vanna and charm but for the dividend", () => {
    fc.assert(
      fc.property(anyChain({ contracts: 10 }), (chain) => {
        const rows = [...everyRow(chain)].flatMap((i): HandRow[] => {
          const row = {
            strike: chain.strikes[chain.strikeIndex[i]!]!,
            iv: chain.iv[i]!,
            oi: chain.oi[i]!,
            slice: chain.slice[i]!,
          };
          return [
            { right: "C", ...row },
            { right: "P", ...row },
          ];
        });
        const slices = chain.slices.map((slice) => ({ ...slice, dividendYield: 0 }));
        const snapshot = everything(handChain(rows, { spot: chain.spot, slices }));
        near(snapshot.net.gex, 0, snapshot.grossGex);
        for (const name of ["vex", "chex"] as const)
          near(
            snapshot.net[name],
            0,
            Math.abs(snapshot.calls[name]) + Math.abs(snapshot.puts[name]) + sizeOfRows(rows, chain),
          );
        expect(
          snapshot.levels.maxPositiveGamma === null ||
            Math.abs(snapshot.levels.maxPositiveGamma.gex) <= 1e-10 * snapshot.grossGex,
        ).toBe(true);
      }),
    );
  });

  test("the order of the contracts changes nothing", () => {
    const shuffled = anyChain().chain((chain) =>
      fc.shuffledSubarray([...everyRow(chain)], { minLength: chain.slice.length }).map((order) => ({ chain, order })),
    );
    fc.assert(
      fc.property(shuffled, ({ chain, order }) => {
        const other: Chain = {
          ...chain,
          slice: Uint16Array.from(order, (i) => chain.slice[i]!),
          strikeIndex: Uint16Array.from(order, (i) => chain.strikeIndex[i]!),
          right: Int8Array.from(order, (i) => chain.right[i]!),
          iv: Float64Array.from(order, (i) => chain.iv[i]!),
          oi: Float64Array.from(order, (i) => chain.oi[i]!),
          volume: Float64Array.from(order, (i) => chain.volume[i]!),
          mid: Float64Array.from(order, (i) => chain.mid[i]!),
          spreadPct: Float32Array.from(order, (i) => chain.spreadPct[i]!),
        };
        const [a, b] = [everything(chain), everything(other)];
        for (const name of EXPOSURES) near(b.net[name], a.net[name], scaleOf(a, name));
        expect(b.strikes.map(({ strike, callOi, putOi }) => [strike, callOi, putOi])).toEqual(
          a.strikes.map(({ strike, callOi, putOi }) => [strike, callOi, putOi]),
        );
        expect(b.levels.callWall?.strike).toBe(a.levels.callWall?.strike);
        expect(b.levels.putWall?.strike).toBe(a.levels.putWall?.strike);
        expect(b.expiries.map(({ date, maxPain }) => [date, maxPain])).toEqual(
          a.expiries.map(({ date, maxPain }) => [date, maxPain]),
        );
      }),
    );
  });
});

describe("regime and flip", () => {
  test("with a single root of direction up net gamma is positive exactly when spot is above the flip", () => {
    // Mostly puts below and calls above, so that most of these chains have that one root.
    const contract = fc.record({
      right: fc.constantFrom("C" as const, "P" as const),
      away: fc.integer({ min: -4, max: 12 }),
      oi: fc.integer({ min: 1, max: 5000 }),
      iv: fc.double({ min: 0.1, max: 0.4, noNaN: true }),
    });
    let checked = 0;
    fc.assert(
      fc.property(fc.array(contract, { minLength: 2, maxLength: 8 }), (contracts) => {
        const { levels, net, spot, grossGex } = everything(
          handChain(
            contracts.map(({ away, ...row }) => ({ ...row, strike: row.right === "C" ? 100 + away : 100 - away })),
          ),
        );
        const { flip } = levels;
        if (flip.roots.length !== 1 || flip.direction !== "up" || Math.abs(net.gex) < 1e-9 * grossGex) return;
        checked++;
        expect(net.gex > 0).toBe(spot > flip.price!);
      }),
      { numRuns: 300 },
    );
    expect(checked, "enough of them had exactly one such root").toBeGreaterThan(30);
  });

  test("without a flip the named sign is the sign of net gamma at spot", () => {
    fc.assert(
      fc.property(anyChain(), (chain) => {
        const { levels, net, grossGex } = everything(chain);
        fc.pre(Math.abs(net.gex) > 1e-9 * grossGex);
        const { missing } = levels.flip;
        if (missing === "positive_throughout") expect(net.gex).toBeGreaterThan(0);
        if (missing === "negative_throughout") expect(net.gex).toBeLessThan(0);
      }),
    );
  });
});

/** The size of what cancels in charm and vanna where d2 crosses zero: shares times spot. */
const sizeOfRows = (rows: readonly HandRow[], chain: Chain) =>
  rows.reduce((sum, { oi }) => sum + oi * 100 * chain.spot, 0);
