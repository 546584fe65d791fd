import { describe, expect, test } from "vitest";
import { atmIv, straddle } from "../../src/engine/atTheMoney.ts";
import { everyRow, handChain, type HandRow } from "./handChain.ts";

const both = (strike: number, [callIv, putIv]: readonly [number, number], rest: Partial<HandRow> = {}): HandRow[] => [
  { right: "C", strike, oi: 1, iv: callIv, ...rest },
  { right: "P", strike, oi: 1, iv: putIv, ...rest },
];
const at = (rows: readonly HandRow[], options: Parameters<typeof handChain>[1] = {}, slice = 0) => {
  const chain = handChain(rows, options);
  return atmIv(chain, slice, everyRow(chain));
};

describe("the volatility at the money", () => {
  test("is the mean of call and put at the strike that is the forward", () => {
    expect(at([...both(95, [0.3, 0.3]), ...both(100, [0.2, 0.22]), ...both(105, [0.1, 0.1])])).toBeCloseTo(0.21, 12);
  });

  test("lies between the two strikes around the forward in proportion to the distance", () => {
    expect(at([...both(98, [0.2, 0.2]), ...both(106, [0.16, 0.16])])).toBeCloseTo(0.19, 12);
  });

  test("is taken at the forward, not at spot", () => {
    const slices = [{ years: 1, rate: 0.05, dividendYield: 0 }];
    const forward = 100 * Math.exp(0.05);
    const expected = 0.2 + ((0.1 - 0.2) * (forward - 100)) / 10;
    expect(at([...both(100, [0.2, 0.2]), ...both(110, [0.1, 0.1])], { slices })).toBeCloseTo(expected, 12);
  });

  test("takes the side that has an IV where the other has none, and skips a strike without any", () => {
    expect(at([...both(100, [Number.NaN, 0.25])])).toBeCloseTo(0.25, 12);
    const rows = [...both(90, [0.3, 0.3]), ...both(100, [Number.NaN, Number.NaN]), ...both(110, [0.1, 0.1])];
    expect(at(rows)).toBeCloseTo(0.2, 12);
  });

  test("comes from one side at the edge of the listed strikes", () => {
    expect(at(both(120, [0.2, 0.2]))).toBeCloseTo(0.2, 12);
    expect(at(both(80, [0.3, 0.3]))).toBeCloseTo(0.3, 12);
  });

  test("is that of its own slice", () => {
    const rows = [...both(100, [0.2, 0.2]), ...both(100, [0.4, 0.4], { slice: 1 })];
    const options = { slices: [{}, { years: 0.5 }] };
    expect([at(rows, options, 0), at(rows, options, 1)]).toEqual([0.2, 0.4]);
  });

  test("is missing where no IV is", () => {
    expect(at(both(100, [Number.NaN, Number.NaN]))).toBeNull();
    expect(at([], {}, 0)).toBeNull();
  });
});

describe("the straddle", () => {
  const quoted = (strike: number, callMid: number, putMid: number, slice = 0): HandRow[] => [
    { right: "C", strike, oi: 1, mid: callMid, slice },
    { right: "P", strike, oi: 1, mid: putMid, slice },
  ];
  const price = (rows: readonly HandRow[], slice = 0) => {
    const chain = handChain(rows, { spot: 101, slices: [{}, { years: 0.5 }] });
    return straddle(chain, slice, everyRow(chain))?.usd ?? null;
  };

  test("is call and put at the strike nearest to spot", () => {
    expect(price([...quoted(95, 7, 1), ...quoted(100, 3, 2), ...quoted(105, 1, 6)])).toBe(5);
  });

  test("says at which strike, and how wide the two quotes are on average", () => {
    const rows = [
      { right: "C" as const, strike: 100, oi: 1, mid: 3, spreadPct: 2 },
      { right: "P" as const, strike: 100, oi: 1, mid: 2, spreadPct: 7 },
    ];
    const chain = handChain(rows);
    expect(straddle(chain, 0, everyRow(chain))).toEqual({ usd: 5, strike: 100, spreadPct: 4.5 });
  });

  test("skips a strike that has only one of the two quotes", () => {
    expect(price([...quoted(101, 2, Number.NaN), ...quoted(105, 1, 6)])).toBe(7);
  });

  test("looks at its own slice only and is missing without a pair", () => {
    expect(price(quoted(100, 3, 2), 1)).toBeNull();
    expect(price([...quoted(100, 3, 2), ...quoted(100, 4, 4, 1)], 1)).toBe(8);
    expect(price([])).toBeNull();
  });
});
