import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { briefOf, type Brief, type MissingBrief } from "../../src/engine/brief.ts";
import { changesBetween, changesOf } from "../../src/engine/changes.ts";
import type { Regime } from "../../src/engine/regime.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import { anyReading } from "../support/anyReading.ts";
import { readingOf } from "../support/snapshots.ts";

const base = briefOf(readingOf());
const SPY: Brief = { ...base, spot: 603, flip: 594, callWall: 600, putWall: 580, cell: "C" };
const symbol = SPY.symbol;
const gone: MissingBrief = { missing: symbol, why: "the source did not answer" };
const gamma = (sign: Regime["gamma"]) => ({ regime: { ...SPY.regime, gamma: sign } });

describe("one symbol", () => {
  test("that did not move has no changes", () => {
    expect(changesOf(SPY, { ...SPY, spot: 604, netGex: SPY.netGex * 1.2, changePct: 3 })).toEqual([]);
  });

  test("says from which cell to which it moved, and that the sign of gamma turned", () => {
    expect(changesOf(SPY, { ...SPY, ...gamma("negative"), cell: "D" })).toEqual([
      { symbol, kind: "cell", from: "C", to: "D" },
      { symbol, kind: "gamma", from: "positive", to: "negative" },
    ]);
  });

  test("turns its sign also where the cell stays: no sign and negative are both D", () => {
    const before = { ...SPY, ...gamma("undetermined"), cell: "D" as const };
    expect(changesOf(before, { ...before, ...gamma("negative") })).toEqual([
      { symbol, kind: "gamma", from: "undetermined", to: "negative" },
    ]);
  });

  test("moves to another cell by its z-score alone", () => {
    const before = { ...SPY, vrpZ: 0.2 };
    expect(changesOf(before, { ...before, vrpZ: 1, cell: "A" })).toEqual([
      { symbol, kind: "cell", from: "C", to: "A" },
    ]);
  });

  test.each([
    ["became known", null, 1.4],
    ["is not known any more", 1.4, null],
  ])("has not moved when its z-score %s", (_what, was, is) => {
    const [from, to] = [was, is].map((vrpZ) => ({
      ...SPY,
      vrpZ,
      cell: vrpZ === null ? ("C" as const) : ("A" as const),
    }));
    expect(changesOf(from, to!)).toEqual([]);
  });

  test.each([
    ["up", 593, 595],
    ["down", 595, 593],
    ["up, at the flip already", 593.99, 594],
    ["down, from the flip", 594, 593.99],
  ])("crosses the flip %s", (direction, was, is) => {
    expect(changesOf({ ...SPY, spot: was }, { ...SPY, spot: is })).toEqual([
      { symbol, kind: "flipCrossed", direction: direction.split(",")[0], flip: 594 },
    ]);
  });

  test("crosses the flip too when the flip moves past a spot that stands still", () => {
    expect(changesOf(SPY, { ...SPY, flip: 610 })).toEqual([
      { symbol, kind: "flipCrossed", direction: "down", flip: 610 },
    ]);
  });

  test.each([
    ["call", 603, false],
    ["call", 597, false],
    ["call", 603.01, true],
    ["call", 596.99, true],
    ["put", 582.9, false],
    ["put", 582.91, true],
    ["put", 577.09, true],
  ] as const)("has a %s wall at %d that has migrated: %s; exactly 0.5 % is none", (wall, to, migrated) => {
    const key = `${wall}Wall` as const;
    const from = SPY[key]!;
    const changes = changesOf(SPY, { ...SPY, [key]: to });
    expect(changes).toEqual(migrated ? [{ symbol, kind: "wall", wall, from, to, pct: expect.closeTo((to / from - 1) * 100, 9) }] : []); // prettier-ignore
  });

  test.each(["flip", "callWall", "putWall"] as const)("without a %s before or now does not compare it", (level) => {
    const without = { ...SPY, [level]: null, flipMissing: "positive_throughout" as const };
    expect(changesOf(without, without)).toEqual([]);
    const kinds = [...changesOf(SPY, without), ...changesOf(without, SPY)].map(({ kind }) => kind);
    expect(kinds).toEqual(level === "flip" ? ["flipVanished", "flipAppeared"] : []);
  });

  test("whose flip is gone says why, and a new one where it is", () => {
    const oneSided = { ...SPY, flip: null, flipMissing: "positive_throughout" as const };
    expect(changesOf(SPY, oneSided)).toEqual([{ symbol, kind: "flipVanished", missing: "positive_throughout" }]);
    expect(changesOf(oneSided, SPY)).toEqual([{ symbol, kind: "flipAppeared", flip: 594 }]);
  });

  test("can go, stay away, come back and be new", () => {
    expect(changesOf(SPY, gone)).toEqual([{ symbol, kind: "gone", why: "the source did not answer" }]);
    expect(changesOf(gone, { ...gone, why: "another reason" })).toEqual([]);
    expect(changesOf(gone, SPY)).toEqual([{ symbol, kind: "back" }]);
    expect(changesOf(undefined, SPY)).toEqual([{ symbol, kind: "new" }]);
    expect(changesOf(undefined, gone)).toEqual([{ symbol, kind: "new" }]);
  });

  test.each([
    ["another source", { provider: "tradier" }],
    ["made-up data", { sample: true }],
  ])("from %s is never compared", (_what, other) => {
    const now = { ...SPY, ...gamma("negative"), cell: "D" as const, spot: 500, source: { ...SPY.source, ...other } };
    expect(changesOf(SPY, now)).toEqual([{ symbol, kind: "notComparable" }]);
    expect(changesOf(now, SPY)).toEqual([{ symbol, kind: "notComparable" }]);
  });
});

describe("a table", () => {
  const named = (name: string, rest: Partial<Brief> = {}): Brief => ({ ...SPY, symbol: name as Ticker, ...rest });

  test("lists cells before flips before walls, and the larger of two walls first", () => {
    const before = ["W1", "W2", "FLIP", "CELL", "GONE"].map((name) => named(name));
    const now = [
      named("NEW"),
      named("W1", { callWall: 606 }),
      { missing: "GONE" as Ticker, why: "the bot was busy" },
      named("W2", { putWall: 550 }),
      named("FLIP", { spot: 590 }),
      named("CELL", { ...gamma("negative"), cell: "D" }),
    ];
    expect(changesBetween(before, now).map((change) => `${change.symbol} ${change.kind}`)).toEqual([
      "CELL cell",
      "CELL gamma",
      "FLIP flipCrossed",
      "W2 wall",
      "W1 wall",
      "GONE gone",
      "NEW new",
    ]);
  });

  test("of any market has moved nowhere from itself", () => {
    fc.assert(fc.property(fc.array(anyReading, { maxLength: 5 }), (readings) => {
      const rows = readings.map((reading, index) => ({ ...briefOf(reading), symbol: `S${index}` as Ticker }));
      expect(changesBetween(rows, structuredClone(rows))).toEqual([]);
    })); // prettier-ignore
  });
});
