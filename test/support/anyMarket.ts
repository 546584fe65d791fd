import * as fc from "fast-check";
import { type Reading, readSnapshot } from "../../src/engine/regime.ts";
import type { ExposureSnapshot } from "../../src/engine/snapshot.ts";
import { snapshotOf, withLevels } from "./snapshots.ts";

/** Random markets with random levels on top: what a feed could send, and worse. */
export const anyMarket: fc.Arbitrary<Reading> = fc
  .record({
    spot: fc.double({ min: 0.5, max: 90_000, noNaN: true }),
    count: fc.integer({ min: 0, max: 160 }),
    spacingPct: fc.constantFrom(0.05, 0.1, 0.5, 1, 5, 20),
    size: fc.constantFrom(0, 1e-9, 5, 1e6, 1e9, 9e12),
    seed: fc.integer({ min: 0, max: 9_999 }),
    callWeight: fc.constantFrom(0, 0.5, 1, 2),
    putWeight: fc.constantFrom(0, 0.5, 1, 2),
    away: fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 8, maxLength: 8 }),
    near: fc.constantFrom(1, 0.1, 0.003),
    absent: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    move: fc.constantFrom(null, 0.00001, 0.01, 0.3),
    closed: fc.boolean(),
    degraded: fc.boolean(),
    sample: fc.boolean(),
  })
  .map((random): Reading => {
    const { spot, count, size, seed, callWeight, putWeight, away, near, absent, move } = random;
    const spacing = Number(((spot * random.spacingPct) / 100).toPrecision(2));
    const base = snapshotOf({ symbol: "RANDOM", spot, spacing, count, size, seed, callWeight, putWeight });
    const price = (index: number) => spot * (1 + ((away[index] ?? 0) * near) / 100);
    const level = (index: number) => (absent[index] ? null : { strike: price(index), gex: size, strength: 0.2 });
    const flip = absent[7] ? base.levels.flip : { price: price(7), direction: "up" as const, roots: [], missing: null };
    const magnet = level(5);
    const levels = {
      flip,
      callWall: level(0),
      putWall: level(1),
      resistance: level(2),
      support: level(3),
      maxPositiveGamma: level(4),
      magnet: magnet && { ...magnet, kind: seed % 2 === 0 ? ("magnet" as const) : ("accelerant" as const) },
      wallsOverlap: seed % 3 === 0,
    };
    const changed: Partial<ExposureSnapshot> = {
      session: random.closed ? "closed" : "open",
      quality: { ...base.quality, degraded: random.degraded },
      source: { ...base.source, sample: random.sample },
      expectedMove: move === null || !base.expectedMove ? null : { ...base.expectedMove, usd: spot * move },
      changePct: seed % 4 === 0 ? null : (away[6] ?? 0),
    };
    return readSnapshot({ ...withLevels(base, levels), ...changed });
  });
