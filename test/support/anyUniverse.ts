import fc from "fast-check";
import { briefOf, type Brief, type MissingBrief } from "../../src/engine/brief.ts";
import { classifyCell } from "../../src/engine/regime.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { missingBrief } from "../../src/views/universe/gap.ts";
import { anyReading } from "./anyReading.ts";

type Rows = readonly (Brief | MissingBrief)[];

export interface AnyUniverse {
  readonly rows: Rows;
  readonly before: { readonly rows: Rows; readonly at: string } | null;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const values = fc.record({
  vrpZ: maybe(fc.double({ min: -9, max: 9, noNaN: true })),
  adv: maybe(fc.double({ min: 1e3, max: 1e12, noNaN: true })),
  changePct: maybe(fc.double({ min: -99, max: 999, noNaN: true })),
});

const brief = fc.tuple(anyReading, values).map(([reading, { vrpZ, adv, changePct }]): Brief => {
  const one = briefOf(reading, { vrpZ, adv });
  return { ...one, changePct, cell: classifyCell(one.regime.gamma, vrpZ).cell };
});

const failure = fc.constantFrom("unknown-symbol", "unreachable", "bad-response", "overloaded", "cooldown");

const symbol = fc.stringMatching(/^[A-Z]{1,5}(\.[AB])?$/);

/** Numbers for these symbols; one in ten has none. */
const rowsFor = (symbols: readonly string[]): fc.Arbitrary<Rows> =>
  fc.tuple(
    ...symbols.map((name) =>
      fc.oneof(
        { weight: 9, arbitrary: brief.map((row): Brief | MissingBrief => ({ ...row, symbol: name as Ticker })) },
        { weight: 1, arbitrary: failure.map((why): Brief | MissingBrief => missingBrief({ missing: name as Ticker, failure: why })) }, // prettier-ignore
      ),
    ),
  );

/** Tables of up to 50 symbols whose numbers need not make sense together, with the last post's, some of them other symbols'. */
export const anyUniverse = (most = 50): fc.Arbitrary<AnyUniverse> =>
  fc.uniqueArray(symbol, { minLength: 1, maxLength: most }).chain((symbols) =>
    fc.record({
      rows: rowsFor(symbols),
      before: maybe(rowsFor(symbols.slice(0, Math.ceil(symbols.length * 0.8))).map((rows) => ({ rows, at: "2026-11-20T14:45:00Z" }))), // prettier-ignore
    }),
  );
