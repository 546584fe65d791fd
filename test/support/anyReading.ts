import fc from "fast-check";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import { snapshotOf, withLevels } from "./snapshots.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const amount = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1e-9, -1e12, 999.95e6),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const oneOf = <const T>(...values: readonly T[]) => fc.constantFrom(...values);

const level = fc.record({ strike: positive, gex: amount });
const wall = fc.record({ strike: positive, gex: amount, strength: share });
const root = fc.record({ price: positive, direction: oneOf("up", "down") });
const missing = oneOf("positive_throughout", "negative_throughout", "no_gamma");
const flip = fc.tuple(fc.array(root, { maxLength: 6 }), missing).map(([roots, reason]) => ({
  price: roots[0]?.price ?? null,
  direction: roots[0]?.direction ?? null,
  roots,
  missing: roots.length > 0 ? null : reason,
}));

const levels = fc.record({
  flip,
  callWall: maybe(wall),
  putWall: maybe(wall),
  resistance: maybe(wall),
  support: maybe(wall),
  wallsOverlap: fc.boolean(),
  maxPositiveGamma: maybe(level),
  maxNegativeGamma: maybe(level),
  magnet: maybe(fc.record({ strike: positive, gex: amount, kind: oneOf("magnet", "accelerant") })),
});

const expectedMove = fc.record({
  usd: fc.oneof(fc.constant(0), positive),
  iv: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 9, noNaN: true })),
  until: fc.constant("2026-11-24T21:00:00Z"),
  years: fc.constant(0.003),
  straddle: fc.constant(null),
  expiry: fc.constant("2026-11-24"),
});

const numbers = fc.record({
  spot: positive,
  spotBasis: oneOf("last", "close", "parity"),
  session: oneOf("open", "closed"),
  net: fc.record({ gex: amount, gexPerUsd: amount, dex: amount, vex: amount, chex: amount }),
  putCallOi: maybe(fc.double({ min: 0, max: 1e4, noNaN: true })),
  zeroDteShare: maybe(share),
  expectedMove: maybe(expectedMove),
});

const quality = fc.record({ contractsUsed: fc.nat(100), degraded: fc.boolean(), oiDroppedShare: share });

const base = snapshotOf({ count: 3 });

/** Readings of markets that need not exist: every number of any size and sign, every level there or not. */
export const anyReading: fc.Arbitrary<Reading> = fc
  .tuple(numbers, levels, quality, fc.boolean())
  .map(([values, some, grade, sample]) => {
    const parts = { quality: { ...base.quality, ...grade }, source: { ...base.source, sample } };
    return readSnapshot(withLevels({ ...base, ...values, ...parts }, some));
  });
