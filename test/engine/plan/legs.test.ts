import { describe, expect, test } from "vitest";
import type { Quote } from "../../../src/engine/plan/board.ts";
import { legsOf, type Ground } from "../../../src/engine/plan/legs.ts";
import type { Structure } from "../../../src/engine/vrp/types.ts";
import { boardOf, type BoardShape } from "../../support/boards.ts";
import { wallAt } from "./scene.ts";

/** 30 days at 20 %: the expected move is 5.734, half of it 2.867. */
const groundOf = (rest: Partial<Ground> = {}, shape: BoardShape = {}): Ground => {
  const { expiries } = boardOf({ spot: 100, spacing: 1, iv: 0.2, days: [30, 60], ...shape });
  return {
    cell: "A",
    spot: 100,
    expectedMove: 5.734,
    levels: { support: wallAt(97), resistance: wallAt(103), magnet: null },
    front: expiries[0]!,
    back: expiries[1]!,
    ...rest,
  };
};
const built = (structure: Structure, ground = groundOf()) => {
  const made = legsOf(structure, ground);
  if (typeof made === "string") return made;
  const legs = made.legs.map(({ side, right, strike }) => `${side} ${strike} ${right}`);
  return { ...made, legs };
};
const without = ({ front, ...ground }: Ground, gone: (quote: Quote) => boolean): Ground => ({
  ...ground,
  front: { ...front, quotes: front.quotes.filter((quote) => !gone(quote)) },
});

describe("the legs", () => {
  test("of a put spread: the put beyond support and a move, its wing half a move below", () => {
    expect(built("short_put_spread")).toEqual({ legs: ["sell 94 put", "buy 91 put"], width: 3, warnings: [] });
  });

  test("of a condor: both sides, as wide", () => {
    expect(built("iron_condor")).toEqual({
      legs: ["sell 94 put", "sell 106 call", "buy 91 put", "buy 109 call"],
      width: 3,
      warnings: [],
    });
    const uneven = without(groundOf(), ({ right, strike }) => right === "put" && [91, 92, 93].includes(strike));
    expect(built("iron_condor", uneven), "a put wing of 4 makes a call wing of 4").toMatchObject({
      legs: ["sell 94 put", "sell 106 call", "buy 90 put", "buy 110 call"],
      width: 4,
    });
  });

  test("of a strangle: both sides without wings", () => {
    expect(built("short_strangle")).toEqual({ legs: ["sell 94 put", "sell 106 call"], width: null, warnings: [] });
  });

  test("of a jade lizard: a put and a call spread, whose width is the call's", () => {
    expect(built("jade_lizard")).toEqual({
      legs: ["sell 94 put", "sell 106 call", "buy 109 call"],
      width: 3,
      warnings: [],
    });
  });

  test("of a straddle: both at the strike nearest spot that lists both", () => {
    const ground = groundOf({ spot: 100.4 });
    expect(built("short_straddle", ground)).toMatchObject({ legs: ["sell 100 put", "sell 100 call"], width: null });
    const gap = without(ground, ({ right, strike }) => right === "put" && strike === 100);
    expect(built("short_straddle", gap)).toMatchObject({ legs: ["sell 101 put", "sell 101 call"] });
  });

  test("are those quotes, each of its date", () => {
    const ground = groundOf();
    const made = legsOf("calendar_spread", ground);
    const at = (board: Ground["front"]) =>
      board.quotes.find(({ right, strike }) => right === "call" && strike === 100)!;
    const { spreadPct: _, ...front } = at(ground.front);
    const { spreadPct: __, ...back } = at(ground.back!);
    expect(made).toMatchObject({
      legs: [
        { side: "sell", expiry: "2026-12-23", ...front },
        { side: "buy", expiry: "2027-01-22", ...back },
      ],
    });
  });
});

describe("a strike without a level", () => {
  test("is flagged on its side alone", () => {
    const levels = { support: null, resistance: wallAt(103), magnet: null };
    expect(built("iron_condor", groundOf({ levels }))).toMatchObject({ warnings: ["no_level_put"] });
    const far = { support: wallAt(97), resistance: wallAt(120), magnet: null };
    expect(built("short_strangle", groundOf({ levels: far }))).toMatchObject({ warnings: ["no_level_call"] });
    expect(built("short_put_spread", groundOf({ levels: far }))).toMatchObject({ warnings: [] });
  });
});

describe("a calendar", () => {
  const calendar = (rest: Partial<Ground>, shape: BoardShape = {}) => built("calendar_spread", groundOf(rest, shape));
  const pinnedAt = (strike: number, kind: "magnet" | "accelerant" = "magnet") => ({
    levels: { support: null, resistance: null, magnet: { strike, gex: 1e8, kind } },
  });

  test("is at the magnet within a quarter of the move, 1.43, on the side out of the money", () => {
    expect(calendar(pinnedAt(99))).toMatchObject({ legs: ["sell 99 put", "buy 99 put"] });
    expect(calendar(pinnedAt(101))).toMatchObject({ legs: ["sell 101 call", "buy 101 call"] });
  });

  test("is at the money when the magnet is farther, an accelerant, not listed, or none", () => {
    const atTheMoney = { legs: ["sell 100 call", "buy 100 call"], width: null, warnings: [] };
    expect(calendar(pinnedAt(98))).toEqual(atTheMoney);
    expect(calendar(pinnedAt(101, "accelerant"))).toEqual(atTheMoney);
    expect(calendar(pinnedAt(100.5))).toEqual(atTheMoney);
    expect(calendar({})).toEqual(atTheMoney);
  });

  test("is a put when the nearest strike is below spot", () => {
    expect(calendar({ spot: 100.4 })).toMatchObject({ legs: ["sell 100 put", "buy 100 put"] });
  });

  test("is at a strike that both dates list", () => {
    const ground = groundOf();
    const back = { ...ground.back!, quotes: ground.back!.quotes.filter(({ strike }) => strike % 5 === 2) };
    expect(built("calendar_spread", { ...ground, back })).toMatchObject({ legs: ["sell 102 call", "buy 102 call"] });
    const onPuts = { ...ground.back!, quotes: ground.back!.quotes.filter(({ right }) => right === "put") };
    expect(built("calendar_spread", { ...ground, back: onPuts }), "the same side").toMatchObject({
      legs: ["sell 99 put", "buy 99 put"],
    });
  });

  test("needs a later expiry", () => expect(calendar({ back: null })).toBe("no_back_expiry"));
});

describe("there are no legs", () => {
  const calls = ({ right }: Quote) => right === "call";
  test.each<[Structure, (quote: Quote) => boolean, string]>([
    ["short_put_spread", ({ strike }) => strike < 94, "no wing"],
    ["short_put_spread", (quote) => !calls(quote), "no puts"],
    ["iron_condor", calls, "no calls"],
    ["iron_condor", (quote) => calls(quote) && quote.strike > 106, "no call wing"],
    ["jade_lizard", (quote) => calls(quote) && quote.strike > 106, "no call wing"],
    ["jade_lizard", (quote) => !calls(quote), "no puts"],
    ["short_strangle", calls, "no calls"],
    ["short_straddle", calls, "no calls"],
    ["calendar_spread", () => true, "no quotes"],
  ])("of a %s with %s", (structure, gone) => expect(legsOf(structure, without(groundOf(), gone))).toBe("no_strikes"));

  test("where the quotes have no IV", () => {
    const ground = groundOf();
    const front = { ...ground.front, quotes: ground.front.quotes.map((quote) => ({ ...quote, iv: null })) };
    expect(legsOf("short_strangle", { ...ground, front })).toBe("no_strikes");
  });
});
