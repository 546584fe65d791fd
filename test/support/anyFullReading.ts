import fc from "fast-check";
import { readSnapshot, type Reading } from "../../src/engine/regime.ts";
import type { Exposure, ExpiryExposure, GammaHeat, StrikeExposure } from "../../src/engine/snapshot.ts";
import { anyReading } from "./anyReading.ts";

const amount = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1e-9, -1e12, 999.95e6),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
);
const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const points = fc.double({ min: 0, max: 100, noNaN: true });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const size = amount.map((value) => Math.abs(value));

const exposure: fc.Arbitrary<Exposure> = fc.record({
  gex: amount,
  gexPerUsd: amount,
  dex: amount,
  vex: amount,
  chex: amount,
});

const DATES = ["2026-11-23", "2026-11-24", "2026-11-27", "2026-12-18", "2027-01-15"] as const;
const DTE = [0, 1, 4, 25, 53] as const;

const expiries: fc.Arbitrary<readonly ExpiryExposure[]> = fc.subarray([0, 1, 2, 3, 4]).chain((picked) =>
  fc.tuple(
    ...picked.map((index) =>
      fc.record({ net: exposure, grossGex: size, maxPain: maybe(positive) }).map((some) => ({
        date: DATES[index]!,
        dte: DTE[index]!,
        roots: ["SPY"],
        contracts: 12,
        callOi: 100,
        putOi: 140,
        atmIv: 0.16,
        ...some,
      })),
    ),
  ),
);

const root = fc.record({ price: positive, direction: fc.constantFrom("up" as const, "down" as const) });
const flip = fc
  .tuple(
    fc.array(root, { maxLength: 9 }),
    fc.constantFrom("positive_throughout" as const, "negative_throughout" as const, "no_gamma" as const),
  )
  .map(([roots, missing]) => ({
    price: roots[0]?.price ?? null,
    direction: roots[0]?.direction ?? null,
    roots,
    missing: roots.length > 0 ? null : missing,
  }));

const rollOff = fc
  .tuple(maybe(fc.record({ netGex: amount, flip })), maybe(fc.record({ netGex: amount, flip })))
  .map(([today, opex]) => [
    ...(today ? [{ ...today, without: "today" as const, date: "2026-11-23", gex: [] }] : []),
    ...(opex ? [{ ...opex, without: "opex" as const, date: "2026-12-18", gex: [] }] : []),
  ]);

const strikes: fc.Arbitrary<readonly StrikeExposure[]> = fc.array(
  fc.record({
    strike: positive,
    callGex: size,
    putGex: size.map((value) => -value),
    netGex: amount,
    zeroDteGex: amount,
    dex: amount,
    vex: amount,
    chex: amount,
    callOi: fc.nat(1e7),
    putOi: fc.nat(1e7),
  }),
  { maxLength: 5 },
);

const heat: fc.Arbitrary<GammaHeat> = fc
  .tuple(
    fc.array(positive, { maxLength: 3 }),
    fc.nat(3),
    fc.array(maybe(amount), { minLength: 9, maxLength: 9 }),
    maybe(part),
  )
  .map(([prices, columns, cells, share]) => ({
    strikes: prices,
    expiries: DATES.slice(0, columns).map((date, index) => ({ date, dte: DTE[index]! })),
    gex: prices.map((_, row) => cells.slice(row * 3, row * 3 + columns)),
    share,
  }));

const rest = fc.record({
  calls: exposure,
  puts: exposure,
  grossGex: size,
  expiries,
  rollOff,
  strikes,
  heat,
  charmToClose: maybe(amount),
  pin: maybe(fc.record({ score: points, oi: points, proximity: points, time: points, gamma: points })),
  hedge: fc
    .tuple(amount, amount, amount)
    .map(([linearShares, repricedShares, repricedUsd]) =>
      [1, -1].map((pct) => ({ pct, linearShares, repricedShares, repricedUsd })),
    ),
  putCallVolume: maybe(fc.double({ min: 0, max: 1e4, noNaN: true })),
  oiWeightedDte: maybe(fc.double({ min: 0, max: 2_000, noNaN: true })),
  vannaRatio: maybe(part),
});

const more = fc.record({ highestOi: maybe(fc.record({ strike: positive, oi: fc.nat(1e8) })), flip });
const straddle = maybe(positive);

/** `anyReading` with everything else a view speaks of as arbitrary: expiries, strikes, cells, roll-offs, many roots. */
export const anyFullReading: fc.Arbitrary<Reading> = fc
  .tuple(anyReading, rest, more, straddle)
  .map(([{ snapshot }, values, levels, mid]) =>
    readSnapshot({
      ...snapshot,
      ...values,
      levels: { ...snapshot.levels, ...levels },
      expectedMove: snapshot.expectedMove && { ...snapshot.expectedMove, straddle: mid },
    }),
  );
