import { describe, expect, test } from "vitest";
import { equalWings, isOption, shortStrike, wingOf, type Option } from "../../../src/engine/plan/strikes.ts";
import { boardOf, type BoardShape } from "../../support/boards.ts";

/** 30 days at 20 %: the expected move is 100 · 0.2 · √(30/365) = 5.734. */
const optionsOf = (shape: BoardShape = {}): Option[] =>
  boardOf({ spot: 100, spacing: 1, iv: 0.2, days: [30], ...shape }).expiries[0]!.quotes.filter(isOption);
const AT = { cell: "A", spot: 100, expectedMove: 5.734 } as const;
const short = (
  right: "put" | "call",
  level: number | null,
  rest: Partial<typeof AT | { cell: "B" }> = {},
  of = optionsOf(),
) => {
  const found = shortStrike(right, of, { ...AT, level, ...rest });
  return found && [found.option.strike, found.atLevel];
};

describe("a short strike", () => {
  test("is the first beyond both the level and the expected move", () => {
    expect(short("put", 97), "100 − 5.73, delta −0.12").toEqual([94, true]);
    expect(short("call", 103), "100 + 5.73, delta 0.18").toEqual([106, true]);
    expect(short("call", 107), "the level is further out, delta 0.14").toEqual([107, true]);
  });

  test("stands on the level itself when that is far enough", () => {
    expect(short("put", 94)).toEqual([94, true]);
  });

  test("is the delta of 0.20 when none beyond them has one between 0.10 and 0.30, and says that it has no level", () => {
    // Delta of the put: 92 −0.063, 95 −0.166, 96 −0.216.
    expect(short("put", 92)).toEqual([96, false]);
    // Of the call: 109 0.076, 105 0.22, 106 0.18.
    expect(short("call", 109)).toEqual([105, false]);
  });

  test("without a level goes by the expected move alone, and says so", () => {
    expect(short("put", null)).toEqual([94, false]);
    expect(short("call", null)).toEqual([106, false]);
  });

  test("a level on the wrong side of spot pulls nothing nearer", () => {
    expect(short("put", 104)).toEqual([94, true]);
    expect(short("call", 90)).toEqual([106, true]);
  });

  test("in cell B is half an expected move further out, with a delta down to 0.05", () => {
    const skewed = optionsOf({ skew: 0.3 });
    // 100 − 1.5 · 5.734 = 91.4; at 22.8 % the 91 put has a delta of −0.066.
    expect(short("put", 97, { cell: "B" }, skewed)).toEqual([91, true]);
    expect(short("put", 97, {}, skewed)).toEqual([94, true]);
    // Flat: 91 has −0.043, 93 −0.090, 94 −0.124.
    expect(short("put", 97, { cell: "B" })).toEqual([93, false]);
  });

  test("is none where no option out of the money has such a delta", () => {
    // 90: −0.027, 110: 0.06.
    expect(short("put", 97, {}, optionsOf({ spacing: 10 }))).toBeNull();
    expect(short("call", 103, {}, optionsOf({ spacing: 10 }))).toBeNull();
  });

  test("is out of the money even where an option in it has the delta", () => {
    const odd = optionsOf().map((option) => ({ ...option, delta: option.strike > 102 ? -0.2 : option.delta }));
    expect(short("put", 92, {}, odd), "delta −0.20 at 103 and more, −0.216 at 96").toEqual([96, false]);
  });
});

describe("a leg", () => {
  const [quote] = boardOf({ days: [30] }).expiries[0]!.quotes;
  test.each([
    ["an IV", { iv: null }],
    ["a delta", { delta: null }],
    ["a bid", { bid: 0 }],
    ["an ask that is not below its bid", { bid: 2, ask: 1.99 }],
  ])("has %s", (_, lacks) => expect(isOption({ ...quote!, ...lacks })).toBe(false));
});

describe("a wing", () => {
  const at = (right: "put" | "call", strike: number, of = optionsOf()) =>
    of.find((one) => one.right === right && one.strike === strike)!;

  test("is the strike nearest to half an expected move beyond, on its own side", () => {
    expect(wingOf(at("put", 94), optionsOf(), 2.867)?.strike).toBe(91);
    expect(wingOf(at("call", 106), optionsOf(), 2.867)).toMatchObject({ right: "call", strike: 109 });
  });

  test("is at least one strike away, and the narrower of two as near", () => {
    const coarse = optionsOf({ spacing: 4 });
    expect(wingOf(at("put", 96, coarse), coarse, 0.5)?.strike).toBe(92);
    expect(wingOf(at("call", 104, coarse), coarse, 6)?.strike).toBe(108);
  });

  test("is none at the end of the list", () => {
    const few = optionsOf({ strikes: 6 });
    expect(wingOf(at("put", 94, few), few, 3)).toBeNull();
  });

  test("of a condor is as wide as the other one, the listed width nearest to the one wanted", () => {
    const uneven = optionsOf().filter(
      ({ right, strike }) =>
        (right === "put" && [94, 92, 90, 89].includes(strike)) || (right === "call" && strike > 105),
    );
    const wings = equalWings({ put: at("put", 94), call: at("call", 106) }, uneven, 2.867);
    // Put widths 2, 4, 5: 2 is 0.87 away and 4 is 1.13.
    expect([wings!.put.strike, wings!.call.strike]).toEqual([92, 108]);
    const none = uneven.filter(({ right, strike }) => right === "put" || strike < 108);
    expect(equalWings({ put: at("put", 94), call: at("call", 106) }, none, 2.867), "calls 106 and 107 only").toBeNull();
  });

  test("is as wide as another when only what decimals leave over differs", () => {
    const [put, call] = [at("put", 94), at("call", 106)];
    // 10.4 − 10.2 is 0.1999999999999993, 106.2 − 106 is 0.20000000000000284.
    const shorts = { put: { ...put, strike: 10.4 }, call };
    const wings = equalWings(
      shorts,
      [
        { ...put, strike: 10.2 },
        { ...call, strike: 106.2 },
      ],
      0.2,
    );
    expect([wings?.put.strike, wings?.call.strike]).toEqual([10.2, 106.2]);
  });
});
