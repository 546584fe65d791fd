import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexContracts } from "../../src/engine/contractIndex.ts";
import { madeChain, type MadeContract } from "../support/chains.ts";

/** Slices by root and expiry, as the engine numbers them. */
function indexOf(contracts: readonly MadeContract[]) {
  const names = contracts.map(({ root = "XYZ", expiry }) => `${root} ${expiry}`);
  const distinct = [...new Set(names)];
  const sliceOf = Uint16Array.from(names, (name) => distinct.indexOf(name));
  return indexContracts(madeChain(contracts), sliceOf, distinct.length);
}
const c = (strike: number, rest: Partial<MadeContract> = {}): MadeContract => ({
  right: "C",
  strike,
  expiry: 20_261_218,
  oi: 1,
  ...rest,
});
const p = (strike: number, rest: Partial<MadeContract> = {}): MadeContract => ({ ...c(strike, rest), right: "P" });

describe("the other side of a strike", () => {
  test("is the neighbour when the feed lists call and put side by side", () => {
    const index = indexOf([c(95), p(95), c(100), p(100)]);
    expect([0, 1, 2, 3].map((row) => index.otherSide(row))).toEqual([1, 0, 3, 2]);
  });

  test("is found when all calls come before all puts", () => {
    const index = indexOf([c(95), c(100), p(95), p(100)]);
    expect([0, 1, 2, 3].map((row) => index.otherSide(row))).toEqual([2, 3, 0, 1]);
  });

  test("is of the same root, the same expiry and the same strike to the tenth of a cent, or there is none", () => {
    const rows = [
      c(100),
      p(100, { root: "XYZW" }),
      p(100, { expiry: 20_261_219 }),
      p(100.01),
      p(99.999),
      c(219.78),
      p(219.78),
    ];
    const index = indexOf(rows);
    expect([0, 1, 2, 3, 4].map((row) => index.otherSide(row))).toEqual([-1, -1, -1, -1, -1]);
    expect(index.otherSide(5)).toBe(6);
  });
});

describe("a repeated contract", () => {
  test("is every row after the first of its kind", () => {
    const index = indexOf([c(100), p(100), c(100), p(101), c(100)]);
    expect([0, 1, 2, 3, 4].map((row) => index.isRepeat(row))).toEqual([false, false, true, false, true]);
  });

  test("is no call beside its put, no other root and no other expiry", () => {
    const index = indexOf([c(100), p(100), c(100, { root: "XYZW" }), c(100, { expiry: 20_261_219 })]);
    expect([0, 1, 2, 3].map((row) => index.isRepeat(row))).toEqual([false, false, false, false]);
  });

  test("is also seen after a row whose strike could not be read", () => {
    expect(indexOf([c(100), c(Number.NaN), c(100)]).isRepeat(2)).toBe(true);
  });
});

test("shuffled rows are answered as ordered ones", () => {
  const ordered = [90, 95, 97.5, 100].flatMap((strike) => [
    c(strike),
    p(strike),
    c(strike, { root: "XYZW" }),
    ...(strike === 95 ? [] : [p(strike, { root: "XYZW" })]),
  ]);
  const sorted = ordered.toSorted((a, b) => (a.root ?? "").localeCompare(b.root ?? ""));
  const answers = (rows: readonly MadeContract[]) => {
    const index = indexOf(rows);
    return new Map(
      rows.map((row, i) => {
        const other = index.otherSide(i);
        expect(index.isRepeat(i)).toBe(false);
        return [row, other < 0 ? null : rows[other]];
      }),
    );
  };
  const expected = answers(sorted);
  fc.assert(
    fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (shuffled) => {
      for (const [row, other] of answers(shuffled)) expect(other).toBe(expected.get(row));
    }),
    { numRuns: 30 },
  );
});
