import * as fc from "fast-check";
import type { Chain } from "../../src/engine/chain.ts";
import { handChain } from "./handChain.ts";

const MINUTE = 1 / 525_600;
/** Without −0, which JSON does not know. */
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const slice = fc.record({
  // From the floor of five minutes, where gamma is a needle, to LEAPS.
  years: fc.oneof(number(5 * MINUTE, 400 * MINUTE), number(1 / 365, 3)),
  rate: number(0, 0.08),
  dividendYield: number(-0.05, 0.15),
});

/** Any clean chain the engine may meet: tiny and long times, tiny and huge volatilities, strikes up to `reach` deviations away. */
export function anyChain({
  reach = 12,
  contracts = 30,
}: { reach?: number; contracts?: number } = {}): fc.Arbitrary<Chain> {
  const row = fc.record({
    right: fc.constantFrom("C" as const, "P" as const),
    deviations: number(-reach, reach),
    iv: fc.oneof(number(0.0201, 0.1), number(0.1, 1), number(1, 5)),
    oi: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 })),
    slice: fc.integer({ min: 0, max: 2 }),
  });
  return fc
    .record({
      spot: fc.oneof(number(0.5, 50), number(50, 50_000)),
      slices: fc.array(slice, { minLength: 3, maxLength: 3 }),
      rows: fc.array(row, { minLength: 1, maxLength: contracts }),
    })
    .map(({ spot, slices, rows }) =>
      handChain(
        rows.map(({ deviations, ...rest }) => {
          const away = deviations * rest.iv * Math.sqrt(slices[rest.slice]!.years);
          return { ...rest, strike: spot * Math.exp(Math.max(-3, Math.min(3, away))) };
        }),
        { spot, slices },
      ),
    );
}
