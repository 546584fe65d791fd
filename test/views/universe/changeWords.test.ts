import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/engine/changes.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { changeCounts, changeWords, shortChange, worthSaying } from "../../../src/views/universe/changeWords.ts";

const symbol = "SPY" as Ticker;

/** Each change in a post, then in a row of the picture. */
const SAID: readonly (readonly [Change, string, string])[] = [
  [{ symbol, kind: "cell", from: "C", to: "A" }, "cell C Grind It Out → A Premium Paradise", "was C Grind It Out"],
  [{ symbol, kind: "gamma", from: "positive", to: "undetermined" }, "gamma turned from positive to without a sign", "γ was positive"], // prettier-ignore
  [{ symbol, kind: "flipCrossed", direction: "down", flip: 594 }, "spot is below the flip 594.00 now", "crossed the flip downward"], // prettier-ignore
  [{ symbol, kind: "wall", wall: "put", from: 600, to: 590, pct: -1.667 }, "put wall 600 → 590 (−1.7 %)", "put wall 600 to 590"], // prettier-ignore
  [{ symbol, kind: "flipAppeared", flip: 594 }, "a flip appeared at 594.00", "had no flip"],
  [{ symbol, kind: "flipVanished", missing: "negative_throughout" }, "the flip is gone: gamma is negative throughout ±20 %", "had a flip"], // prettier-ignore
  [{ symbol, kind: "flipVanished", missing: null }, "the flip is gone", "had a flip"],
  [{ symbol, kind: "gone", why: "the bot was busy" }, "no numbers: the bot was busy", "had numbers last time"],
  [{ symbol, kind: "back" }, "numbers are back", "numbers are back"],
  [{ symbol, kind: "new" }, "new on the list", "new on the list"],
  [{ symbol, kind: "notComparable" }, "not comparable with last time: other source or other data", "not comparable: other source"], // prettier-ignore
];

test.each(SAID)("%j reads as a person would say it", (change, words, short) => {
  expect(changeWords(change)).toBe(words);
  expect(shortChange(change)).toBe(short);
});

describe("changes are counted", () => {
  test("by kind, in the order of their importance, one and many", () => {
    const changes = [SAID[3]![0], SAID[2]![0], SAID[2]![0], SAID[0]![0]];
    expect(changeCounts(changes)).toEqual(["1 cell moved", "2 flips crossed", "1 wall migrated"]);
    expect(changeCounts([])).toEqual([]);
  });

  test("a cell that moved says that the sign turned; without one the sign is said, also beside another symbol's cell", () => {
    const turned: Change = { symbol, kind: "gamma", from: "positive", to: "negative" };
    const cell: Change = { symbol, kind: "cell", from: "C", to: "D" };
    expect(worthSaying([cell, turned])).toEqual([cell]);
    const other = { ...cell, symbol: "QQQ" as Ticker };
    expect(worthSaying([other, turned])).toEqual([other, turned]);
  });
});
