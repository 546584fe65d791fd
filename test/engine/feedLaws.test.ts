import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/engine/analyse.ts";
import { PRODUCT } from "../../src/engine/chain.ts";
import { normalise } from "../../src/engine/normalise.ts";
import { packChain, unpackChain } from "../../src/engine/pack.ts";
import { readSnapshot } from "../../src/engine/regime.ts";
import { madeChain, type MadeContract } from "../support/chains.ts";
import { valuation } from "../support/valuation.ts";
import { everything } from "./printedRows.ts";
import { anyChain } from "./randomChains.ts";

/** Chains as a feed might print them: every number may be missing or absurd. */
const printed = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 60, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, Number.NaN, 1e300, 5e-324) },
);
const contract: fc.Arbitrary<MadeContract> = fc.record({
  root: fc.constantFrom("XYZ", "SPX", "SPXW", "XYZ1"),
  expiry: fc.constantFrom(20_261_119, 20_261_120, 20_261_123, 20_261_218, 20_281_215),
  right: fc.constantFrom("C", "P"),
  strike: fc.oneof(
    fc.constantFrom(95, 97.5, 100, 102.5, 105, 219.78),
    printed,
    fc.constantFrom(Number.POSITIVE_INFINITY),
  ),
  oi: fc.oneof(fc.nat(100_000), fc.constantFrom(0, -5, Number.NaN)),
  iv: fc.oneof(fc.double({ min: 0.021, max: 3, noNaN: true }), fc.constantFrom(0, 0.02, Number.NaN, -1, 40)),
  bid: printed,
  ask: printed,
  delta: fc.constantFrom(0, 0.5, -0.5, Number.NaN),
  volume: fc.oneof(fc.nat(10_000), fc.constantFrom(-1, Number.NaN)),
});
const feedChain = fc
  .record({
    contracts: fc.array(contract, { minLength: 0, maxLength: 40 }),
    spot: fc.constantFrom(100, 99.3, 101.7, 0.01, 25_000),
    // A Friday morning before the open, at noon, five minutes and one second before the close, and after it.
    quoteTime: fc.constantFrom(
      ...["14:00:00", "17:00:00", "20:55:00", "20:59:59", "21:00:00"].map((time) => Date.parse(`2026-11-20T${time}Z`)),
    ),
  })
  .map(({ contracts, ...at }) => normalise(madeChain(contracts), valuation(at), PRODUCT));

function everyNumber(value: unknown, path: string, visit: (number: number, path: string) => void): void {
  if (typeof value === "number") visit(value, path);
  else if (value && typeof value === "object")
    for (const [key, part] of Object.entries(value)) everyNumber(part, `${path}.${key}`, visit);
}

/** JSON has no −0. */
function withoutNegativeZero(value: unknown): unknown {
  if (typeof value === "number") return value + 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutNegativeZero(part)]));
}

describe("whatever the feed prints", () => {
  test("no NaN and no infinity anywhere in a snapshot, and it survives JSON", () => {
    fc.assert(
      fc.property(feedChain, fc.constantFrom("all" as const, "zeroDte" as const), (chain, kind) => {
        const snapshot = analyse(chain, { selection: { kind } });
        everyNumber(snapshot, "snapshot", (number, path) =>
          expect(Number.isFinite(number), `${path} is ${number}`).toBe(true),
        );
        expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(withoutNegativeZero(snapshot));
      }),
      { numRuns: 300 },
    );
  });

  test("the regime can be read off it, and its sign is that of net gamma", () => {
    fc.assert(
      fc.property(feedChain, (chain) => {
        const { snapshot, regime } = readSnapshot(everything(chain));
        const sign = { positive: 1, negative: -1, undetermined: 0 }[regime.gamma];
        expect(Math.sign(snapshot.net.gex) === sign).toBe(true);
      }),
    );
  });

  test("shares lie between 0 and 1", () => {
    fc.assert(
      fc.property(fc.oneof(feedChain, anyChain()), (chain) => {
        const { zeroDteShare, vannaRatio, quality, levels, pin } = everything(chain);
        const walls = [levels.callWall, levels.putWall, levels.resistance, levels.support];
        const shares = [
          zeroDteShare,
          vannaRatio,
          quality.oiDroppedShare,
          ...walls.map((wall) => wall?.strength ?? null),
        ];
        for (const share of shares) {
          if (share === null) continue;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
        }
        if (pin) expect(Math.max(...Object.values(pin))).toBeLessThanOrEqual(100 + 1e-9);
      }),
    );
  });

  test("levels and max pain are listed strikes", () => {
    fc.assert(
      fc.property(fc.oneof(feedChain, anyChain()), (chain) => {
        const listed = new Set(chain.strikes);
        const { levels, expiries } = everything(chain);
        const { callWall, putWall, resistance, support, maxPositiveGamma, maxNegativeGamma, highestOi, magnet } =
          levels;
        const levelled = [
          callWall,
          putWall,
          resistance,
          support,
          maxPositiveGamma,
          maxNegativeGamma,
          highestOi,
          magnet,
        ];
        for (const level of levelled) if (level) expect(listed.has(level.strike)).toBe(true);
        for (const { maxPain } of expiries) if (maxPain !== null) expect(listed.has(maxPain)).toBe(true);
        if (resistance) expect(resistance.strike).toBeGreaterThanOrEqual(chain.spot);
        if (support) expect(support.strike).toBeLessThanOrEqual(chain.spot);
      }),
    );
  });

  test("packed and unpacked it gives the same snapshot", () => {
    fc.assert(
      fc.property(feedChain, (chain) => {
        expect(JSON.stringify(everything(unpackChain(packChain(chain))))).toBe(JSON.stringify(everything(chain)));
      }),
      { numRuns: 50 },
    );
  });
});
